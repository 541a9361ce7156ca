/** The plan's own events on its calendar. */
@NullMarked
package org.marronnier.domain.calendar;

import org.jspecify.annotations.NullMarked;
