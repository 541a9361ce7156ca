/** The calendar for other programs: iCalendar under a secret address. */
@NullMarked
package org.marronnier.web.feed;

import org.jspecify.annotations.NullMarked;
