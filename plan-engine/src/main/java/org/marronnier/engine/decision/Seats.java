package org.marronnier.engine.decision;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;

/** The contacts of one household in columns, with the rules that are each one's own. */
final class Seats {

    private static final int CHANNELS = Channel.values().length;

    private final CompiledRules rules;
    private final long now;

    /** How many rules a contact may have: those of the plan and a preference a channel. */
    final int stride;

    int size;
    LocalClock[] clock = new LocalClock[4];
    QuietTimes[][] quiet = new QuietTimes[4][];

    /** The rules that may refuse a contact's messages. */
    long[] concerned = new long[4];

    /** The rules that count just what they restrict, in windows that are all of one length. */
    long[] even = new long[4];

    /** The second before which no message of a contact counts any more. */
    long[] since = new long[4];

    /** The same under each rule of the plan, and under all. */
    private final long[] sinceByRule;

    private final long sinceByAll;

    private int[] max;

    private @Nullable PackedWindow[] preferences = new PackedWindow[4 * CHANNELS];
    private long[] @Nullable [] events;

    Seats(CompiledRules rules, long now) {
        this.rules = rules;
        this.now = now;
        this.sinceByRule =
                Arrays.stream(rules.windows).mapToLong(window -> window.since(now)).toArray();
        this.sinceByAll = Arrays.stream(sinceByRule).min().orElse(now);
        this.stride = rules.rules.size() + CHANNELS;
        this.max = new int[4 * stride];
        this.events = new long[4 * stride][];
    }

    /** The next contact of the household, under the rules of the plan but those that block. */
    int add(LocalClock itsClock, QuietTimes[] quietTimes) {
        if (size == clock.length) {
            grow();
        }
        var m = size++;
        clock[m] = itsClock;
        quiet[m] = quietTimes;
        concerned[m] = rules.all & ~rules.blocking;
        even[m] = rules.even;
        since[m] = sinceByAll;
        System.arraycopy(rules.max, 0, max, m * stride, rules.max.length);
        return m;
    }

    void limit(int m, int rule, int most) {
        max[m * stride + rule] = most;
    }

    void prefer(int m, Channel channel, int most, PackedWindow window) {
        var rule = rules.preference(channel);
        concerned[m] |= 1L << rule;
        if (window.isEven()) {
            even[m] |= 1L << rule;
        }
        since[m] = Math.min(since[m], window.since(now));
        max[m * stride + rule] = most;
        preferences[m * CHANNELS + channel.ordinal()] = window;
    }

    /**
     * An event of a contact that sets off a blocking rule, which concerns the contact from then on.
     */
    void happened(int m, int rule, long second) {
        var isFirst = (concerned[m] >>> rule & 1) == 0;
        var before = isFirst ? null : events[m * stride + rule];
        var instants = before == null ? new long[1] : Arrays.copyOf(before, before.length + 1);
        instants[instants.length - 1] = second;
        events[m * stride + rule] = instants;
        concerned[m] |= 1L << rule;
    }

    /** The events of a contact that a blocking rule names. */
    long[] events(int m, int rule) {
        var instants = events[m * stride + rule];
        if (instants == null) {
            throw new IllegalStateException("Only contacts with events are concerned.");
        }
        return instants;
    }

    /** A contact's own maximum under a rule. */
    int max(int rule, int m) {
        return max[m * stride + rule];
    }

    /** The second before which no message of a contact counts any more under a rule. */
    long since(int rule, int m) {
        return rule < sinceByRule.length ? sinceByRule[rule] : window(rule, m).since(now);
    }

    PackedWindow window(int rule, int m) {
        if (rule < rules.windows.length) {
            return rules.windows[rule];
        }
        var own = preferences[m * CHANNELS + rule - rules.windows.length];
        if (own == null) {
            throw new IllegalStateException("Only contacts that prefer are concerned.");
        }
        return own;
    }

    private void grow() {
        var more = 2 * size;
        clock = Arrays.copyOf(clock, more);
        quiet = Arrays.copyOf(quiet, more);
        concerned = Arrays.copyOf(concerned, more);
        even = Arrays.copyOf(even, more);
        since = Arrays.copyOf(since, more);
        max = Arrays.copyOf(max, more * stride);
        preferences = Arrays.copyOf(preferences, more * CHANNELS);
        events = Arrays.copyOf(events, more * stride);
    }
}
