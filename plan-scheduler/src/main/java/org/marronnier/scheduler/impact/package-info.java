/** What rules as they are being written would have held back, computed in the background. */
@NullMarked
package org.marronnier.scheduler.impact;

import org.jspecify.annotations.NullMarked;
