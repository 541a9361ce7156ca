package org.marronnier.engine.decision;

import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;

/**
 * The seat of a contact of the household that is decided: the rules that are the contact's own, and
 * what they count. The next household takes the seats of the one before.
 */
final class Seat {

    final int number;

    private final CompiledRules rules;
    private final long now;

    LocalClock clock = LocalClock.of(ZoneOffset.UTC);

    /** By slot. */
    QuietTimes[] quiet = {};

    private long ahead;
    private long change;

    /** The rules that may refuse the contact's messages. */
    long concerned;

    /** The rules that count just what they restrict, in windows that are all of one length. */
    long even;

    /** The rules of its own timelines that may refuse something. */
    long crowded;

    /** The rules whose timelines are not empty. */
    private long counted;

    /** The rules of which the contact has a maximum of its own. */
    private long limited;

    /** The second before which no message of the contact counts any more. */
    long since;

    /** The first seat whose clock is the same; its timelines count what the household has sent. */
    Seat owner = this;

    /** By rule, the preference on each channel last. */
    final Timeline[] timelines;

    /** By set of even rules. */
    FullStretches[] full = {};

    private final long sinceByAll;
    private long[] @Nullable [] events;

    Seat(int number, CompiledRules rules, long now) {
        this.number = number;
        this.rules = rules;
        this.now = now;
        this.timelines = new Timeline[rules.rules.size() + Channel.values().length];
        this.events = new long[rules.rules.size()][];
        var earliest = now;
        for (var rule = 0; rule < timelines.length; rule++) {
            var isOfPlan = rule < rules.rules.size();
            timelines[rule] =
                    new Timeline(
                            rule,
                            isOfPlan ? rules.windows[rule] : PackedWindow.TO_BE_TOLD,
                            isOfPlan ? rules.max[rule] : 0,
                            now);
            earliest = isOfPlan ? Math.min(earliest, timelines[rule].since) : earliest;
        }
        this.sinceByAll = earliest;
    }

    /** A contact takes the seat, under the rules of the plan but those that block. */
    void take(LocalHours hours) {
        clock = hours.clock();
        quiet = hours.quiet();
        ahead = hours.ahead();
        change = hours.change();
        concerned = rules.all & ~rules.blocking;
        even = rules.even;
        crowded = 0;
        since = sinceByAll;
        for (; counted != 0; counted &= counted - 1) {
            timelines[Long.numberOfTrailingZeros(counted)].clear();
        }
        for (; limited != 0; limited &= limited - 1) {
            var rule = Long.numberOfTrailingZeros(limited);
            timelines[rule].max = rules.max[rule];
        }
        emptyStretches();
    }

    /** There are as many stretches as sets now, and nothing is full. */
    void emptyStretches() {
        var known = full.length;
        if (known < rules.sets()) {
            full = Arrays.copyOf(full, rules.sets());
            for (var set = known; set < full.length; set++) {
                full[set] = new FullStretches();
            }
            for (var rule = 0; rule < rules.rules.size(); rule++) {
                timelines[rule].full =
                        Arrays.stream(rules.setsWith(rule))
                                .mapToObj(set -> full[set])
                                .toArray(FullStretches[]::new);
            }
        }
        for (var set = 0; set < known; set++) {
            full[set].clear();
        }
    }

    /** The contact's own maximum under a rule of the plan. */
    void limit(int rule, int max) {
        timelines[rule].max = max;
        limited |= 1L << rule;
    }

    void prefer(Channel channel, int max, PackedWindow window) {
        var rule = rules.preference(channel);
        concerned |= 1L << rule;
        if (window.isEven()) {
            even |= 1L << rule;
        }
        var timeline = timelines[rule];
        timeline.under(window, now);
        timeline.max = max;
        since = Math.min(since, timeline.since);
    }

    /**
     * An event of the contact that sets off a blocking rule, which concerns the contact from then
     * on.
     */
    void happened(int rule, long second) {
        var before = concerns(rule) ? events[rule] : null;
        var instants = before == null ? new long[1] : Arrays.copyOf(before, before.length + 1);
        instants[instants.length - 1] = second;
        events[rule] = instants;
        concerned |= 1L << rule;
    }

    /** The events of the contact that a blocking rule names. */
    long[] events(int rule) {
        var instants = events[rule];
        if (instants == null) {
            throw new IllegalStateException("Only contacts with events are concerned.");
        }
        return instants;
    }

    boolean concerns(int rule) {
        return (concerned >>> rule & 1) != 0;
    }

    /** The timeline of a rule, which is about to count something. */
    Timeline counting(int rule) {
        counted |= 1L << rule;
        return timelines[rule];
    }

    /** A second in UTC on the contact's clock. */
    long local(long x) {
        return x >= now && x < change ? x + ahead : clock.local(x);
    }

    /**
     * A rule is full for the contact in [from, to) of its window's clock. Local time runs evenly
     * from one change of the clock to the next, and never back by a day.
     */
    void fill(Timeline timeline, long from, long to) {
        if (timeline.isExact) {
            fillInUtc(timeline, from, to);
            return;
        }
        var begins = now;
        var offset = ahead;
        var ends = change;
        while (true) {
            fillInUtc(timeline, Math.max(from - offset, begins), Math.min(to - offset, ends));
            if (to - offset + PackedWindow.DAY <= ends) {
                return;
            }
            begins = ends;
            offset = clock.offset(begins);
            ends = clock.nextChange(begins);
        }
    }

    private void fillInUtc(Timeline timeline, long from, long to) {
        if (from < to && to > now) {
            for (var stretches : timeline.full) {
                stretches.add(from, to);
            }
        }
    }
}
