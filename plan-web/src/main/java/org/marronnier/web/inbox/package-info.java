/** The test inbox: what would have left the house. */
@NullMarked
package org.marronnier.web.inbox;

import org.jspecify.annotations.NullMarked;
