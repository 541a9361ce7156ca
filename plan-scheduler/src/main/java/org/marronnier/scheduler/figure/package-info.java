/** Figures of plans, measured in the background so that no page waits for one. */
@NullMarked
package org.marronnier.scheduler.figure;

import org.jspecify.annotations.NullMarked;
