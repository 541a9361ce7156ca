package org.marronnier.engine.decision;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;

/*
 * The places that the messages of one household take, in columns, and the search for a free one (sections 6 and 7).
 *
 * A message is a number i below size: its second at[i] in UTC, local[i] on the clock of its own contact, its kind, offer
 * and contact. Those not sent yet, placed in this decision or after now by another source, are listed in pending: their
 * windows are protected. The history comes first and is never changed; open() forgets the household before.
 *
 * clear(x) answers x where no rule refuses a message at x, and otherwise a later second before which not all that refuse
 * it at x let go. It never jumps over a free second: a window that is too full stays so until enough of the messages
 * that it counts at x have left it, since others can only come in; the window of a pending message is left one second
 * after its end; and a local window is only followed to the next change of its clock, because local time runs evenly
 * until there. So the search is exact and takes as many steps as there are messages and changes, never seconds, and it
 * ends because every jump goes forward.
 *
 * Most candidates ask for the same few seconds: now, the next midnight, the end of a full window. How many messages the
 * windows count there is kept: a moment is one of those seconds, and held[i], with i made of moment, contact and rule,
 * the messages in (heldAfter[i], heldUpTo[i]], counted at the first question and followed as messages are placed. A rule
 * on the same offer counts differently for each offer and is not kept.
 */
final class Places {

    /** The offer of a message that has none. */
    static final int NO_OFFER = 0;

    /** No channel has a free second. */
    static final int NOWHERE = -1;

    private static final int MOMENTS = 8;
    private static final int CHANNELS = Channel.values().length;

    private final CompiledRules rules;
    private final int stride;

    private int members;
    private LocalClock[] clocks = new LocalClock[4];
    private QuietTimes[][] quiet = new QuietTimes[4][];
    private long[] concerned = new long[4];
    private int[] max;
    private @Nullable PackedWindow[] preferences = new PackedWindow[4 * CHANNELS];
    private long[] @Nullable [] events;

    private int size;
    private long[] at = new long[64];
    private long[] local = new long[64];
    private int[] kind = new int[64];
    private int[] offer = new int[64];
    private int[] member = new int[64];
    private int[] pending = new int[16];
    private int pendings;

    private int moments;
    private int nextMoment;
    private final long[] momentAt = new long[MOMENTS];
    private long[] known = new long[MOMENTS * 4];
    private int[] held;
    private long[] heldAfter;
    private long[] heldUpTo;
    private int[] over;
    private long[] letsGo;

    private long placedAt;
    private long[] seconds = new long[64];
    private int[] found = new int[64];

    Places(CompiledRules rules) {
        this.rules = rules;
        this.stride = rules.rules.size() + CHANNELS;
        this.max = new int[4 * stride];
        this.events = new long[4 * stride][];
        this.held = new int[MOMENTS * 4 * stride];
        this.heldAfter = new long[held.length];
        this.heldUpTo = new long[held.length];
        this.over = new int[held.length];
        this.letsGo = new long[held.length];
    }

    /** Forgets the household before. */
    void open() {
        members = 0;
        size = 0;
        pendings = 0;
        moments = 0;
        nextMoment = 0;
    }

    /** The next contact of the household, under the rules of the plan. */
    int addMember(LocalClock clock, QuietTimes[] quietTimes) {
        if (members == clocks.length) {
            growMembers();
        }
        var m = members++;
        clocks[m] = clock;
        quiet[m] = quietTimes;
        concerned[m] = rules.all;
        System.arraycopy(rules.max, 0, max, m * stride, rules.max.length);
        Arrays.fill(events, m * stride, (m + 1) * stride, null);
        return m;
    }

    /** A contact's own maximum under a rule. */
    void limit(int m, int rule, int most) {
        max[m * stride + rule] = most;
    }

    /** A contact's own rule on a channel. */
    void prefer(int m, Channel channel, int most, PackedWindow window) {
        var rule = rules.preference(channel);
        concerned[m] |= 1L << rule;
        max[m * stride + rule] = most;
        preferences[m * CHANNELS + channel.ordinal()] = window;
    }

    /** An event of a contact that sets off a blocking rule. */
    void happened(int m, int rule, long second) {
        var before = events[m * stride + rule];
        var instants = before == null ? new long[1] : Arrays.copyOf(before, before.length + 1);
        instants[instants.length - 1] = second;
        events[m * stride + rule] = instants;
    }

    /**
     * A message takes its place.
     *
     * @param isPending whether it is still to be sent, so that its own window is protected
     */
    int add(int m, int messageKind, int messageOffer, long second, boolean isPending) {
        if (size == at.length) {
            growMessages();
        }
        var i = size++;
        at[i] = second;
        local[i] = clocks[m].local(second);
        kind[i] = messageKind;
        offer[i] = messageOffer;
        member[i] = m;
        if (isPending) {
            if (pendings == pending.length) {
                pending = Arrays.copyOf(pending, 2 * pendings);
            }
            pending[pendings++] = i;
        }
        for (var moment = 0; moment < moments; moment++) {
            follow(i, moment);
        }
        return i;
    }

    /**
     * Finds the earliest second of [start, expiry] at which a message is neither quiet nor refused,
     * and tells it by {@link #placedAt}.
     *
     * @param path the kinds that the message would be of on its channels, best first
     * @param isDropped whether only the first second that is not quiet is tried
     * @return which of the path, the first of those that are free at that second, or {@link
     *     #NOWHERE}
     */
    int place(int m, int[] path, int messageOffer, long start, long expiry, boolean isDropped) {
        var chosen = NOWHERE;
        var last = expiry;
        for (var i = 0; i < path.length && start <= last; i++) {
            var x = earliest(m, path[i], messageOffer, start, last, isDropped);
            if (x <= last) {
                chosen = i;
                placedAt = x;
                last = x - 1;
            }
        }
        return chosen;
    }

    /** The second of the place found last. */
    long placedAt() {
        return placedAt;
    }

    /**
     * The first second of [second, last] at which a message of a kind is not quiet; later than last
     * where there is none.
     */
    long opens(int m, int messageKind, long second, long last) {
        return quiet[m][rules.slot(messageKind)].open(second, last);
    }

    /** The first free second of [start, last]; later than last where there is none. */
    private long earliest(
            int m, int messageKind, int messageOffer, long start, long last, boolean isDropped) {
        var x = opens(m, messageKind, start, last);
        while (x <= last) {
            var clear = clear(m, messageKind, messageOffer, x, -1L);
            if (clear == x) {
                return x;
            }
            x = isDropped ? Long.MAX_VALUE : opens(m, messageKind, clear, last);
        }
        return x;
    }

    /** Those of some rules that refuse a message at a second. */
    long refusing(int m, int messageKind, int messageOffer, long x, long asked) {
        var refusing = 0L;
        for (var left = asked; left != 0; left &= left - 1) {
            var rule = left & -left;
            if (clear(m, messageKind, messageOffer, x, rule) > x) {
                refusing |= rule;
            }
        }
        return refusing;
    }

    /**
     * What a rule counts that refuses a message at a second.
     *
     * @param counted messages, this one included, or events of a blocking rule
     * @param by the messages that hold the place
     */
    record Excess(int counted, int max, int[] by) {}

    /** Why a rule refuses a message at a second: its own window first, else a pending one's. */
    Excess excess(int rule, int m, int messageKind, int messageOffer, long x) {
        if (is(rules.blocking, rule)) {
            return new Excess(eventsBefore(rule, m, x), 0, new int[0]);
        }
        var bit = 1L << rule;
        if ((rules.restricting(messageKind) & concerned[m] & bit) != 0
                && full(rule, m, messageKind, messageOffer, x) > x) {
            var counted = count(rule, m, messageOffer, x);
            var itself = is(rules.counting(messageKind), rule) ? 1 : 0;
            return excess(counted, counted + itself, rule, m);
        }
        for (var p = 0; p < pendings; p++) {
            var i = pending[p];
            if (protects(i, rules.counting(messageKind) & bit, m, messageOffer, x) > x) {
                var counted = count(rule, member[i], offer[i], at[i]);
                return excess(counted, counted + 1, rule, member[i]);
            }
        }
        throw new IllegalStateException("Rule %d refuses nothing at %d.".formatted(rule, x));
    }

    private Excess excess(int found, int counted, int rule, int m) {
        return new Excess(counted, max[m * stride + rule], Arrays.copyOf(this.found, found));
    }

    /**
     * @param asked the rules that are asked
     * @return x where none refuses, else a later second before which not all let go
     */
    long clear(int m, int messageKind, int messageOffer, long x, long asked) {
        var clear = x;
        for (var left = rules.restricting(messageKind) & concerned[m] & asked;
                left != 0;
                left &= left - 1) {
            var rule = Long.numberOfTrailingZeros(left);
            clear =
                    Math.max(
                            clear,
                            is(rules.blocking, rule)
                                    ? silent(rule, m, x)
                                    : full(rule, m, messageKind, messageOffer, x));
        }
        var counting = rules.counting(messageKind) & asked;
        for (var p = 0; p < pendings && counting != 0; p++) {
            var i = pending[p];
            // At its own second its window is that of the asked message, which was seen above.
            var seen = at[i] == x && member[i] == m ? rules.restricting(messageKind) : 0;
            clear = Math.max(clear, protects(i, counting & ~seen, m, messageOffer, x));
        }
        return clear;
    }

    /** Until when the window of a message to a contact holds an event that blocks. */
    private long silent(int rule, int m, long x) {
        var events = eventsBefore(rule, m, x);
        if (events == 0) {
            return x;
        }
        var window = rules.windows[rule];
        var second = second(window, clocks[m], x);
        Arrays.sort(seconds, 0, events);
        return back(window, clocks[m], window.leaves(seconds[events - 1], second), x);
    }

    /** How many events the window of a message holds; their seconds are left in {@code seconds}. */
    private int eventsBefore(int rule, int m, long x) {
        var instants = events[m * stride + rule];
        if (instants == null) {
            return 0;
        }
        if (instants.length > seconds.length) {
            seconds = new long[instants.length];
            found = new int[instants.length];
        }
        var window = rules.windows[rule];
        var second = second(window, clocks[m], x);
        var after = window.after(second);
        var upTo = window.upTo(second);
        var held = 0;
        for (var instant : instants) {
            var event = second(window, clocks[m], instant);
            if (instant <= x && event > after && event <= upTo) {
                seconds[held++] = event;
            }
        }
        return held;
    }

    /** Until when the message's own window is too full for it. */
    private long full(int rule, int m, int messageKind, int messageOffer, long x) {
        if (is(rules.sameOffer, rule) && messageOffer == NO_OFFER) {
            return x;
        }
        var itself = is(rules.counting(messageKind), rule) ? 1 : 0;
        if (is(rules.sameOffer, rule)) {
            var counted = count(rule, m, messageOffer, x);
            return letsGo(rule, m, x, counted, counted + itself - max[m * stride + rule]);
        }
        var i = held(rule, m, x);
        var tooMany = held[i] + itself - max[m * stride + rule];
        if (tooMany > 0 && over[i] != tooMany) {
            letsGo[i] = letsGo(rule, m, x, count(rule, m, NO_OFFER, x), tooMany);
            over[i] = tooMany;
        }
        return tooMany > 0 ? letsGo[i] : x;
    }

    /** When enough of the messages counted last have left a window. */
    private long letsGo(int rule, int m, long x, int counted, int tooMany) {
        if (tooMany <= 0) {
            return x;
        }
        var window = window(rule, m);
        Arrays.sort(seconds, 0, counted);
        var leaves = window.leaves(seconds[tooMany - 1], second(window, clocks[m], x));
        return back(window, clocks[m], leaves, x);
    }

    /** Until when a pending message's window would be too full with the asked one in it. */
    private long protects(int i, long counting, int m, int messageOffer, long x) {
        var holder = member[i];
        var left = rules.restricting(kind[i]) & counting & concerned[holder] & ~rules.blocking;
        if (holder != m) {
            left &= rules.household;
        }
        var clear = x;
        for (; left != 0; left &= left - 1) {
            var rule = Long.numberOfTrailingZeros(left);
            if (protects(rule, i, messageOffer, x)) {
                var window = window(rule, holder);
                var end = window.upTo(second(window, clocks[holder], at[i])) + 1;
                clear = Math.max(clear, back(window, clocks[holder], end, x));
            }
        }
        return clear;
    }

    private boolean protects(int rule, int i, int messageOffer, long x) {
        var holder = member[i];
        var most = max[holder * stride + rule];
        var window = window(rule, holder);
        var second = second(window, clocks[holder], x);
        if (is(rules.sameOffer, rule)) {
            var end = second(window, clocks[holder], at[i]);
            return offer[i] != NO_OFFER
                    && offer[i] == messageOffer
                    && second > window.after(end)
                    && second <= window.upTo(end)
                    && count(rule, holder, messageOffer, at[i]) >= most;
        }
        var kept = held(rule, holder, at[i]);
        return second > heldAfter[kept] && second <= heldUpTo[kept] && held[kept] >= most;
    }

    /** Where it is kept how many messages the window of a contact's message at a second counts. */
    private int held(int rule, int m, long x) {
        var slot = moment(x) * clocks.length + m;
        var i = slot * stride + rule;
        if (!is(known[slot], rule)) {
            var window = window(rule, m);
            var second = second(window, clocks[m], x);
            heldAfter[i] = window.after(second);
            heldUpTo[i] = window.upTo(second);
            held[i] = count(rule, window, m, NO_OFFER, heldAfter[i], heldUpTo[i]);
            over[i] = 0;
            known[slot] |= 1L << rule;
        }
        return i;
    }

    /** The moment of a second; when all are taken, one gives way, never the first. */
    private int moment(long x) {
        for (var moment = 0; moment < moments; moment++) {
            if (momentAt[moment] == x) {
                return moment;
            }
        }
        var moment = moments < MOMENTS ? moments++ : 1 + nextMoment++ % (MOMENTS - 1);
        momentAt[moment] = x;
        Arrays.fill(known, moment * clocks.length, (moment + 1) * clocks.length, 0);
        return moment;
    }

    /** Counts a message that was placed in all windows of a moment that hold it. */
    private void follow(int i, int moment) {
        var counting = rules.counting(kind[i]);
        for (var m = 0; m < members; m++) {
            var slot = moment * clocks.length + m;
            var left = known[slot] & counting & (m == member[i] ? -1L : rules.household);
            for (; left != 0; left &= left - 1) {
                var rule = Long.numberOfTrailingZeros(left);
                var kept = slot * stride + rule;
                var second = secondOf(i, window(rule, m), clocks[m]);
                if (second > heldAfter[kept] && second <= heldUpTo[kept]) {
                    held[kept]++;
                    over[kept] = 0;
                }
            }
        }
    }

    /**
     * How many messages the window of a contact's message at a second counts; they are left in
     * {@code found}, and their seconds on its clock in {@code seconds}.
     */
    private int count(int rule, int m, int wantedOffer, long x) {
        var window = window(rule, m);
        var second = second(window, clocks[m], x);
        return count(rule, window, m, wantedOffer, window.after(second), window.upTo(second));
    }

    private int count(
            int rule, PackedWindow window, int m, int wantedOffer, long after, long upTo) {
        var counted = 0;
        for (var i = 0; i < size; i++) {
            if (isCounted(rule, m, wantedOffer, i)) {
                var other = secondOf(i, window, clocks[m]);
                if (other > after && other <= upTo) {
                    found[counted] = i;
                    seconds[counted++] = other;
                }
            }
        }
        return counted;
    }

    private boolean isCounted(int rule, int m, int wantedOffer, int i) {
        return is(rules.counting(kind[i]), rule)
                && (member[i] == m || is(rules.household, rule))
                && (!is(rules.sameOffer, rule) || offer[i] == wantedOffer);
    }

    private long secondOf(int i, PackedWindow window, LocalClock clock) {
        if (window.exact) {
            return at[i];
        }
        return clock == clocks[member[i]] ? local[i] : clock.local(at[i]);
    }

    private PackedWindow window(int rule, int m) {
        if (rule < rules.windows.length) {
            return rules.windows[rule];
        }
        var own = preferences[m * CHANNELS + rule - rules.windows.length];
        if (own == null) {
            throw new IllegalStateException("Only contacts that prefer are concerned.");
        }
        return own;
    }

    private void growMembers() {
        var more = 2 * members;
        clocks = Arrays.copyOf(clocks, more);
        quiet = Arrays.copyOf(quiet, more);
        concerned = Arrays.copyOf(concerned, more);
        max = Arrays.copyOf(max, more * stride);
        preferences = Arrays.copyOf(preferences, more * CHANNELS);
        events = Arrays.copyOf(events, more * stride);
        moments = 0;
        known = new long[MOMENTS * more];
        held = new int[MOMENTS * more * stride];
        heldAfter = new long[held.length];
        heldUpTo = new long[held.length];
        over = new int[held.length];
        letsGo = new long[held.length];
    }

    private void growMessages() {
        var more = 2 * size;
        at = Arrays.copyOf(at, more);
        local = Arrays.copyOf(local, more);
        kind = Arrays.copyOf(kind, more);
        offer = Arrays.copyOf(offer, more);
        member = Arrays.copyOf(member, more);
        seconds = new long[Math.max(more, seconds.length)];
        found = new int[Math.max(more, seconds.length)];
    }

    private static long second(PackedWindow window, LocalClock clock, long x) {
        return window.exact ? x : clock.local(x);
    }

    /** A second of a window's clock in UTC, but not beyond the next change of the clock after x. */
    private static long back(PackedWindow window, LocalClock clock, long second, long x) {
        return window.exact ? second : Math.min(second - clock.offset(x), clock.nextChange(x));
    }

    private static boolean is(long bits, int rule) {
        return (bits >>> rule & 1) != 0;
    }
}
