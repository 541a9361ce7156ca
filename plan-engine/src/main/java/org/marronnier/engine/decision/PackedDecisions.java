package org.marronnier.engine.decision;

import java.util.Arrays;

/** What becomes of the candidates of {@link PackedHouseholds}, in their order. */
public final class PackedDecisions {

    /** Where nothing leaves. */
    public static final long NEVER = Long.MAX_VALUE;

    /** What {@link #refusedBy} answers where it is quiet up to the expiry. */
    public static final int QUIET = -1;

    private final boolean isNaming;

    private long[] at = new long[64];
    private byte[] channel = new byte[64];

    public PackedDecisions() {
        this(false);
    }

    private PackedDecisions(boolean isNaming) {
        this.isNaming = isNaming;
    }

    /** Decisions that also tell {@link #refusedBy}, which takes a look more at what is refused. */
    public static PackedDecisions namingRules() {
        return new PackedDecisions(true);
    }

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

    /**
     * What suppresses a candidate that is placed {@link #NEVER}: the place in {@link
     * RuleBook#pressure} of the first rule that refuses it at its earliest second that is not
     * quiet, or the number of rules and the channel's ordinal for the contact's own preference, or
     * {@link #QUIET}.
     */
    public int refusedBy(int candidate) {
        return channel[candidate];
    }

    /** What the columns take in memory. */
    public long bytes() {
        return 9L * at.length;
    }

    boolean isNaming() {
        return isNaming;
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
