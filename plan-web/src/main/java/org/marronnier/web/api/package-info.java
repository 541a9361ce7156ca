/** What every answer of the REST API has in common. */
@NullMarked
package org.marronnier.web.api;

import org.jspecify.annotations.NullMarked;
