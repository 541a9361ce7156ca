/** The calendar of the plan, month by month. */
@NullMarked
package org.marronnier.web.calendar;

import org.jspecify.annotations.NullMarked;
