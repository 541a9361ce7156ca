package org.marronnier.engine.decision;

import java.util.Arrays;

/**
 * The messages of one household in columns, by number from 0: at which second in UTC and on the
 * clock of its own contact, of which kind and offer, and on which seat that sits. What was counted
 * last is left in {@code found} and {@code seconds}.
 */
final class Messages {

    private final CompiledRules rules;
    private final Seats seats;

    int size;
    long[] at = new long[64];
    long[] local = new long[64];
    int[] kind = new int[64];
    int[] offer = new int[64];
    int[] seat = new int[64];

    /** The rules that count each. */
    long[] counting = new long[64];

    int[] found = new int[64];
    private long[] seconds = new long[64];

    Messages(CompiledRules rules, Seats seats) {
        this.rules = rules;
        this.seats = seats;
    }

    int add(Seat itsSeat, CompiledKind itsKind, int itsOffer, long second) {
        if (size == at.length) {
            grow();
        }
        var i = size++;
        at[i] = second;
        local[i] = itsSeat.local(second);
        kind[i] = itsKind.number();
        offer[i] = itsOffer;
        seat[i] = itsSeat.number;
        counting[i] = itsKind.counting();
        return i;
    }

    /**
     * How many messages the window of a contact's message at a second counts; of a rule on the same
     * offer, those of an offer.
     */
    int count(int rule, Seat asked, int wantedOffer, long x) {
        var window = asked.timelines[rule].window;
        var second = window.second(asked.clock, x);
        var after = window.after(second);
        var upTo = window.upTo(second);
        var overHousehold = (rules.household >>> rule & 1) != 0;
        var anyOffer = (rules.sameOffer >>> rule & 1) == 0;
        var counted = 0;
        for (var i = 0; i < size; i++) {
            if ((counting[i] >>> rule & 1) != 0
                    && (overHousehold || seat[i] == asked.number)
                    && (anyOffer || offer[i] == wantedOffer)) {
                var other = window.exact ? at[i] : localOn(i, asked.clock);
                if (other > after && other <= upTo) {
                    found[counted] = i;
                    seconds[counted++] = other;
                }
            }
        }
        return counted;
    }

    /** How many events that set off a rule the window of a contact's message at a second holds. */
    int countEvents(int rule, Seat asked, long x) {
        var instants = asked.events(rule);
        if (instants.length > seconds.length) {
            seconds = new long[instants.length];
        }
        var window = asked.timelines[rule].window;
        var second = window.second(asked.clock, x);
        var counted = 0;
        for (var instant : instants) {
            var event = window.second(asked.clock, instant);
            if (instant <= x && event > window.after(second) && event <= window.upTo(second)) {
                seconds[counted++] = event;
            }
        }
        return counted;
    }

    /**
     * When no more than {@code most} of those counted last are left in a window; x where they are.
     */
    long leaves(int rule, Seat asked, long x, int counted, int most) {
        if (counted <= most) {
            return x;
        }
        var window = asked.timelines[rule].window;
        var last = smallest(counted - most, counted);
        return window.back(asked.clock, window.leaves(last, window.second(asked.clock, x)), x);
    }

    /** The second of a message on a clock. */
    long localOn(int i, LocalClock clock) {
        return clock == seats.seat[seat[i]].clock ? local[i] : clock.local(at[i]);
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
        seat = Arrays.copyOf(seat, more);
        counting = Arrays.copyOf(counting, more);
        seconds = new long[Math.max(more, seconds.length)];
        found = new int[more];
    }
}
