/** The pages where an admin keeps users and API keys. */
@NullMarked
package org.marronnier.web.team;

import org.jspecify.annotations.NullMarked;
