package org.marronnier.engine.decision;

import java.util.Arrays;

/*
 * The places that the messages of one household take, in columns, and the search for a free one (sections 6 and 7).
 *
 * A message is a number i below size: its second at[i] in UTC, local[i] on the clock of its own contact, its kind, offer
 * and contact. Those not sent yet, placed in this decision or after now by another source, are listed in pending: their
 * windows are protected. The history comes first and is never changed; open() forgets the household before.
 *
 * clear(x) answers x where no rule refuses a message at x, and otherwise a later second before which one that refuses it
 * at x does not let go. It never jumps over a free second: a window that is too full stays so until enough of the messages
 * that it counts at x have left it, since others can only come in; the window of a pending message is left one second
 * after its end; and a local window is only followed to the next change of its clock, because local time runs evenly
 * until there. So the search is exact and takes as many steps as there are messages and changes, never seconds, and it
 * ends because every jump goes forward.
 *
 * Most candidates ask for the same few seconds: now, the next midnight, the end of a full window. What the windows of a
 * contact's message hold at a second is therefore kept in a row: the rules that were counted (known), those whose window
 * takes no more (full), and by row and rule how many it holds, of those in (after, upTo]. A row is counted at the first
 * question and followed as messages are placed, so that most questions are answered by the bits of full alone. The rows
 * of pending messages stay; of the others there are few, and one more is counted anew in row 0. A rule on the same offer
 * counts differently for each offer and is in no row, nor is one that an event sets off.
 */
final class Places {

    /** The offer of a message that has none. */
    static final int NO_OFFER = 0;

    /** No channel has a free second. */
    static final int NOWHERE = -1;

    private static final int ROWS_ASKED = 24;

    private final CompiledRules rules;
    private final Seats seats;
    private final int stride;

    /** The rules that rows count. */
    private final long inRows;

    private int size;
    private long[] at = new long[64];
    private long[] local = new long[64];
    private int[] kind = new int[64];
    private int[] offer = new int[64];
    private int[] member = new int[64];

    private int pendings;
    private int[] pending = new int[16];
    private int[] pendingRow = new int[16];

    private int rows;
    private int rowsAsked;
    private long[] rowAt = new long[64];
    private int[] rowMember = new int[64];
    private long[] known = new long[64];
    private long[] full = new long[64];
    private int[] held;
    private long[] after;
    private long[] upTo;
    private int[] tooMany;
    private long[] letsGo;

    private long placedAt;
    private long[] seconds = new long[64];
    private int[] found = new int[64];

    Places(CompiledRules rules) {
        this.rules = rules;
        this.seats = new Seats(rules);
        this.stride = seats.stride;
        this.inRows = ~(rules.sameOffer | rules.blocking);
        this.held = new int[64 * stride];
        this.after = new long[64 * stride];
        this.upTo = new long[64 * stride];
        this.tooMany = new int[64 * stride];
        this.letsGo = new long[64 * stride];
    }

    /**
     * Forgets the household before; its contacts are to be seated next, then their messages added.
     */
    Seats open() {
        seats.size = 0;
        size = 0;
        pendings = 0;
        rows = 1;
        rowsAsked = 0;
        rowMember[0] = -1;
        return seats;
    }

    /**
     * A message takes its place.
     *
     * @param isPending whether it is still to be sent, so that its own window is protected
     */
    void add(int m, int messageKind, int messageOffer, long second, boolean isPending) {
        if (size == at.length) {
            growMessages();
        }
        var i = size++;
        at[i] = second;
        local[i] = seats.clock[m].local(second);
        kind[i] = messageKind;
        offer[i] = messageOffer;
        member[i] = m;
        var counting = rules.counting(messageKind);
        for (var row = 0; row < rows; row++) {
            var counted = known[row] & counting;
            if (counted != 0 && rowMember[row] >= 0) {
                follow(i, row, rowMember[row] == m ? counted : counted & rules.household);
            }
        }
        if (isPending) {
            if (pendings == pending.length) {
                pending = Arrays.copyOf(pending, 2 * pendings);
                pendingRow = Arrays.copyOf(pendingRow, 2 * pendings);
            }
            pendingRow[pendings] = rowToStay(m, second);
            pending[pendings++] = i;
        }
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
        return seats.quiet[m][rules.slot(messageKind)].open(second, last);
    }

    /** The first free second of [start, last]; later than last where there is none. */
    private long earliest(
            int m, int messageKind, int messageOffer, long start, long last, boolean isDropped) {
        var x = opens(m, messageKind, start, last);
        while (x <= last) {
            var clear = clear(m, messageKind, messageOffer, x, -1L, isDropped ? x : last);
            if (clear == x) {
                return x;
            }
            x = isDropped ? Long.MAX_VALUE : opens(m, messageKind, clear, last);
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
    Excess excess(int rule, int m, int messageKind, int messageOffer, long x) {
        var bit = 1L << rule;
        if ((rules.blocking & bit) != 0) {
            return new Excess(eventsBefore(rule, m, x), 0, new int[0]);
        }
        if (ownClear(m, messageKind, messageOffer, x, bit, x) > x) {
            var counted = count(rule, m, messageOffer, x);
            var itself = is(rules.counting(messageKind), rule) ? 1 : 0;
            return new Excess(counted + itself, max(rule, m), Arrays.copyOf(found, counted));
        }
        for (var p = 0; p < pendings; p++) {
            var i = pending[p];
            if (protectedClear(p, m, rules.counting(messageKind) & bit, messageOffer, x) > x) {
                var counted = count(rule, member[i], offer[i], at[i]);
                return new Excess(counted + 1, max(rule, member[i]), Arrays.copyOf(found, counted));
            }
        }
        throw new IllegalStateException("Rule %d refuses nothing at %d.".formatted(rule, x));
    }

    /**
     * @param asked the rules that are asked
     * @return x where none refuses, else a later second before which one that does never lets go
     */
    long clear(int m, int messageKind, int messageOffer, long x, long asked) {
        return clear(m, messageKind, messageOffer, x, asked, Long.MAX_VALUE);
    }

    /**
     * @param last after which nothing matters: where no second up to it can be clear, any later one
     *     is answered
     */
    private long clear(int m, int messageKind, int messageOffer, long x, long asked, long last) {
        var clear = ownClear(m, messageKind, messageOffer, x, asked, last);
        var counting = rules.counting(messageKind) & asked;
        if (clear > x || counting == 0) {
            return clear;
        }
        for (var p = 0; p < pendings && clear <= last; p++) {
            clear = Math.max(clear, protectedClear(p, m, counting, messageOffer, x));
        }
        return clear;
    }

    /**
     * Until when a window of the message's own is too full for it, or holds an event that blocks.
     */
    private long ownClear(int m, int messageKind, int messageOffer, long x, long asked, long last) {
        var restricting = rules.restricting(messageKind) & seats.concerned[m] & asked;
        var clear = x;
        var inRow = restricting & inRows;
        if (inRow != 0) {
            var row = row(m, x);
            count(row, inRow & ~known[row]);
            var itself = rules.counting(messageKind);
            for (var left = inRow & full[row]; left != 0; left &= left - 1) {
                var rule = Long.numberOfTrailingZeros(left);
                var most = max(rule, m) - (is(itself, rule) ? 1 : 0);
                var over = held[row * stride + rule] - most;
                if (over > 0) {
                    clear = Math.max(clear, x == last ? x + 1 : letsGo(row, rule, over));
                }
                if (clear > last) {
                    return clear;
                }
            }
        }
        for (var left = restricting & ~inRows; left != 0; left &= left - 1) {
            var rule = Long.numberOfTrailingZeros(left);
            clear =
                    Math.max(
                            clear,
                            is(rules.blocking, rule)
                                    ? silent(rule, m, x)
                                    : repeated(rule, m, messageKind, messageOffer, x));
        }
        return clear;
    }

    /** Until when the window of a message to a contact holds an event that blocks. */
    private long silent(int rule, int m, long x) {
        return leaves(rule, m, x, eventsBefore(rule, m, x), 0);
    }

    /** How many events the window of a message holds; their seconds are left in {@code seconds}. */
    private int eventsBefore(int rule, int m, long x) {
        var instants = seats.events(m, rule);
        if (instants.length > seconds.length) {
            seconds = new long[instants.length];
            found = new int[instants.length];
        }
        var window = rules.windows[rule];
        var clock = seats.clock[m];
        var second = second(window, clock, x);
        var counted = 0;
        for (var instant : instants) {
            var event = second(window, clock, instant);
            if (instant <= x && event > window.after(second) && event <= window.upTo(second)) {
                seconds[counted++] = event;
            }
        }
        return counted;
    }

    /** Until when the message's own window holds too many of its offer. */
    private long repeated(int rule, int m, int messageKind, int messageOffer, long x) {
        if (messageOffer == NO_OFFER) {
            return x;
        }
        var itself = is(rules.counting(messageKind), rule) ? 1 : 0;
        return leaves(rule, m, x, count(rule, m, messageOffer, x), max(rule, m) - itself);
    }

    /** Until when a pending message's window would be too full with the asked one in it. */
    private long protectedClear(int p, int m, long counting, int messageOffer, long x) {
        var i = pending[p];
        var row = pendingRow[p];
        var holder = member[i];
        var left = rules.restricting(kind[i]) & counting & seats.concerned[holder];
        if (holder != m) {
            left &= rules.household;
        }
        if (offer[i] == NO_OFFER || offer[i] != messageOffer) {
            left &= ~rules.sameOffer;
        }
        if (left == 0) {
            return x;
        }
        count(row, left & inRows & ~known[row]);
        var clock = seats.clock[holder];
        var localX = clock.local(x);
        var clear = x;
        for (left &= full[row] | ~inRows; left != 0; left &= left - 1) {
            var rule = Long.numberOfTrailingZeros(left);
            var k = row * stride + rule;
            var window = seats.window(rule, holder);
            if (!is(inRows, rule)) {
                bounds(k, window, clock, at[i]);
            }
            var second = window.exact ? x : localX;
            if (second > after[k]
                    && second <= upTo[k]
                    && (is(inRows, rule)
                            || count(rule, holder, messageOffer, at[i]) >= max(rule, holder))) {
                clear = Math.max(clear, back(window, clock, upTo[k] + 1, x));
            }
        }
        return clear;
    }

    /** The row of a contact and a second; row 0, made anew, where no more are kept. */
    private int row(int m, long x) {
        for (var row = 1; row < rows; row++) {
            if (rowAt[row] == x && rowMember[row] == m) {
                return row;
            }
        }
        if (rowsAsked < ROWS_ASKED) {
            rowsAsked++;
            return newRow(m, x);
        }
        return startRow(0, m, x);
    }

    private int rowToStay(int m, long x) {
        for (var row = 1; row < rows; row++) {
            if (rowAt[row] == x && rowMember[row] == m) {
                return row;
            }
        }
        return newRow(m, x);
    }

    private int newRow(int m, long x) {
        if (rows == rowAt.length) {
            growRows();
        }
        return startRow(rows++, m, x);
    }

    private int startRow(int row, int m, long x) {
        rowAt[row] = x;
        rowMember[row] = m;
        known[row] = 0;
        full[row] = 0;
        return row;
    }

    /** Counts in a row what the windows of some rules hold. */
    private void count(int row, long unknown) {
        if (unknown == 0) {
            return;
        }
        var m = rowMember[row];
        var clock = seats.clock[m];
        for (var left = unknown; left != 0; left &= left - 1) {
            var rule = Long.numberOfTrailingZeros(left);
            bounds(row * stride + rule, seats.window(rule, m), clock, rowAt[row]);
            held[row * stride + rule] = 0;
        }
        for (var i = 0; i < size; i++) {
            var left = rules.counting(kind[i]) & unknown;
            if (member[i] != m) {
                left &= rules.household;
            }
            if (left != 0) {
                hold(i, row, left, clock);
            }
        }
        for (var left = unknown; left != 0; left &= left - 1) {
            judge(row, Long.numberOfTrailingZeros(left));
        }
        known[row] |= unknown;
    }

    private void bounds(int k, PackedWindow window, LocalClock clock, long x) {
        var second = second(window, clock, x);
        after[k] = window.after(second);
        upTo[k] = window.upTo(second);
    }

    /** Counts a message that was placed in the windows of a row that hold it. */
    private void follow(int i, int row, long counting) {
        hold(i, row, counting, seats.clock[rowMember[row]]);
        for (var left = counting; left != 0; left &= left - 1) {
            judge(row, Long.numberOfTrailingZeros(left));
        }
    }

    /** Counts a message in those of some windows of a row that hold it. */
    private void hold(int i, int row, long counting, LocalClock clock) {
        var exact = at[i];
        var onClock = clock == seats.clock[member[i]] ? local[i] : clock.local(exact);
        for (var left = counting; left != 0; left &= left - 1) {
            var rule = Long.numberOfTrailingZeros(left);
            var k = row * stride + rule;
            var second = is(seats.exact[rowMember[row]], rule) ? exact : onClock;
            if (second > after[k] && second <= upTo[k]) {
                held[k]++;
            }
        }
    }

    /** Whether a window of a row takes more, after what it holds has changed. */
    private void judge(int row, int rule) {
        tooMany[row * stride + rule] = 0;
        if (held[row * stride + rule] >= max(rule, rowMember[row])) {
            full[row] |= 1L << rule;
        }
    }

    /** When enough of the messages that a full window of a row holds have left it. */
    private long letsGo(int row, int rule, int over) {
        var k = row * stride + rule;
        if (tooMany[k] != over) {
            var m = rowMember[row];
            var counted = count(rule, m, NO_OFFER, rowAt[row]);
            letsGo[k] = leaves(rule, m, rowAt[row], counted, counted - over);
            tooMany[k] = over;
        }
        return letsGo[k];
    }

    /**
     * When no more than some of those counted last, whose seconds are in {@code seconds}, are left
     * in a window; x where that is so at x.
     */
    private long leaves(int rule, int m, long x, int counted, int most) {
        if (counted <= most) {
            return x;
        }
        var window = seats.window(rule, m);
        var clock = seats.clock[m];
        var last = smallest(counted - most, counted);
        return back(window, clock, window.leaves(last, second(window, clock, x)), x);
    }

    /** The n-th smallest of those counted last; n is small. */
    private long smallest(int n, int counted) {
        for (var i = 0; i < n; i++) {
            for (var j = i + 1; j < counted; j++) {
                if (seconds[j] < seconds[i]) {
                    var larger = seconds[i];
                    seconds[i] = seconds[j];
                    seconds[j] = larger;
                }
            }
        }
        return seconds[n - 1];
    }

    /**
     * How many messages the window of a contact's message at a second counts; they are left in
     * {@code found}, and their seconds on its clock in {@code seconds}.
     */
    private int count(int rule, int m, int wantedOffer, long x) {
        var window = seats.window(rule, m);
        var second = second(window, seats.clock[m], x);
        return count(rule, window, m, wantedOffer, window.after(second), window.upTo(second));
    }

    private int count(int rule, PackedWindow window, int m, int wantedOffer, long from, long to) {
        var overHousehold = is(rules.household, rule);
        var anyOffer = !is(rules.sameOffer, rule);
        var counted = 0;
        for (var i = 0; i < size; i++) {
            if (is(rules.counting(kind[i]), rule)
                    && (overHousehold || member[i] == m)
                    && (anyOffer || offer[i] == wantedOffer)) {
                var other = secondOf(i, window, seats.clock[m]);
                if (other > from && other <= to) {
                    found[counted] = i;
                    seconds[counted++] = other;
                }
            }
        }
        return counted;
    }

    private long secondOf(int i, PackedWindow window, LocalClock clock) {
        if (window.exact) {
            return at[i];
        }
        return clock == seats.clock[member[i]] ? local[i] : clock.local(at[i]);
    }

    private int max(int rule, int m) {
        return seats.max[m * stride + rule];
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

    private void growRows() {
        var more = 2 * rows;
        rowAt = Arrays.copyOf(rowAt, more);
        rowMember = Arrays.copyOf(rowMember, more);
        known = Arrays.copyOf(known, more);
        full = Arrays.copyOf(full, more);
        held = Arrays.copyOf(held, more * stride);
        after = Arrays.copyOf(after, more * stride);
        upTo = Arrays.copyOf(upTo, more * stride);
        tooMany = Arrays.copyOf(tooMany, more * stride);
        letsGo = Arrays.copyOf(letsGo, more * stride);
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
