package org.marronnier.scheduler.impact;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.document.PlanDocument;

/** One rule on trial, as it stands and as it is written, over a period. Not for several threads. */
final class Trial {

    private final PlanDocument plan;
    private final Instant from;
    private final Instant until;
    private final Instant now;
    private final @Nullable Side before;
    private final Side after;

    /** The rule as one of the two says, and what is counted of it. */
    record Side(TriedRule rule, Tally tally, Instant since) {}

    Trial(
            PlanDocument plan,
            @Nullable TriedRule before,
            TriedRule after,
            Instant from,
            Instant until,
            Instant now) {
        this.plan = plan;
        this.from = from;
        this.until = until;
        this.now = now;
        var known =
                Stream.concat(
                                plan.campaigns().stream()
                                        .map(one -> "campaign:" + one.brief().key()),
                                plan.programmes().stream()
                                        .flatMap(one -> one.scenarios().stream())
                                        .map(one -> "scenario:" + one.brief().key()))
                        .collect(Collectors.toSet());
        this.before = before == null ? null : side(before, known);
        this.after = side(after, known);
    }

    private Side side(TriedRule rule, Set<String> known) {
        var replay = rule.replay(from);
        return new Side(rule, new Tally(replay, known), from.minusSeconds(replay.reach()));
    }

    PlanDocument plan() {
        return plan;
    }

    /** The instant at which segments and limits are looked at. */
    Instant now() {
        return now;
    }

    Instant until() {
        return until;
    }

    List<Side> sides() {
        return before == null ? List.of(after) : List.of(before, after);
    }

    Set<Channel> channels() {
        var all = EnumSet.noneOf(Channel.class);
        sides().forEach(side -> all.addAll(side.rule().channels()));
        return all;
    }

    boolean countsHouseholds() {
        return sides().stream().anyMatch(side -> side.rule().countsHouseholds());
    }

    /** From when on messages and events are needed. */
    Instant since() {
        return sides().stream().map(Side::since).min(Instant::compareTo).orElse(from);
    }

    Impact impact() {
        return new Impact(
                from, until, before == null ? null : before.tally().held(), after.tally().held());
    }
}
