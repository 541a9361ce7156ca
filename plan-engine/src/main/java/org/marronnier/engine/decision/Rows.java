package org.marronnier.engine.decision;

import java.util.Arrays;

/**
 * What the windows of a contact's message at a second hold, kept in a row for the few seconds that
 * most candidates of a household ask for: the rules that were counted (known), those whose window
 * takes no more (full), and by row and rule how many messages lie in (after, upTo]. A row is
 * counted at the first question and followed as messages are placed, so that most questions are
 * answered by the bits of full alone. Rows of pending messages stay; of the others there are few,
 * and one more is counted anew in row 0. A rule on the same offer counts differently for each offer
 * and is in no row, nor is one that an event sets off.
 */
final class Rows {

    private static final int ASKED = 24;

    private final CompiledRules rules;
    private final Seats seats;
    private final Messages messages;
    private final int stride;

    /** The rules that rows count. */
    final long counted;

    private int size;
    private int asked;
    private long[] at = new long[64];
    private int[] member = new int[64];
    private long[] known = new long[64];
    private long[] full = new long[64];
    private int[] held;
    private long[] after;
    private long[] upTo;

    /** When a full window lets go, and of how many too many that was answered. */
    private long[] letsGo;

    private int[] tooMany;

    Rows(CompiledRules rules, Seats seats, Messages messages) {
        this.rules = rules;
        this.seats = seats;
        this.messages = messages;
        this.stride = seats.stride;
        this.counted = ~(rules.sameOffer | rules.blocking);
        this.held = new int[64 * stride];
        this.after = new long[64 * stride];
        this.upTo = new long[64 * stride];
        this.letsGo = new long[64 * stride];
        this.tooMany = new int[64 * stride];
    }

    void open() {
        size = 1;
        asked = 0;
        known[0] = 0;
    }

    /** The row of a contact and a second, until the next is asked for. */
    int row(int m, long x) {
        var row = find(m, x);
        if (row > 0) {
            return row;
        }
        return asked++ < ASKED ? add(m, x) : start(0, m, x);
    }

    /** The row of a contact and a second, to stay. */
    int rowToStay(int m, long x) {
        var row = find(m, x);
        return row > 0 ? row : add(m, x);
    }

    /** Those of some rules whose window in a row takes no more. */
    long full(int row, long some) {
        var unknown = some & ~known[row];
        if (unknown != 0) {
            count(row, unknown);
        }
        return full[row] & some;
    }

    /** How many messages the window of a rule in a row holds, once {@link #full} was asked. */
    int held(int row, int rule) {
        return held[row * stride + rule];
    }

    /** When a window of a row that holds some too many has let enough of them go. */
    long letsGo(int row, int rule, int over) {
        var k = row * stride + rule;
        if (tooMany[k] != over) {
            var m = member[row];
            var all = messages.count(rule, m, Places.NO_OFFER, at[row]);
            letsGo[k] = messages.leaves(rule, m, at[row], all, all - over);
            tooMany[k] = over;
        }
        return letsGo[k];
    }

    /**
     * When a second leaves the window of a rule in a row, once {@link #full} was asked; x where it
     * is not in it.
     *
     * @param localX x on the clock of the row's contact
     */
    long leaves(int row, int rule, long x, long localX) {
        var k = row * stride + rule;
        var isExact = (seats.exact[member[row]] >>> rule & 1) != 0;
        var second = isExact ? x : localX;
        return second > after[k] && second <= upTo[k]
                ? seats.window(rule, member[row]).back(seats.clock[member[row]], upTo[k] + 1, x)
                : x;
    }

    /** Follows a message that was placed. */
    void placed(int i) {
        var counting = rules.counting(messages.kind[i]);
        for (var row = 0; row < size; row++) {
            var left = known[row] & counting;
            if (left != 0 && member[row] != messages.member[i]) {
                left &= rules.household;
            }
            if (left != 0) {
                hold(i, row, left, seats.clock[member[row]]);
                judge(row, left);
            }
        }
    }

    private int find(int m, long x) {
        for (var row = 1; row < size; row++) {
            if (at[row] == x && member[row] == m) {
                return row;
            }
        }
        return 0;
    }

    private int add(int m, long x) {
        if (size == at.length) {
            grow();
        }
        return start(size++, m, x);
    }

    private int start(int row, int m, long x) {
        at[row] = x;
        member[row] = m;
        known[row] = 0;
        full[row] = 0;
        return row;
    }

    /** Counts what the windows of some rules hold, in one pass over the messages. */
    private void count(int row, long unknown) {
        var m = member[row];
        var clock = seats.clock[m];
        for (var left = unknown; left != 0; left &= left - 1) {
            var rule = Long.numberOfTrailingZeros(left);
            var k = row * stride + rule;
            var window = seats.window(rule, m);
            var second = window.second(clock, at[row]);
            after[k] = window.after(second);
            upTo[k] = window.upTo(second);
            held[k] = 0;
        }
        for (var i = 0; i < messages.size; i++) {
            var left = rules.counting(messages.kind[i]) & unknown;
            if (messages.member[i] != m) {
                left &= rules.household;
            }
            if (left != 0) {
                hold(i, row, left, clock);
            }
        }
        judge(row, unknown);
        known[row] |= unknown;
    }

    /** Counts a message in those of some windows of a row that hold it. */
    private void hold(int i, int row, long counting, LocalClock clock) {
        var exact = messages.at[i];
        var local = messages.localOn(i, clock);
        var inExact = seats.exact[member[row]];
        for (var left = counting; left != 0; left &= left - 1) {
            var rule = Long.numberOfTrailingZeros(left);
            var k = row * stride + rule;
            var second = (inExact >>> rule & 1) != 0 ? exact : local;
            if (second > after[k] && second <= upTo[k]) {
                held[k]++;
            }
        }
    }

    /** Whether some windows of a row take more, after what they hold has changed. */
    private void judge(int row, long changed) {
        for (var left = changed; left != 0; left &= left - 1) {
            var rule = Long.numberOfTrailingZeros(left);
            tooMany[row * stride + rule] = 0;
            if (held[row * stride + rule] >= seats.max(rule, member[row])) {
                full[row] |= 1L << rule;
            }
        }
    }

    private void grow() {
        var more = 2 * size;
        at = Arrays.copyOf(at, more);
        member = Arrays.copyOf(member, more);
        known = Arrays.copyOf(known, more);
        full = Arrays.copyOf(full, more);
        held = Arrays.copyOf(held, more * stride);
        after = Arrays.copyOf(after, more * stride);
        upTo = Arrays.copyOf(upTo, more * stride);
        letsGo = Arrays.copyOf(letsGo, more * stride);
        tooMany = Arrays.copyOf(tooMany, more * stride);
    }
}
