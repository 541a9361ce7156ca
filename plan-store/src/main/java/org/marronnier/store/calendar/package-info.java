/** The filters of the calendar that users keep. */
@NullMarked
package org.marronnier.store.calendar;

import org.jspecify.annotations.NullMarked;
