package org.marronnier.engine.condition;

import java.util.Arrays;

/**
 * A number that is made up during a test: a count, a sum, an age. It is written over and over, and
 * grows only to the longest number it ever held.
 *
 * <p>Its groups are those of {@link Decimal}, of which each is added on its own; {@link #settle()}
 * carries what is too large for a group into the next.
 */
final class Tally extends Subject {

    private long[] groups = new long[8];
    private int lowest = -2;
    private int sign;
    private final StringBuilder text = new StringBuilder(64);

    void set(long value) {
        Arrays.fill(groups, 0);
        makeRoom(0, 3);
        groups[-lowest] = value;
        settle();
    }

    void clear() {
        Arrays.fill(groups, 0);
        sign = 0;
    }

    /** Adds a number; {@link #settle()} comes before the sum is read. */
    void add(Decimal number) {
        makeRoom(number.lowest, number.end() + 3);
        for (var i = 0; i < number.groups.length; i++) {
            groups[number.lowest - lowest + i] += (long) number.sign * number.groups[i];
        }
    }

    /** Brings every group between zero and its largest, and the sign out of them. */
    void settle() {
        if (carry() < 0) {
            for (var i = 0; i < groups.length; i++) {
                groups[i] = -groups[i];
            }
            carry();
            sign = -1;
        } else {
            sign = isZero() ? 0 : 1;
        }
    }

    /** What is left beyond the highest group: negative for a negative number, else zero. */
    private long carry() {
        var carried = 0L;
        var last = groups.length - 1;
        for (var i = 0; i < last; i++) {
            var whole = groups[i] + carried;
            carried = Math.floorDiv(whole, (long) Decimal.GROUP);
            groups[i] = whole - carried * Decimal.GROUP;
        }
        groups[last] += carried;
        return groups[last];
    }

    private boolean isZero() {
        for (var group : groups) {
            if (group != 0) {
                return false;
            }
        }
        return true;
    }

    private void makeRoom(int from, int to) {
        if (from < lowest || to > lowest + groups.length) {
            var newLowest = Math.min(from, lowest);
            var grown = new long[Math.max(to, lowest + groups.length) - newLowest];
            System.arraycopy(groups, 0, grown, lowest - newLowest, groups.length);
            groups = grown;
            lowest = newLowest;
        }
    }

    private long group(int position) {
        var at = position - lowest;
        return at < 0 || at >= groups.length ? 0 : groups[at];
    }

    @Override
    int compareTo(Decimal other) {
        if (sign != other.sign) {
            return Integer.compare(sign, other.sign);
        }
        var from = Math.min(lowest, other.lowest);
        for (var at = Math.max(lowest + groups.length, other.end()) - 1; at >= from; at--) {
            var order = Long.compare(group(at), other.group(at));
            if (order != 0) {
                return sign * order;
            }
        }
        return 0;
    }

    /** Plain figures without zeros at either end, written anew at each call. */
    @Override
    CharSequence text() {
        text.setLength(0);
        if (sign < 0) {
            text.append('-');
        }
        var started = false;
        for (var at = lowest + groups.length - 1; at >= 0; at--) {
            started = write(group(at), started);
        }
        if (!started) {
            text.append('0');
        }
        var whole = text.length();
        text.append('.');
        for (var at = -1; at >= lowest; at--) {
            write(group(at), true);
        }
        var end = text.length();
        while (end > whole && (text.charAt(end - 1) == '0' || text.charAt(end - 1) == '.')) {
            end--;
        }
        text.setLength(end);
        return text;
    }

    private boolean write(long group, boolean started) {
        if (started) {
            for (var least = Decimal.GROUP / 10; least > 1 && group < least; least /= 10) {
                text.append('0');
            }
            text.append(group);
            return true;
        }
        if (group != 0) {
            text.append(group);
        }
        return group != 0;
    }

    @Override
    boolean isNested() {
        return false;
    }

    @Override
    boolean isNumber() {
        return true;
    }

    @Override
    boolean readsAsNumber() {
        return true;
    }

    @Override
    long day() {
        return NO_DAY;
    }
}
