package org.marronnier.engine.decision;

import java.util.Arrays;

/*
 * The places that the messages of one household take, and the search for a free one (sections 6 and 7). Nothing here is
 * an object but the columns, which the next household fills again: contacts (Seats), messages (Messages), and what
 * windows hold at the seconds that are asked for again and again (Rows).
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
    private final Rows rows;

    private int pendings;
    private int[] pending = new int[16];
    private int[] pendingRow = new int[16];

    private long placedAt;

    /**
     * @param now before which nothing is placed
     */
    Places(CompiledRules rules, long now) {
        this.rules = rules;
        this.now = now;
        this.seats = new Seats(rules);
        this.messages = new Messages(rules, seats);
        this.rows = new Rows(rules, seats, messages);
    }

    /**
     * Forgets the household before; its contacts are to be seated next, then their messages added.
     */
    Seats open() {
        seats.size = 0;
        messages.size = 0;
        pendings = 0;
        rows.open();
        return seats;
    }

    /**
     * A message takes its place.
     *
     * @param isPending whether it is still to be sent, so that its own window is protected
     * @return its number, in the order of those that were kept; negative where it is too old to
     *     count in any window from now on
     */
    int add(int m, int kind, int offer, long second, boolean isPending) {
        if (second < now - seats.reach[m]) {
            return -1;
        }
        var i = messages.add(m, kind, offer, second);
        rows.placed(i);
        if (isPending) {
            if (pendings == pending.length) {
                pending = Arrays.copyOf(pending, 2 * pendings);
                pendingRow = Arrays.copyOf(pendingRow, 2 * pendings);
            }
            pendingRow[pendings] = rows.rowToStay(m, second);
            pending[pendings++] = i;
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
    int place(int m, int[] path, int offer, long start, long expiry, boolean isDropped) {
        var chosen = NOWHERE;
        var last = expiry;
        for (var i = 0; i < path.length && start <= last; i++) {
            var x = earliest(m, path[i], offer, start, last, isDropped);
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

    /** The first free second of [start, last]; later than last where there is none. */
    private long earliest(int m, int kind, int offer, long start, long last, boolean isDropped) {
        var x = opens(m, kind, start, last);
        while (x <= last) {
            var clear = clear(m, kind, offer, x, -1L, isDropped ? x : last);
            if (clear == x) {
                return x;
            }
            x = isDropped ? Long.MAX_VALUE : opens(m, kind, clear, last);
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
        var bit = 1L << rule;
        if ((rules.blocking & bit) != 0) {
            return new Excess(messages.countEvents(rule, m, x), 0, new int[0]);
        }
        if (ownClear(m, kind, offer, x, bit, x) > x) {
            var counted = messages.count(rule, m, offer, x);
            return excess(counted, counted + itself(kind, rule), rule, m);
        }
        for (var p = 0; p < pendings; p++) {
            var i = pending[p];
            if (protectedClear(p, m, rules.counting(kind) & bit, offer, x) > x) {
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
        return clear(m, kind, offer, x, asked, Long.MAX_VALUE);
    }

    /**
     * @param last after which nothing matters: where no second up to it can be clear, any later one
     *     is answered
     */
    private long clear(int m, int kind, int offer, long x, long asked, long last) {
        var clear = ownClear(m, kind, offer, x, asked, last);
        var counting = rules.counting(kind) & asked;
        if (clear > x || counting == 0) {
            return clear;
        }
        for (var p = 0; p < pendings && clear <= last; p++) {
            clear = Math.max(clear, protectedClear(p, m, counting, offer, x));
        }
        return clear;
    }

    /**
     * Until when a window of the message's own is too full for it, or holds an event that blocks.
     */
    private long ownClear(int m, int kind, int offer, long x, long asked, long last) {
        var restricting = rules.restricting(kind) & seats.concerned[m] & asked;
        var clear = x;
        if ((restricting & rows.counted) != 0) {
            var row = rows.row(m, x);
            for (var left = rows.full(row, restricting & rows.counted);
                    left != 0 && clear <= last;
                    left &= left - 1) {
                var rule = Long.numberOfTrailingZeros(left);
                var over = rows.held(row, rule) + itself(kind, rule) - seats.max(rule, m);
                if (over > 0) {
                    clear = Math.max(clear, x == last ? x + 1 : rows.letsGo(row, rule, over));
                }
            }
        }
        for (var left = restricting & ~rows.counted; left != 0 && clear <= last; left &= left - 1) {
            var rule = Long.numberOfTrailingZeros(left);
            clear =
                    Math.max(
                            clear,
                            is(rules.blocking, rule)
                                    ? silent(rule, m, x)
                                    : repeated(rule, m, kind, offer, x));
        }
        return clear;
    }

    /** Until when the window of a message to a contact holds an event that blocks. */
    private long silent(int rule, int m, long x) {
        return messages.leaves(rule, m, x, messages.countEvents(rule, m, x), 0);
    }

    /** Until when the message's own window holds too many of its offer. */
    private long repeated(int rule, int m, int kind, int offer, long x) {
        if (offer == NO_OFFER) {
            return x;
        }
        var most = seats.max(rule, m) - itself(kind, rule);
        return messages.leaves(rule, m, x, messages.count(rule, m, offer, x), most);
    }

    private int itself(int kind, int rule) {
        return is(rules.counting(kind), rule) ? 1 : 0;
    }

    /** Until when a pending message's window would be too full with the asked one in it. */
    private long protectedClear(int p, int m, long counting, int offer, long x) {
        var i = pending[p];
        var row = pendingRow[p];
        var holder = messages.member[i];
        var left = rules.restricting(messages.kind[i]) & counting & seats.concerned[holder];
        if (holder != m) {
            left &= rules.household;
        }
        if (offer == NO_OFFER || messages.offer[i] != offer) {
            left &= ~rules.sameOffer;
        }
        if (left == 0) {
            return x;
        }
        var localX = seats.clock[holder].local(x);
        var clear = x;
        for (var full = rows.full(row, left & rows.counted); full != 0; full &= full - 1) {
            var rule = Long.numberOfTrailingZeros(full);
            clear = Math.max(clear, rows.leaves(row, rule, x, localX));
        }
        for (left &= ~rows.counted; left != 0; left &= left - 1) {
            clear = Math.max(clear, repeatedIn(i, Long.numberOfTrailingZeros(left), x, localX));
        }
        return clear;
    }

    /** Until when a pending message's window holds too many of its offer for one more. */
    private long repeatedIn(int i, int rule, long x, long localX) {
        var holder = messages.member[i];
        var window = seats.window(rule, holder);
        var clock = seats.clock[holder];
        var end = window.second(clock, messages.at[i]);
        var second = window.exact ? x : localX;
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
