package org.marronnier.engine.decision;

/**
 * The clock of a zone as a decision reads it, and when it is quiet there.
 *
 * @param ahead seconds that the clock is ahead of UTC from the decision's instant on
 * @param change the second in UTC at which that changes; {@link Long#MAX_VALUE} where never
 * @param quiet by slot
 */
record LocalHours(LocalClock clock, long ahead, long change, QuietTimes[] quiet) {}
