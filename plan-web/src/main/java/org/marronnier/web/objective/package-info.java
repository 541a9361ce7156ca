/** Pages of objectives. */
@NullMarked
package org.marronnier.web.objective;

import org.jspecify.annotations.NullMarked;
