package org.marronnier.engine.decision;

import java.util.Arrays;

/*
 * What the rules count in one household, for the rules that count messages of any offer.
 *
 * A timeline is one rule for one contact, or for a household as the clock of one contact reads it: those whose clocks
 * are the same share the timeline of the first (its owner), and a rule in exact time has one for the whole household,
 * on the first seat. It holds the seconds of the messages that the rule counts, on the window's clock, in order
 * (Timeline), and the windows of the messages not sent yet that it restricts are protected (GuardedWindows).
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

    /** The rules that have timelines. */
    private final long counted;

    private int owners;
    private Seat[] owner = {};

    /** The rules of the household that may refuse something. */
    private long shared;

    Timelines(CompiledRules rules, Seats seats, Messages messages) {
        this.rules = rules;
        this.seats = seats;
        this.messages = messages;
        this.counted = ~(rules.sameOffer | rules.blocking);
    }

    /** The next household takes the seats. */
    void open() {
        owners = 0;
        shared = 0;
    }

    /** The contact of the next seat, before its messages. */
    void seat(Seat seat) {
        for (var o = 0; o < owners; o++) {
            if (owner[o].clock == seat.clock) {
                seat.owner = owner[o];
                return;
            }
        }
        seat.owner = seat;
        if (owners == owner.length) {
            owner = Arrays.copyOf(owner, 2 * owners + 4);
        }
        owner[owners++] = seat;
        for (var i = 0; i < messages.size; i++) {
            var left = messages.counting[i] & counted & rules.household & ~rules.exact;
            for (; left != 0; left &= left - 1) {
                var rule = Long.numberOfTrailingZeros(left);
                seat.counting(rule).insert(seat.clock.local(messages.at[i]));
            }
        }
    }

    /**
     * The messages of a contact that were there before, all at once and without a question to each:
     * those that a rule does not count are written too, but the next is written over them.
     *
     * @param first the first of them; the last is the last of all
     */
    void recall(Seat seat, int first) {
        var counting = 0L;
        for (var i = first; i < messages.size; i++) {
            counting |= messages.counting[i];
        }
        var own = counting & counted & ~rules.household & seat.concerned;
        for (; own != 0; own &= own - 1) {
            recall(seat, seat.counting(Long.numberOfTrailingZeros(own)), first);
        }
        if ((counting & counted & rules.household) != 0) {
            for (var i = first; i < messages.size; i++) {
                countInHousehold(i, messages.counting[i] & counted & rules.household);
            }
        }
    }

    private void recall(Seat seat, Timeline timeline, int first) {
        timeline.reserve(messages.size - first + 1);
        var at = timeline.isExact ? messages.at : messages.local;
        var second = timeline.second;
        var rule = timeline.rule;
        var since = timeline.since;
        var k = 0;
        for (var i = first; i < messages.size; i++) {
            second[k] = at[i];
            k += (int) (messages.counting[i] >>> rule & 1 & ~((messages.at[i] - since) >>> 63));
        }
        timeline.sort(k);
        if (timeline.isCrowded()) {
            seat.crowded |= 1L << rule;
            if ((rules.even >>> rule & 1) != 0) {
                fillAll(seat, timeline);
            }
        }
    }

    /** A message takes its place; it is still to be sent, so that its own windows are protected. */
    void place(int i, Seat seat, CompiledKind kind) {
        var at = messages.at[i];
        var local = messages.local[i];
        for (var own = kind.ofContact() & seat.concerned; own != 0; own &= own - 1) {
            var rule = Long.numberOfTrailingZeros(own);
            var timeline = seat.counting(rule);
            var k = timeline.insert(timeline.isExact ? at : local);
            if (timeline.isCrowded()) {
                seat.crowded |= own & -own;
                if ((rules.even >>> rule & 1) != 0) {
                    fill(seat, timeline, k);
                }
            }
        }
        if (kind.ofHousehold() != 0) {
            countInHousehold(i, kind.ofHousehold());
        }
        protect(i, seat, kind);
    }

    /** Keeps what an even rule refuses a contact by all that it counts. */
    private void fillAll(Seat seat, Timeline timeline) {
        for (var k = 0; k < timeline.size; k++) {
            fill(seat, timeline, k);
        }
    }

    /**
     * Keeps what an even rule refuses a contact by the rows of as many messages as there may be
     * that have a message in them: one stretch, as all of them hold its second.
     */
    private void fill(Seat seat, Timeline timeline, int k) {
        var max = timeline.max;
        var second = timeline.second;
        var length = timeline.length;
        if (length <= 0) {
            var window = timeline.window;
            var after = window.after(second[k]);
            var upTo = window.upTo(second[k]);
            if (timeline.isFull(after, upTo, max)) {
                seat.fill(timeline, after + 1, upTo + 1);
            }
            return;
        }
        var first = Math.max(0, k - max + 1);
        var last = Math.min(k, timeline.size - max);
        while (first <= last && second[first + max - 1] - second[first] >= length) {
            first++;
        }
        while (first <= last && second[last + max - 1] - second[last] >= length) {
            last--;
        }
        if (first <= last) {
            seat.fill(timeline, second[first + max - 1] - length + 1, second[last] + length);
        }
    }

    /** A kind was asked about for the first time since the household took its seats. */
    void fillAgain() {
        for (var m = 0; m < seats.size; m++) {
            var seat = seats.seat[m];
            seat.emptyStretches();
            for (var left = rules.even & seat.crowded; left != 0; left &= left - 1) {
                fillAll(seat, seat.timelines[Long.numberOfTrailingZeros(left)]);
            }
        }
    }

    private void countInHousehold(int i, long ofAll) {
        shared |= ofAll;
        for (var left = ofAll; left != 0; left &= left - 1) {
            var rule = Long.numberOfTrailingZeros(left);
            if ((rules.exact >>> rule & 1) != 0) {
                seats.seat[0].counting(rule).insert(messages.at[i]);
                continue;
            }
            for (var o = 0; o < owners; o++) {
                owner[o].counting(rule).insert(messages.localOn(i, owner[o].clock));
            }
        }
    }

    /** The windows of a message that is still to be sent are protected. */
    void protect(int i, Seat seat, CompiledKind kind) {
        var restricting = kind.restricting() & seat.concerned & counted & ~seat.even;
        for (; restricting != 0; restricting &= restricting - 1) {
            var rule = Long.numberOfTrailingZeros(restricting);
            var window = seat.timelines[rule].window;
            var s = window.exact ? messages.at[i] : messages.local[i];
            holder(rule, seat)
                    .counting(rule)
                    .guards
                    .add(window.after(s), window.upTo(s), seat.timelines[rule].max);
        }
    }

    /**
     * @param asked the rules that are asked
     * @return x where no rule refuses a message to a contact, else a later second, at each before
     *     which one does
     */
    long clear(Seat seat, CompiledKind kind, long x, long asked) {
        var restricting = kind.restricting() & seat.concerned;
        var some = (restricting | kind.counting()) & (seat.crowded | shared) & asked;
        var clear = x;
        for (; some != 0; some &= some - 1) {
            var rule = Long.numberOfTrailingZeros(some);
            clear = clear(rule, seat, restricting, kind.counting(), clear);
        }
        return clear;
    }

    private long clear(int rule, Seat seat, long restricting, long counting, long x) {
        var window = seat.timelines[rule].window;
        var max = seat.timelines[rule].max;
        var clock = seat.clock;
        var timeline = holder(rule, seat).timelines[rule];
        var s = window.second(clock, x);
        if ((seat.even >>> rule & 1) != 0) {
            var even = evenlyFree(timeline, window, s, max);
            return even > s ? window.back(clock, even, x) : x;
        }
        var counts = (int) (counting >>> rule) & 1;
        var free = s;
        if ((restricting >>> rule & 1) != 0) {
            free = free(timeline, window, s, max - counts);
        }
        if (counts != 0 && free == s) {
            free = timeline.guards.spared(s);
        }
        var clear = free > s ? window.back(clock, free, x) : x;
        return counts != 0 && owners > 1 && (rules.household & ~rules.exact & 1L << rule) != 0
                ? Math.max(clear, sparedElsewhere(rule, timeline, x))
                : clear;
    }

    /**
     * The first second, from another on, at which a message breaks no window that holds it, of a
     * rule that is even: where the windows roll, between the runs of as many messages as there may
     * be; where they are units, in the next.
     */
    private static long evenlyFree(Timeline timeline, PackedWindow window, long s, int max) {
        var length = window.rolls();
        if (length <= 0) {
            return free(timeline, window, s, max - 1);
        }
        var free = s;
        var second = timeline.second;
        for (int first = 0, last = max - 1; last < timeline.size; first++, last++) {
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
    private static long free(Timeline timeline, PackedWindow window, long s, int some) {
        var k = timeline.before(window.upTo(s)) - some;
        return k >= 0 && timeline.second[k] > window.after(s)
                ? window.leaves(timeline.second[k], s)
                : s;
    }

    /** When the windows that other clocks of the household guard under a rule let a second be. */
    private long sparedElsewhere(int rule, Timeline timeline, long x) {
        var window = timeline.window;
        var clear = x;
        for (var o = 0; o < owners; o++) {
            var other = owner[o].timelines[rule];
            if (other != timeline) {
                var clock = owner[o].clock;
                var s = clock.local(x);
                var free = other.guards.spared(s);
                if (free > s) {
                    clear = Math.max(clear, window.back(clock, free, x));
                }
            }
        }
        return clear;
    }

    /** On which seat a contact's timeline of a rule is. */
    private Seat holder(int rule, Seat seat) {
        if ((rules.household >>> rule & 1) == 0) {
            return seat;
        }
        return (rules.exact >>> rule & 1) != 0 ? seats.seat[0] : seat.owner;
    }
}
