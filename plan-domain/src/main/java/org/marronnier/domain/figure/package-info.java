/**
 * Figures of a plan that are computed in the background: measured KPIs, volumes, overlaps, entries.
 */
@NullMarked
package org.marronnier.domain.figure;

import org.jspecify.annotations.NullMarked;
