/** The clockwork that fires campaigns at their local time, once in a cluster. */
@NullMarked
package org.marronnier.scheduler.calendar;

import org.jspecify.annotations.NullMarked;
