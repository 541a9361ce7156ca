package org.marronnier.engine.decision;

import java.util.Arrays;

/*
 * What the rules count in one household, for the rules that count messages of any offer.
 *
 * A timeline is one rule for one contact, or for a household as the clock of one contact reads it: those whose clocks
 * are the same share the timeline of the first (its owner), and a rule in exact time has one for the whole household.
 * Timeline t holds, from t * capacity on,
 *   second    the seconds of the messages that the rule counts, on the window's clock, in order; size[t] of them;
 *   after, upTo, left    the windows of the messages that are not sent yet (guards[t] of them), each with how many more
 *             messages it takes. Those that take no more come first; there are full[t] of them.
 * A message at s is refused where its own window holds too many, which one look back in the order tells, or where a full
 * window of another holds s.
 *
 * A rule whose timeline is shorter than its maximum refuses nothing: crowded and shared have the bits of the others, so
 * that most questions are answered without a look at any timeline. Messages too old for a rule are not in its timeline.
 */
final class Timelines {

    private final CompiledRules rules;
    private final long now;
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

    private int capacity = 16;
    private int[] size;
    private int[] guards;
    private int[] full;
    private long[] second;
    private long[] after;
    private long[] upTo;
    private int[] left;

    Timelines(CompiledRules rules, long now, Seats seats, Messages messages) {
        this.rules = rules;
        this.now = now;
        this.seats = seats;
        this.messages = messages;
        this.stride = seats.stride;
        this.counted = ~(rules.sameOffer | rules.blocking);
        var timelines = 4 * stride;
        this.size = new int[timelines];
        this.guards = new int[timelines];
        this.full = new int[timelines];
        this.second = new long[timelines * capacity];
        this.after = new long[timelines * capacity];
        this.upTo = new long[timelines * capacity];
        this.left = new int[timelines * capacity];
    }

    void open() {
        owners = 0;
        shared = 0;
    }

    /** The next contact of the household, before its messages. */
    void seat(int m) {
        if (m == crowded.length) {
            growSeats();
        }
        crowded[m] = 0;
        Arrays.fill(size, m * stride, (m + 1) * stride, 0);
        Arrays.fill(guards, m * stride, (m + 1) * stride, 0);
        Arrays.fill(full, m * stride, (m + 1) * stride, 0);
        for (var o = 0; o < owners; o++) {
            if (seats.clock[owner[o]] == seats.clock[m]) {
                ownerOf[m] = owner[o];
                return;
            }
        }
        ownerOf[m] = m;
        owner[owners++] = m;
        for (var i = 0; i < messages.size; i++) {
            var left = rules.counting(messages.kind[i]) & counted & rules.household & ~rules.exact;
            for (; left != 0; left &= left - 1) {
                var rule = Long.numberOfTrailingZeros(left);
                insert(m * stride + rule, seats.clock[m].local(messages.at[i]));
            }
        }
    }

    /** A message takes its place. */
    void count(int i) {
        var m = messages.member[i];
        var at = messages.at[i];
        var counting = rules.counting(messages.kind[i]) & counted;
        for (var own = counting & ~rules.household & seats.concerned[m]; own != 0; own &= own - 1) {
            var rule = Long.numberOfTrailingZeros(own);
            var window = seats.window(rule, m);
            if (at >= now - window.reach) {
                var t = m * stride + rule;
                insert(t, window.exact ? at : messages.local[i]);
                if (size[t] >= seats.max(rule, m)) {
                    crowded[m] |= 1L << rule;
                }
            }
        }
        var ofAll = counting & rules.household;
        shared |= ofAll;
        for (; ofAll != 0; ofAll &= ofAll - 1) {
            countInHousehold(i, Long.numberOfTrailingZeros(ofAll));
        }
    }

    private void countInHousehold(int i, int rule) {
        if (rules.windows[rule].exact) {
            insert(rule, messages.at[i]);
            return;
        }
        for (var o = 0; o < owners; o++) {
            insert(owner[o] * stride + rule, messages.localOn(i, seats.clock[owner[o]]));
        }
    }

    /** A message that was counted is still to be sent: its own windows are protected. */
    void protect(int i) {
        var m = messages.member[i];
        var restricting = rules.restricting(messages.kind[i]) & seats.concerned[m] & counted;
        for (; restricting != 0; restricting &= restricting - 1) {
            var rule = Long.numberOfTrailingZeros(restricting);
            var window = seats.window(rule, m);
            var end = window.exact ? messages.at[i] : messages.local[i];
            guard(timeline(rule, m), window.after(end), window.upTo(end), seats.max(rule, m));
        }
    }

    /**
     * @param asked the rules that are asked
     * @return x where no rule refuses a message to a contact, else a later second before which one
     *     that does never lets go
     */
    long clear(int m, int kind, long x, long asked) {
        var restricting = rules.restricting(kind) & seats.concerned[m];
        var counting = rules.counting(kind);
        var some = (restricting | counting) & (crowded[m] | shared) & asked;
        if (some == 0) {
            return x;
        }
        var localX = seats.clock[m].local(x);
        var clear = x;
        for (; some != 0; some &= some - 1) {
            var rule = Long.numberOfTrailingZeros(some);
            var window = seats.window(rule, m);
            var t = timeline(rule, m);
            var s = window.exact ? x : localX;
            var end = s;
            var counts = (int) (counting >>> rule) & 1;
            if ((restricting >>> rule & 1) != 0) {
                end = full(t, window, s, seats.max(rule, m) - counts);
            }
            if (counts != 0 && full[t] != 0) {
                end = Math.max(end, guarded(t, s));
            }
            if (end > s) {
                clear = Math.max(clear, window.back(seats.clock[m], end, x));
            }
            if (counts != 0 && owners > 1 && !window.exact) {
                clear = Math.max(clear, guardedElsewhere(rule, t, x));
            }
        }
        return clear;
    }

    /** Until when the window of a message at a second holds more than some; the second itself where not. */
    private long full(int t, PackedWindow window, long s, int most) {
        var base = t * capacity;
        var upTo = window.upTo(s);
        var i = base + size[t] - 1;
        while (i >= base && second[i] > upTo) {
            i--;
        }
        i -= most;
        return i >= base && second[i] > window.after(s) ? window.leaves(second[i], s) : s;
    }

    /** Until when full windows of messages not sent yet hold a second; the second itself where not. */
    private long guarded(int t, long s) {
        var base = t * capacity;
        var end = s;
        for (var g = base; g < base + full[t]; g++) {
            if (s > after[g] && s <= upTo[g]) {
                end = Math.max(end, upTo[g] + 1);
            }
        }
        return end;
    }

    /** The same for a rule of the household, as the other clocks read it. */
    private long guardedElsewhere(int rule, int t, long x) {
        var clear = x;
        for (var o = 0; o < owners && (rules.household >>> rule & 1) != 0; o++) {
            var other = owner[o] * stride + rule;
            if (other != t) {
                var clock = seats.clock[owner[o]];
                var s = clock.local(x);
                var end = guarded(other, s);
                if (end > s) {
                    clear = Math.max(clear, rules.windows[rule].back(clock, end, x));
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

    private void insert(int t, long s) {
        if (size[t] == capacity) {
            grow();
        }
        var base = t * capacity;
        var i = base + size[t]++;
        while (i > base && second[i - 1] > s) {
            second[i] = second[i - 1];
            i--;
        }
        second[i] = s;
        for (var g = base + full[t]; g < base + guards[t]; g++) {
            if (s > after[g] && s <= upTo[g] && --left[g] <= 0) {
                fill(t, g);
            }
        }
    }

    private void guard(int t, long from, long to, int max) {
        if (guards[t] == capacity) {
            grow();
        }
        var base = t * capacity;
        var held = 0;
        for (var i = base + size[t] - 1; i >= base && second[i] > from; i--) {
            if (second[i] <= to) {
                held++;
            }
        }
        var g = base + guards[t]++;
        after[g] = from;
        upTo[g] = to;
        left[g] = max - held;
        if (held >= max) {
            fill(t, g);
        }
    }

    /** A window takes no more: it comes before those that do. */
    private void fill(int t, int g) {
        var first = t * capacity + full[t]++;
        var itsAfter = after[g];
        var itsUpTo = upTo[g];
        after[g] = after[first];
        upTo[g] = upTo[first];
        left[g] = left[first];
        after[first] = itsAfter;
        upTo[first] = itsUpTo;
    }

    private void growSeats() {
        var more = 2 * crowded.length;
        owner = Arrays.copyOf(owner, more);
        ownerOf = Arrays.copyOf(ownerOf, more);
        crowded = Arrays.copyOf(crowded, more);
        var timelines = more * stride;
        size = Arrays.copyOf(size, timelines);
        guards = Arrays.copyOf(guards, timelines);
        full = Arrays.copyOf(full, timelines);
        second = Arrays.copyOf(second, timelines * capacity);
        after = Arrays.copyOf(after, timelines * capacity);
        upTo = Arrays.copyOf(upTo, timelines * capacity);
        left = Arrays.copyOf(left, timelines * capacity);
    }

    /** Every timeline takes twice as many. */
    private void grow() {
        var before = capacity;
        capacity = 2 * before;
        second = spread(second, before);
        after = spread(after, before);
        upTo = spread(upTo, before);
        var rooms = new int[size.length * capacity];
        for (var t = 0; t < size.length; t++) {
            System.arraycopy(left, t * before, rooms, t * capacity, before);
        }
        left = rooms;
    }

    private long[] spread(long[] column, int before) {
        var wider = new long[size.length * capacity];
        for (var t = 0; t < size.length; t++) {
            System.arraycopy(column, t * before, wider, t * capacity, before);
        }
        return wider;
    }
}
