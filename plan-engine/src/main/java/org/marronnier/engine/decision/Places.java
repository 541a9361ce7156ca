package org.marronnier.engine.decision;

import java.util.Arrays;

/*
 * The places that the messages of one household take, and the search for a free one (sections 6 and 7). Nothing here is
 * made for a household but filled again: a seat for each contact (Seat), with what the rules count of it (Timeline),
 * and columns of messages (Messages).
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

    /** How many sets of rules the seats know. */
    private int sets;

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
        this.timelines = new Timelines(rules, seats, messages);
    }

    /** Forgets the household before; its contacts are to be seated next. */
    void open() {
        seats.size = 0;
        sets = rules.sets();
        messages.size = 0;
        pendings = 0;
        offers = 0;
        timelines.open();
    }

    /**
     * The next contact of the household. Its own rules are to be told next, then its messages
     * added.
     */
    Seat seat(LocalHours hours) {
        var seat = seats.take(hours);
        timelines.seat(seat);
        told = messages.size;
        return seat;
    }

    /** The contact of the household that took its seat as the n-th, from 0. */
    Seat seat(int n) {
        return seats.seat[n];
    }

    /**
     * A message of the history of the contact seated last, which is not too old to count: not
     * before {@link Seat#since}. When all of them were told, they are to be counted by {@link
     * #recall}.
     */
    void tell(Seat seat, CompiledKind kind, int offer, long second) {
        keep(seat, kind, offer, second);
    }

    /** Counts the messages that were told of the contact seated last. */
    void recall(Seat seat) {
        timelines.recall(seat, told);
        for (var i = told; i < messages.size; i++) {
            if (messages.at[i] > now) {
                timelines.protect(i, seat, rules.kind(messages.kind[i]));
                await(i);
            }
        }
    }

    /** A candidate takes its place. */
    void take(Seat seat, CompiledKind kind, int offer, long second) {
        var i = keep(seat, kind, offer, second);
        timelines.place(i, seat, kind);
        await(i);
    }

    private int keep(Seat seat, CompiledKind kind, int offer, long second) {
        offers |= 1L << offer;
        return messages.add(seat, kind, offer, second);
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
     * @param path what the message would be on its channels, best first
     * @param isDropped whether only the first second that is not quiet is tried
     * @return which of the path, the first of those that are free at that second, or {@link
     *     #NOWHERE}
     */
    int place(Seat seat, Path path, int offer, long start, long expiry, boolean isDropped) {
        if (sets != rules.sets()) {
            sets = rules.sets();
            timelines.fillAgain();
        }
        var open = seat.quiet[path.slot].open(start, expiry);
        if (seat.full[path.set].hold(open, isDropped & path.isSingle ? open : expiry)) {
            return NOWHERE;
        }
        if (path.isSingle) {
            placedAt = find(seat, path.first, offer, open, expiry, isDropped);
            return placedAt <= expiry ? 0 : NOWHERE;
        }
        var chosen = NOWHERE;
        var last = expiry;
        for (var i = 0; i < path.kinds.length && start <= last; i++) {
            var kind = path.kinds[i];
            var x = find(seat, kind, offer, opens(seat, kind, start, last), last, isDropped);
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
    long opens(Seat seat, CompiledKind kind, long second, long last) {
        return seat.quiet[kind.slot()].open(second, last);
    }

    /**
     * The first free second of [open, last]; later than last where there is none, or where a
     * message that is dropped is refused at once.
     *
     * @param open a second that is not quiet
     */
    private long find(
            Seat seat, CompiledKind kind, int offer, long open, long last, boolean isDropped) {
        var x = open;
        while (x <= last) {
            var free = seat.full[kind.set()].free(x);
            if (free == x) {
                free = clearOfOthers(seat, kind, x, ~rules.even);
            }
            if (free == x) {
                free = clearOfOffer(seat, kind, offer, x, -1L);
            }
            if (free == x) {
                return x;
            }
            if (isDropped) {
                return Long.MAX_VALUE;
            }
            x = opens(seat, kind, free, last);
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
    Excess excess(int rule, Seat seat, CompiledKind kind, int offer, long x) {
        if (is(rules.blocking, rule)) {
            return new Excess(messages.countEvents(rule, seat, x), 0, new int[0]);
        }
        if (is(kind.restricting() & seat.concerned, rule)) {
            var counted = messages.count(rule, seat, offer, x) + itself(kind, rule);
            if (counted > seat.timelines[rule].max) {
                return excess(counted - itself(kind, rule), counted, rule, seat);
            }
        }
        for (var p = 0; p < pendings; p++) {
            var i = pending[p];
            if (protectedClear(i, seat, kind.counting() & 1L << rule, offer, x) > x) {
                var holder = seats.seat[messages.seat[i]];
                var counted = messages.count(rule, holder, messages.offer[i], messages.at[i]);
                return excess(counted, counted + 1, rule, holder);
            }
        }
        throw new IllegalStateException("Rule %d refuses nothing at %d.".formatted(rule, x));
    }

    private Excess excess(int found, int counted, int rule, Seat seat) {
        return new Excess(counted, seat.timelines[rule].max, Arrays.copyOf(messages.found, found));
    }

    /** The first rule that refuses a message at a second at which one does. */
    int refusing(Seat seat, CompiledKind kind, int offer, long x) {
        var rule = 0;
        while (clear(seat, kind, offer, x, 1L << rule) == x) {
            rule++;
        }
        return rule;
    }

    /**
     * @param asked the rules that are asked
     * @return x where none refuses, else a later second before which one that does never lets go
     */
    long clear(Seat seat, CompiledKind kind, int offer, long x, long asked) {
        return Math.max(
                clearOfOthers(seat, kind, x, asked), clearOfOffer(seat, kind, offer, x, asked));
    }

    /** By the rules that do not ask what a message offers. */
    private long clearOfOthers(Seat seat, CompiledKind kind, long x, long asked) {
        var clear = timelines.clear(seat, kind, x, asked);
        var silences = kind.restricting() & rules.blocking & seat.concerned & asked;
        for (; silences != 0; silences &= silences - 1) {
            clear = Math.max(clear, silent(Long.numberOfTrailingZeros(silences), seat, x));
        }
        return clear;
    }

    /** By the rules that count the same offer alone. */
    private long clearOfOffer(Seat seat, CompiledKind kind, int offer, long x, long asked) {
        if (offer == NO_OFFER || (offers >>> offer & 1) == 0) {
            return x;
        }
        var clear = x;
        var restricting = kind.restricting() & rules.sameOffer & seat.concerned & asked;
        for (; restricting != 0; restricting &= restricting - 1) {
            var rule = Long.numberOfTrailingZeros(restricting);
            clear = Math.max(clear, repeated(rule, seat, kind, offer, x));
        }
        var counting = kind.counting() & rules.sameOffer & asked;
        for (var p = 0; p < pendings && counting != 0; p++) {
            if (messages.offer[pending[p]] == offer) {
                clear = Math.max(clear, protectedClear(pending[p], seat, counting, offer, x));
            }
        }
        return clear;
    }

    /** Until when the window of a message to a contact holds an event that blocks. */
    private long silent(int rule, Seat seat, long x) {
        return messages.leaves(rule, seat, x, messages.countEvents(rule, seat, x), 0);
    }

    /** Until when the message's own window holds too many of its offer. */
    private long repeated(int rule, Seat seat, CompiledKind kind, int offer, long x) {
        var most = seat.timelines[rule].max - itself(kind, rule);
        var counted = messages.count(rule, seat, offer, x);
        return messages.leaves(rule, seat, x, counted, most);
    }

    private static int itself(CompiledKind kind, int rule) {
        return is(kind.counting(), rule) ? 1 : 0;
    }

    /** Until when a pending message's window, under some rules, would be too full for one more. */
    private long protectedClear(int i, Seat seat, long counting, int offer, long x) {
        var holder = seats.seat[messages.seat[i]];
        var left = rules.kind(messages.kind[i]).restricting() & counting & holder.concerned;
        if (holder != seat) {
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
        var holder = seats.seat[messages.seat[i]];
        var window = holder.timelines[rule].window;
        var clock = holder.clock;
        var end = window.second(clock, messages.at[i]);
        var second = window.second(clock, x);
        return second > window.after(end)
                        && second <= window.upTo(end)
                        && messages.count(rule, holder, messages.offer[i], messages.at[i])
                                >= holder.timelines[rule].max
                ? window.back(clock, window.upTo(end) + 1, x)
                : x;
    }

    private static boolean is(long bits, int rule) {
        return (bits >>> rule & 1) != 0;
    }
}
