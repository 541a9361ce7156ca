package org.marronnier.engine.decision;

import java.util.Arrays;

/*
 * The places that the messages of one household take, and the search for a free one (sections 6 and 7). Nothing here is
 * an object but the columns, which the next household fills again: contacts (Seats), messages (Messages), and what the
 * rules count (Timelines).
 *
 * Messages not sent yet, placed in this decision or after now by another source, are pending: their windows are
 * protected. Those of the history come first and never change.
 *
 * clear(x) answers x where no rule refuses a message at x, and otherwise a later second before which one that refuses it
 * at x does not let go. It never jumps over a free second: a window that is too full stays so until enough of the
 * messages that it counts at x have left it, since others can only come in; the window of a pending message is left one
 * second after its end; and a local window is only followed to the next change of its clock, because local time runs
 * evenly until there. So the search is exact and takes as many steps as there are messages and changes, never seconds,
 * and it ends because every jump goes forward.
 */
final class Places {

    /** The offer of a message that has none. */
    static final int NO_OFFER = 0;

    /** No channel has a free second. */
    static final int NOWHERE = -1;

    private final CompiledRules rules;
    private final long now;
    private final Seats seats;
    private final Messages messages;
    private final Timelines timelines;

    /** The first message of the contact seated last. */
    private int told;

    private int pendings;
    private int[] pending = new int[16];

    /** The offers of the household's messages, as a few bits that tell which are not among them. */
    private long offers;

    private long placedAt;

    /**
     * @param now before which nothing is placed
     */
    Places(CompiledRules rules, long now) {
        this.rules = rules;
        this.now = now;
        this.seats = new Seats(rules, now);
        this.messages = new Messages(rules, seats);
        this.timelines = new Timelines(rules, now, seats, messages);
    }

    /** Forgets the household before; its contacts are to be seated next. */
    Seats open() {
        seats.size = 0;
        messages.size = 0;
        pendings = 0;
        offers = 0;
        timelines.open();
        return seats;
    }

    /**
     * The next contact of the household. Its own rules are to be told next, then its messages
     * added.
     *
     * @return its number
     */
    int seat(LocalClock clock, QuietTimes[] quiet) {
        var m = seats.add(clock, quiet);
        timelines.seat(m);
        told = messages.size;
        return m;
    }

    /**
     * A message of the history of the contact seated last. When all of them were told, they are to
     * be counted by {@link #recall}.
     *
     * @return its number, in the order of those that were kept; negative where it is too old to
     *     count in any window from now on
     */
    int tell(int m, int kind, int offer, long second) {
        return second < seats.since[m] ? -1 : keep(m, kind, offer, second);
    }

    /** Counts the messages that were told of the contact seated last. */
    void recall(int m) {
        timelines.recall(m, told);
        for (var i = told; i < messages.size; i++) {
            if (messages.at[i] > now) {
                timelines.protect(i);
                await(i);
            }
        }
    }

    /** A candidate takes its place. */
    void take(int m, int kind, int offer, long second) {
        var i = keep(m, kind, offer, second);
        timelines.place(i);
        await(i);
    }

    private int keep(int m, int kind, int offer, long second) {
        offers |= 1L << offer;
        return messages.add(m, kind, offer, second);
    }

    private void await(int i) {
        if (pendings == pending.length) {
            pending = Arrays.copyOf(pending, 2 * pendings);
        }
        pending[pendings++] = i;
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
    int place(int m, int[] path, int offer, long start, long expiry, boolean isDropped) {
        var chosen = NOWHERE;
        var last = expiry;
        for (var i = 0; i < path.length && start <= last; i++) {
            var x =
                    isDropped
                            ? first(m, path[i], offer, start, last)
                            : earliest(m, path[i], offer, start, last);
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
    long opens(int m, int kind, long second, long last) {
        return seats.quiet[m][rules.slot(kind)].open(second, last);
    }

    /** The first second of [start, last] that is not quiet, where it is free; else never. */
    private long first(int m, int kind, int offer, long start, long last) {
        var quiet = seats.quiet[m][rules.slot(kind)];
        var x = start == now && quiet.first == now ? now : quiet.open(start, last);
        return x <= last
                        && timelines.free(m, kind, x) == x
                        && clearOfOthers(m, kind, x, ~rules.even) == x
                        && clearOfOffer(m, kind, offer, x, -1L) == x
                ? x
                : Long.MAX_VALUE;
    }

    /** The first free second of [start, last]; later than last where there is none. */
    private long earliest(int m, int kind, int offer, long start, long last) {
        var quiet = seats.quiet[m][rules.slot(kind)];
        var x = start;
        while (x <= last) {
            var free = timelines.free(m, kind, x);
            if (free > last) {
                return free;
            }
            x = clearOfOthers(m, kind, free, ~rules.even);
            if (x == free) {
                x = quiet.open(free, last);
            }
            if (x == free) {
                x = clearOfOffer(m, kind, offer, free, -1L);
            }
            if (x == free) {
                return x;
            }
        }
        return x;
    }

    /**
     * What a rule counts that refuses a message at a second.
     *
     * @param counted messages, this one included, or events of a blocking rule
     * @param by the messages that hold the place
     */
    record Excess(int counted, int max, int[] by) {}

    /** Why a rule refuses a message at a second: its own window first, else a pending one's. */
    Excess excess(int rule, int m, int kind, int offer, long x) {
        if (is(rules.blocking, rule)) {
            return new Excess(messages.countEvents(rule, m, x), 0, new int[0]);
        }
        if (is(rules.restricting(kind) & seats.concerned[m], rule)) {
            var counted = messages.count(rule, m, offer, x);
            if (counted + itself(kind, rule) > seats.max(rule, m)) {
                return excess(counted, counted + itself(kind, rule), rule, m);
            }
        }
        for (var p = 0; p < pendings; p++) {
            var i = pending[p];
            if (protectedClear(i, m, rules.counting(kind) & 1L << rule, offer, x) > x) {
                var holder = messages.member[i];
                var counted = messages.count(rule, holder, messages.offer[i], messages.at[i]);
                return excess(counted, counted + 1, rule, holder);
            }
        }
        throw new IllegalStateException("Rule %d refuses nothing at %d.".formatted(rule, x));
    }

    private Excess excess(int found, int counted, int rule, int m) {
        return new Excess(counted, seats.max(rule, m), Arrays.copyOf(messages.found, found));
    }

    /** The first rule that refuses a message at a second at which one does. */
    int refusing(int m, int kind, int offer, long x) {
        var rule = 0;
        while (clear(m, kind, offer, x, 1L << rule) == x) {
            rule++;
        }
        return rule;
    }

    /**
     * @param asked the rules that are asked
     * @return x where none refuses, else a later second before which one that does never lets go
     */
    long clear(int m, int kind, int offer, long x, long asked) {
        return Math.max(clearOfOthers(m, kind, x, asked), clearOfOffer(m, kind, offer, x, asked));
    }

    /** By the rules that do not ask what a message offers. */
    private long clearOfOthers(int m, int kind, long x, long asked) {
        var clear = timelines.clear(m, kind, x, asked);
        var silences = rules.restricting(kind) & rules.blocking & seats.concerned[m] & asked;
        for (; silences != 0; silences &= silences - 1) {
            clear = Math.max(clear, silent(Long.numberOfTrailingZeros(silences), m, x));
        }
        return clear;
    }

    /** By the rules that count the same offer alone. */
    private long clearOfOffer(int m, int kind, int offer, long x, long asked) {
        if (offer == NO_OFFER || (offers >>> offer & 1) == 0) {
            return x;
        }
        var clear = x;
        var restricting = rules.restricting(kind) & rules.sameOffer & seats.concerned[m] & asked;
        for (; restricting != 0; restricting &= restricting - 1) {
            var rule = Long.numberOfTrailingZeros(restricting);
            clear = Math.max(clear, repeated(rule, m, kind, offer, x));
        }
        var counting = rules.counting(kind) & rules.sameOffer & asked;
        for (var p = 0; p < pendings && counting != 0; p++) {
            clear = Math.max(clear, protectedClear(pending[p], m, counting, offer, x));
        }
        return clear;
    }

    /** Until when the window of a message to a contact holds an event that blocks. */
    private long silent(int rule, int m, long x) {
        return messages.leaves(rule, m, x, messages.countEvents(rule, m, x), 0);
    }

    /** Until when the message's own window holds too many of its offer. */
    private long repeated(int rule, int m, int kind, int offer, long x) {
        var most = seats.max(rule, m) - itself(kind, rule);
        return messages.leaves(rule, m, x, messages.count(rule, m, offer, x), most);
    }

    private int itself(int kind, int rule) {
        return is(rules.counting(kind), rule) ? 1 : 0;
    }

    /** Until when a pending message's window, under some rules, would be too full for one more. */
    private long protectedClear(int i, int m, long counting, int offer, long x) {
        var holder = messages.member[i];
        var left = rules.restricting(messages.kind[i]) & counting & seats.concerned[holder];
        if (holder != m) {
            left &= rules.household;
        }
        if (offer == NO_OFFER || messages.offer[i] != offer) {
            left &= ~rules.sameOffer;
        }
        var clear = x;
        for (; left != 0; left &= left - 1) {
            clear = Math.max(clear, protectedClear(i, Long.numberOfTrailingZeros(left), x));
        }
        return clear;
    }

    private long protectedClear(int i, int rule, long x) {
        var holder = messages.member[i];
        var window = seats.window(rule, holder);
        var clock = seats.clock[holder];
        var end = window.second(clock, messages.at[i]);
        var second = window.second(clock, x);
        return second > window.after(end)
                        && second <= window.upTo(end)
                        && messages.count(rule, holder, messages.offer[i], messages.at[i])
                                >= seats.max(rule, holder)
                ? window.back(clock, window.upTo(end) + 1, x)
                : x;
    }

    private static boolean is(long bits, int rule) {
        return (bits >>> rule & 1) != 0;
    }
}
