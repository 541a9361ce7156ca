package org.marronnier.engine.decision;

import java.util.Arrays;

/*
 * What the rules count in one household, for the rules that count messages of any offer.
 *
 * A timeline is one rule for one contact, or for a household as the clock of one contact reads it: those whose clocks
 * are the same share the timeline of the first (its owner), and a rule in exact time has one for the whole household.
 * Timeline t holds, from t * capacity on,
 *   second    the seconds of the messages that the rule counts, on the window's clock, in order; size[t] of them;
 *   end, most    the seconds of the messages not sent yet that the rule restricts, whose windows are protected, with the
 *             maximum of each one's contact; ends[t] of them.
 * A message at s is refused where its own window holds too many, or where that of another holds s and takes no more. As
 * the seconds are in order, one look back by the maximum tells how full a window is.
 *
 * Messages that a rule both restricts and counts, as most, are refused from now on up to until[t] at least. The bits of
 * refusing are the rules whose until is after now, those of stale the ones that have counted a message since it was
 * found free at until.
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

    private long[] refusing = new long[4];
    private long[] stale = new long[4];

    /** Those of the household that may refuse something. */
    private long shared;

    private int capacity = 16;
    private int[] size;
    private int[] ends;
    private long[] until;
    private long[] second;
    private long[] end;
    private int[] most;

    Timelines(CompiledRules rules, long now, Seats seats, Messages messages) {
        this.rules = rules;
        this.now = now;
        this.seats = seats;
        this.messages = messages;
        this.stride = seats.stride;
        this.counted = ~(rules.sameOffer | rules.blocking);
        var timelines = 4 * stride;
        this.size = new int[timelines];
        this.ends = new int[timelines];
        this.until = new long[timelines];
        this.second = new long[timelines * capacity];
        this.end = new long[timelines * capacity];
        this.most = new int[timelines * capacity];
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
        refusing[m] = 0;
        stale[m] = 0;
        Arrays.fill(until, m * stride, (m + 1) * stride, now);
        Arrays.fill(size, m * stride, (m + 1) * stride, 0);
        Arrays.fill(ends, m * stride, (m + 1) * stride, 0);
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

    /**
     * A message takes its place.
     *
     * @param isPending whether it is still to be sent, so that its own windows are protected
     */
    void count(int i, boolean isPending) {
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
                    crowded[m] |= own & -own;
                    stale[m] |= own & -own;
                }
            }
        }
        var ofAll = counting & rules.household;
        shared |= ofAll;
        for (; ofAll != 0; ofAll &= ofAll - 1) {
            countInHousehold(i, Long.numberOfTrailingZeros(ofAll));
        }
        if (isPending) {
            protect(i);
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

    private void protect(int i) {
        var m = messages.member[i];
        var restricting = rules.restricting(messages.kind[i]) & seats.concerned[m] & counted;
        for (; restricting != 0; restricting &= restricting - 1) {
            var rule = Long.numberOfTrailingZeros(restricting);
            var t = timeline(rule, m);
            if (ends[t] == capacity) {
                grow();
            }
            var k = t * capacity + ends[t]++;
            end[k] = isExact(rule, m) ? messages.at[i] : messages.local[i];
            most[k] = seats.max(rule, m);
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
        var alike = restricting & counting & ~rules.household;
        var clear = x;
        for (var known = some & alike & refusing[m]; known != 0; known &= known - 1) {
            clear = Math.max(clear, until[m * stride + Long.numberOfTrailingZeros(known)]);
        }
        if (clear > x) {
            return clear;
        }
        if (x == now) {
            some &= ~alike | stale[m];
        }
        for (; some != 0; some &= some - 1) {
            var rule = Long.numberOfTrailingZeros(some);
            var free = clear(rule, m, restricting, counting, x);
            if ((alike >>> rule & 1) != 0 && until[m * stride + rule] == x) {
                keep(rule, m, x, free);
            }
            clear = Math.max(clear, free);
        }
        return clear;
    }

    /**
     * A rule was found to refuse what it restricts and counts up to a second, from its until on.
     */
    private void keep(int rule, int m, long x, long free) {
        until[m * stride + rule] = free;
        if (free > x) {
            refusing[m] |= 1L << rule;
        } else {
            stale[m] &= ~(1L << rule);
        }
    }

    private long clear(int rule, int m, long restricting, long counting, long x) {
        var window = seats.window(rule, m);
        var clock = seats.clock[m];
        var t = timeline(rule, m);
        var s = window.second(clock, x);
        var counts = (int) (counting >>> rule) & 1;
        var free = s;
        if ((restricting >>> rule & 1) != 0) {
            free = free(t, window, s, seats.max(rule, m) - counts);
        }
        if (counts != 0 && free == s) {
            free = spared(t, window, s);
        }
        var clear = free > s ? window.back(clock, free, x) : x;
        return counts != 0 && owners > 1 && (rules.household & ~rules.exact & 1L << rule) != 0
                ? Math.max(clear, sparedElsewhere(rule, t, x))
                : clear;
    }

    /**
     * When the window of a message at a second holds no more than some; the second itself where it
     * does.
     */
    private long free(int t, PackedWindow window, long s, int some) {
        var k = before(t, window.upTo(s)) - some;
        return k >= t * capacity && second[k] > window.after(s) ? window.leaves(second[k], s) : s;
    }

    /**
     * When no full window of a message not sent yet holds a second; the second itself where none
     * does.
     */
    private long spared(int t, PackedWindow window, long s) {
        var base = t * capacity;
        var free = s;
        for (var e = base; e < base + ends[t]; e++) {
            var upTo = window.upTo(end[e]);
            if (s <= upTo) {
                var after = window.after(end[e]);
                if (s > after) {
                    var k = before(t, upTo) - most[e] + 1;
                    if (k >= base && second[k] > after) {
                        free = Math.max(free, upTo + 1);
                    }
                }
            }
        }
        return free;
    }

    /** The same for a rule of the household, as the other clocks read it. */
    private long sparedElsewhere(int rule, int t, long x) {
        var window = rules.windows[rule];
        var clear = x;
        for (var o = 0; o < owners; o++) {
            var other = owner[o] * stride + rule;
            if (other != t) {
                var clock = seats.clock[owner[o]];
                var s = clock.local(x);
                var free = spared(other, window, s);
                if (free > s) {
                    clear = Math.max(clear, window.back(clock, free, x));
                }
            }
        }
        return clear;
    }

    /**
     * Where the last of a timeline stands that is not after a second; before its base where none
     * is.
     */
    private int before(int t, long s) {
        var base = t * capacity;
        var k = base + size[t] - 1;
        while (k >= base && second[k] > s) {
            k--;
        }
        return k;
    }

    private boolean isExact(int rule, int m) {
        return (seats.exact[m] >>> rule & 1) != 0;
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
        var k = base + size[t]++;
        while (k > base && second[k - 1] > s) {
            second[k] = second[k - 1];
            k--;
        }
        second[k] = s;
    }

    private void growSeats() {
        var more = 2 * crowded.length;
        owner = Arrays.copyOf(owner, more);
        ownerOf = Arrays.copyOf(ownerOf, more);
        crowded = Arrays.copyOf(crowded, more);
        refusing = Arrays.copyOf(refusing, more);
        stale = Arrays.copyOf(stale, more);
        until = Arrays.copyOf(until, more * stride);
        size = Arrays.copyOf(size, more * stride);
        ends = Arrays.copyOf(ends, more * stride);
        second = Arrays.copyOf(second, more * stride * capacity);
        end = Arrays.copyOf(end, more * stride * capacity);
        most = Arrays.copyOf(most, more * stride * capacity);
    }

    /** Every timeline takes twice as many. */
    private void grow() {
        var wider = 2 * capacity;
        var seconds = new long[size.length * wider];
        var itsEnds = new long[size.length * wider];
        var maxima = new int[size.length * wider];
        for (var t = 0; t < size.length; t++) {
            System.arraycopy(second, t * capacity, seconds, t * wider, capacity);
            System.arraycopy(end, t * capacity, itsEnds, t * wider, capacity);
            System.arraycopy(most, t * capacity, maxima, t * wider, capacity);
        }
        capacity = wider;
        second = seconds;
        end = itsEnds;
        most = maxima;
    }
}
