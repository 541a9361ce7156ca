package org.marronnier.engine.decision;

import java.util.Arrays;

/*
 * What the rules count in one household, for the rules that count messages of any offer.
 *
 * A timeline is one rule for one contact, or for a household as the clock of one contact reads it: those whose clocks
 * are the same share the timeline of the first (its owner), and a rule in exact time has one for the whole household.
 * It holds the seconds of the messages that the rule counts, on the window's clock, in order (Seconds), and the windows
 * of the messages not sent yet that it restricts are protected (GuardedWindows).
 * A message at s is refused where its own window holds too many, or where that of another holds s and takes no more. As
 * the seconds are in order, one look back by the maximum tells how full a window is.
 *
 * A rule is even where it counts of each contact just what it restricts, in windows of one length or in units of the
 * calendar. It guards no windows: of as many messages in a row as there may be, those that lie within one length refuse
 * any other second from which a window reaches both ends of the row. For each contact and set of the plan's even rules
 * that restrict some kind, these seconds are kept as stretches (FullStretches), so that one look answers for the set.
 *
 * A rule whose timeline is shorter than its maximum refuses nothing: crowded and shared have the bits of the others, so
 * that most questions are answered without a look at any timeline. Messages too old for a rule are not in its timeline.
 */
final class Timelines {

    private final CompiledRules rules;
    private final Seats seats;
    private final Messages messages;
    private final int stride;

    /** The rules that have timelines. */
    private final long counted;

    private int owners;
    private int[] owner = new int[4];
    private int[] ownerOf = new int[4];

    /** By contact, the rules of its own timelines that may refuse something. */
    private long[] crowded = new long[4];

    /** Those of the household that may refuse something. */
    private long shared;

    private final GuardedWindows guards;
    private final FullStretches full;

    private final Seconds seconds;

    Timelines(CompiledRules rules, long now, Seats seats, Messages messages) {
        this.rules = rules;
        this.seats = seats;
        this.messages = messages;
        this.stride = seats.stride;
        this.counted = ~(rules.sameOffer | rules.blocking);
        var timelines = 4 * stride;
        this.seconds = new Seconds(timelines);
        this.guards = new GuardedWindows(seconds, timelines);
        this.full = new FullStretches(rules, seats, now);
    }

    void open() {
        owners = 0;
        shared = 0;
        full.open();
    }

    /** The next contact of the household, before its messages. */
    void seat(int m) {
        if (m == crowded.length) {
            growSeats();
        }
        crowded[m] = 0;
        full.seat(m);
        seconds.open(m * stride, (m + 1) * stride);
        guards.open(m * stride, (m + 1) * stride);
        for (var o = 0; o < owners; o++) {
            if (seats.clock[owner[o]] == seats.clock[m]) {
                ownerOf[m] = owner[o];
                return;
            }
        }
        ownerOf[m] = m;
        owner[owners++] = m;
        for (var i = 0; i < messages.size; i++) {
            var left = messages.counting[i] & counted & rules.household & ~rules.exact;
            for (; left != 0; left &= left - 1) {
                var rule = Long.numberOfTrailingZeros(left);
                seconds.insert(m * stride + rule, seats.clock[m].local(messages.at[i]));
            }
        }
    }

    /**
     * The messages of a contact that were there before, all at once and without a question to each:
     * those that a rule does not count are written too, but the next is written over them.
     *
     * @param first the first of them; the last is the last of all
     */
    void recall(int m, int first) {
        seconds.reserve(messages.size - first + 1);
        var ofHousehold = 0L;
        for (var i = first; i < messages.size; i++) {
            ofHousehold |= messages.counting[i];
        }
        var own = ofHousehold & counted & ~rules.household & seats.concerned[m];
        for (; own != 0; own &= own - 1) {
            recall(Long.numberOfTrailingZeros(own), m, first);
        }
        if ((ofHousehold & counted & rules.household) != 0) {
            for (var i = first; i < messages.size; i++) {
                countInHousehold(i);
            }
        }
    }

    private void recall(int rule, int m, int first) {
        var at = seats.window(rule, m).exact ? messages.at : messages.local;
        var since = seats.since(rule, m);
        var t = m * stride + rule;
        var second = seconds.second;
        var k = seconds.base(t);
        for (var i = first; i < messages.size; i++) {
            second[k] = at[i];
            k += (int) (messages.counting[i] >>> rule & 1 & ~((messages.at[i] - since) >>> 63));
        }
        seconds.sort(t, k - seconds.base(t));
        if (seconds.size[t] >= seats.max(rule, m)) {
            crowded[m] |= 1L << rule;
            if ((rules.even >>> rule & 1) != 0) {
                fillAll(rule, m);
            }
        }
    }

    /** A message takes its place; it is still to be sent, so that its own windows are protected. */
    void place(int i) {
        var m = messages.member[i];
        var at = messages.at[i];
        var counting = messages.counting[i] & counted;
        for (var own = counting & ~rules.household & seats.concerned[m]; own != 0; own &= own - 1) {
            var rule = Long.numberOfTrailingZeros(own);
            var t = m * stride + rule;
            var k = seconds.insert(t, seats.window(rule, m).exact ? at : messages.local[i]);
            if (seconds.size[t] >= seats.max(rule, m)) {
                crowded[m] |= own & -own;
                if ((rules.even >>> rule & 1) != 0) {
                    fill(rule, m, k);
                }
            }
        }
        countInHousehold(i);
        protect(i);
    }

    /** Keeps what an even rule refuses a contact by all that it counts. */
    private void fillAll(int rule, int m) {
        var t = m * stride + rule;
        for (var k = seconds.base(t); k < seconds.end(t); k++) {
            fill(rule, m, k);
        }
    }

    /**
     * Keeps what an even rule refuses a contact by the rows of as many messages as there may be
     * that have a message in them: one stretch, as all of them hold its second.
     */
    private void fill(int rule, int m, int k) {
        var window = rules.windows[rule];
        var max = seats.max(rule, m);
        var t = m * stride + rule;
        var second = seconds.second;
        var length = window.rolls();
        if (length <= 0) {
            var after = window.after(second[k]);
            var upTo = window.upTo(second[k]);
            if (seconds.isFull(t, after, upTo, max)) {
                full.add(rule, m, after + 1, upTo + 1);
            }
            return;
        }
        var from = Long.MAX_VALUE;
        var to = Long.MIN_VALUE;
        var last = Math.min(k, seconds.end(t) - max);
        for (var first = Math.max(seconds.base(t), k - max + 1); first <= last; first++) {
            var reached = second[first + max - 1] - length;
            if (second[first] > reached) {
                from = Math.min(from, reached + 1);
                to = Math.max(to, second[first] + length);
            }
        }
        if (from < to) {
            full.add(rule, m, from, to);
        }
    }

    /** A kind was asked about for the first time since the household took its seats. */
    private void fillAgain() {
        full.open();
        for (var m = 0; m < seats.size; m++) {
            full.seat(m);
            for (var left = rules.even & crowded[m]; left != 0; left &= left - 1) {
                fillAll(Long.numberOfTrailingZeros(left), m);
            }
        }
    }

    private void countInHousehold(int i) {
        var ofAll = messages.counting[i] & counted & rules.household;
        shared |= ofAll;
        for (; ofAll != 0; ofAll &= ofAll - 1) {
            countInHousehold(i, Long.numberOfTrailingZeros(ofAll));
        }
    }

    private void countInHousehold(int i, int rule) {
        if (rules.windows[rule].exact) {
            seconds.insert(rule, messages.at[i]);
            return;
        }
        for (var o = 0; o < owners; o++) {
            seconds.insert(owner[o] * stride + rule, messages.localOn(i, seats.clock[owner[o]]));
        }
    }

    /** The windows of a message that is still to be sent are protected. */
    void protect(int i) {
        var m = messages.member[i];
        var restricting =
                rules.restricting(messages.kind[i]) & seats.concerned[m] & counted & ~seats.even[m];
        for (; restricting != 0; restricting &= restricting - 1) {
            var rule = Long.numberOfTrailingZeros(restricting);
            var window = seats.window(rule, m);
            var s = window.exact ? messages.at[i] : messages.local[i];
            guards.add(timeline(rule, m), window.after(s), window.upTo(s), seats.max(rule, m));
        }
    }

    /** The first second, from another on, at which no even rule of the plan refuses a message. */
    long free(int m, int kind, long x) {
        var set = rules.setOf(kind);
        if (full.lacks(set)) {
            fillAgain();
        }
        return full.free(m, set, x);
    }

    /**
     * @param asked the rules that are asked
     * @return x where no rule refuses a message to a contact, else a later second, at each before
     *     which one does
     */
    long clear(int m, int kind, long x, long asked) {
        var restricting = rules.restricting(kind) & seats.concerned[m];
        var counting = rules.counting(kind);
        var some = (restricting | counting) & (crowded[m] | shared) & asked;
        if (some == 0) {
            return x;
        }
        var clear = x;
        for (; some != 0; some &= some - 1) {
            clear = clear(Long.numberOfTrailingZeros(some), m, restricting, counting, clear);
        }
        return clear;
    }

    private long clear(int rule, int m, long restricting, long counting, long x) {
        var window = seats.window(rule, m);
        var clock = seats.clock[m];
        var t = timeline(rule, m);
        var s = window.second(clock, x);
        if ((seats.even[m] >>> rule & 1) != 0) {
            var even = evenlyFree(t, window, s, seats.max(rule, m));
            return even > s ? window.back(clock, even, x) : x;
        }
        var counts = (int) (counting >>> rule) & 1;
        var free = s;
        if ((restricting >>> rule & 1) != 0) {
            free = free(t, window, s, seats.max(rule, m) - counts);
        }
        if (counts != 0 && free == s) {
            free = guards.spared(t, s);
        }
        var clear = free > s ? window.back(clock, free, x) : x;
        return counts != 0 && owners > 1 && (rules.household & ~rules.exact & 1L << rule) != 0
                ? Math.max(clear, sparedElsewhere(rule, t, x))
                : clear;
    }

    /**
     * The first second, from another on, at which a message breaks no window that holds it, of a
     * rule that is even: where the windows roll, between the runs of as many messages as there may
     * be; where they are units, in the next.
     */
    private long evenlyFree(int t, PackedWindow window, long s, int max) {
        var length = window.rolls();
        if (length <= 0) {
            return free(t, window, s, max - 1);
        }
        var free = s;
        var second = seconds.second;
        var end = seconds.end(t);
        for (int first = seconds.base(t), last = first + max - 1; last < end; first++, last++) {
            var from = second[last] - length;
            var to = second[first] + length;
            if (second[first] > from && free > from && free < to) {
                free = to;
            }
        }
        return free;
    }

    /**
     * When the window of a message at a second holds no more than some; the second itself where it
     * does.
     */
    private long free(int t, PackedWindow window, long s, int some) {
        var k = seconds.before(t, window.upTo(s)) - some;
        return k >= seconds.base(t) && seconds.second[k] > window.after(s)
                ? window.leaves(seconds.second[k], s)
                : s;
    }

    /** When the windows that other clocks of the household guard under a rule let a second be. */
    private long sparedElsewhere(int rule, int t, long x) {
        var window = rules.windows[rule];
        var clear = x;
        for (var o = 0; o < owners; o++) {
            var other = owner[o] * stride + rule;
            if (other != t) {
                var clock = seats.clock[owner[o]];
                var s = clock.local(x);
                var free = guards.spared(other, s);
                if (free > s) {
                    clear = Math.max(clear, window.back(clock, free, x));
                }
            }
        }
        return clear;
    }

    private int timeline(int rule, int m) {
        if ((rules.household >>> rule & 1) == 0) {
            return m * stride + rule;
        }
        return (rules.exact >>> rule & 1) != 0 ? rule : ownerOf[m] * stride + rule;
    }

    private void growSeats() {
        var more = 2 * crowded.length;
        owner = Arrays.copyOf(owner, more);
        ownerOf = Arrays.copyOf(ownerOf, more);
        crowded = Arrays.copyOf(crowded, more);
        seconds.grow(more * stride);
        guards.grow(more * stride);
    }
}
