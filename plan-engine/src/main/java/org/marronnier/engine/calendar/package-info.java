/** Recurrences and public holidays. */
@NullMarked
package org.marronnier.engine.calendar;

import org.jspecify.annotations.NullMarked;
