/** Pages of programmes. */
@NullMarked
package org.marronnier.web.programme;

import org.jspecify.annotations.NullMarked;
