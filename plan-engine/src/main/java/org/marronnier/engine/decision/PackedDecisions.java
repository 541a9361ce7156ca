package org.marronnier.engine.decision;

import java.util.Arrays;

/** What becomes of the candidates of {@link PackedHouseholds}, in their order. */
public final class PackedDecisions {

    /** Where nothing leaves. */
    public static final long NEVER = Long.MAX_VALUE;

    private long[] at = new long[64];
    private byte[] channel = new byte[64];

    /**
     * The second at which a candidate is placed: it leaves where that is not after the decision
     * instant, and is deferred until then otherwise; {@link #NEVER} where it is suppressed.
     */
    public long at(int candidate) {
        return at[candidate];
    }

    /** Which of the candidate's path it leaves by; meaningless where it does not. */
    public int channel(int candidate) {
        return channel[candidate];
    }

    void reserve(int candidates) {
        if (at.length < candidates) {
            at = Arrays.copyOf(at, candidates);
            channel = Arrays.copyOf(channel, candidates);
        }
    }

    void put(int candidate, long second, int which) {
        at[candidate] = second;
        channel[candidate] = (byte) which;
    }
}
