package org.marronnier.engine.decision;

import java.util.Arrays;

/**
 * The messages of one household in columns, by number from 0: at which second in UTC and on the
 * clock of its own contact, of which kind and offer, to which contact. What was counted last is
 * left in {@code found} and {@code seconds}.
 */
final class Messages {

    private final CompiledRules rules;
    private final Seats seats;

    int size;
    long[] at = new long[64];
    long[] local = new long[64];
    int[] kind = new int[64];
    int[] offer = new int[64];
    int[] member = new int[64];

    /** The rules that count each. */
    long[] counting = new long[64];

    int[] found = new int[64];
    private long[] seconds = new long[64];

    Messages(CompiledRules rules, Seats seats) {
        this.rules = rules;
        this.seats = seats;
    }

    int add(int m, int itsKind, int itsOffer, long second) {
        if (size == at.length) {
            grow();
        }
        var i = size++;
        at[i] = second;
        local[i] = seats.clock[m].local(second);
        kind[i] = itsKind;
        offer[i] = itsOffer;
        member[i] = m;
        counting[i] = rules.counting(itsKind);
        return i;
    }

    /**
     * How many messages the window of a contact's message at a second counts; of a rule on the same
     * offer, those of an offer.
     */
    int count(int rule, int m, int wantedOffer, long x) {
        var window = seats.window(rule, m);
        var clock = seats.clock[m];
        var second = window.second(clock, x);
        var after = window.after(second);
        var upTo = window.upTo(second);
        var overHousehold = (rules.household >>> rule & 1) != 0;
        var anyOffer = (rules.sameOffer >>> rule & 1) == 0;
        var counted = 0;
        for (var i = 0; i < size; i++) {
            if ((counting[i] >>> rule & 1) != 0
                    && (overHousehold || member[i] == m)
                    && (anyOffer || offer[i] == wantedOffer)) {
                var other = window.exact ? at[i] : localOn(i, clock);
                if (other > after && other <= upTo) {
                    found[counted] = i;
                    seconds[counted++] = other;
                }
            }
        }
        return counted;
    }

    /** How many events that set off a rule the window of a contact's message at a second holds. */
    int countEvents(int rule, int m, long x) {
        var instants = seats.events(m, rule);
        if (instants.length > seconds.length) {
            seconds = new long[instants.length];
        }
        var window = seats.window(rule, m);
        var clock = seats.clock[m];
        var second = window.second(clock, x);
        var counted = 0;
        for (var instant : instants) {
            var event = window.second(clock, instant);
            if (instant <= x && event > window.after(second) && event <= window.upTo(second)) {
                seconds[counted++] = event;
            }
        }
        return counted;
    }

    /**
     * When no more than {@code most} of those counted last are left in a window; x where they are.
     */
    long leaves(int rule, int m, long x, int counted, int most) {
        if (counted <= most) {
            return x;
        }
        var window = seats.window(rule, m);
        var clock = seats.clock[m];
        var last = smallest(counted - most, counted);
        return window.back(clock, window.leaves(last, window.second(clock, x)), x);
    }

    /** The second of a message on a clock. */
    long localOn(int i, LocalClock clock) {
        return clock == seats.clock[member[i]] ? local[i] : clock.local(at[i]);
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

    private void grow() {
        var more = 2 * size;
        at = Arrays.copyOf(at, more);
        local = Arrays.copyOf(local, more);
        kind = Arrays.copyOf(kind, more);
        offer = Arrays.copyOf(offer, more);
        member = Arrays.copyOf(member, more);
        counting = Arrays.copyOf(counting, more);
        seconds = new long[Math.max(more, seconds.length)];
        found = new int[more];
    }
}
