package org.marronnier.scheduler.packed;

/**
 * What a pass needed.
 *
 * @param bytes of the columns of the segments at hand, at most
 * @param judging nanoseconds in the judgement alone, over all workers
 */
public record PassReport(long bytes, long judging) {

    PassReport plus(PassReport other) {
        return new PassReport(bytes + other.bytes, judging + other.judging);
    }
}
