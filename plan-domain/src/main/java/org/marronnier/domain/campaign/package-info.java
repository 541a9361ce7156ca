/** Campaigns of the calendar. */
@NullMarked
package org.marronnier.domain.campaign;

import org.jspecify.annotations.NullMarked;
