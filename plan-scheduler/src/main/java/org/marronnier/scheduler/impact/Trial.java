package org.marronnier.scheduler.impact;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.message.SourceName;
import org.marronnier.engine.impact.PastHousehold;

/** One rule on trial, as it stands and as it is written, over a period. Not for several threads. */
final class Trial {

    private final PlanDocument plan;
    private final Instant from;
    private final Instant until;
    private final Instant now;
    private final @Nullable Side before;
    private final Side after;
    private final Days sent;

    /**
     * The rule as one of the two says, and what is counted of it.
     *
     * @param written whether it is the rule as it is written, not as it stands
     */
    record Side(TriedRule rule, Tally tally, Instant since, boolean written) {}

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
                                        .map(one -> SourceName.ofCampaign(one.brief().key())),
                                plan.programmes().stream()
                                        .flatMap(one -> one.scenarios().stream())
                                        .map(one -> SourceName.ofScenario(one.brief().key())))
                        .collect(Collectors.toSet());
        this.before = before == null ? null : side(before, known, false);
        this.after = side(after, known, true);
        this.sent = new Days(plan.plan().zone());
    }

    private Side side(TriedRule rule, Set<String> known, boolean written) {
        var replay = rule.replay(from);
        return new Side(
                rule,
                new Tally(replay, known, plan.plan().zone()),
                from.minusSeconds(replay.reach()),
                written);
    }

    PlanDocument plan() {
        return plan;
    }

    /** The instant at which segments and limits are looked at. */
    Instant now() {
        return now;
    }

    /** The first instant of the period. */
    Instant from() {
        return from;
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

    /** How the reasons of decisions name the rule as it stands; empty for a new one. */
    Optional<TriedRule.Refusing> refusing() {
        return Optional.ofNullable(before).flatMap(side -> side.rule().refusing());
    }

    /** From when on messages and events are needed. */
    Instant since() {
        return sides().stream().map(Side::since).min(Instant::compareTo).orElse(from);
    }

    /** Counts a message of the period, sent or refused, that the rule speaks of on either side. */
    void count(PastHousehold.Message message) {
        if (sides().stream().anyMatch(side -> side.tally().concerns(message))) {
            sent.add(message.second());
        }
    }

    Impact impact() {
        return new Impact(
                from,
                until,
                before == null ? null : before.tally().held(),
                after.tally().held(),
                day(from).datesUntil(day(until)).map(this::on).toList());
    }

    private Impact.Day on(LocalDate day) {
        return new Impact.Day(
                day,
                sent.on(day),
                before == null ? 0 : before.tally().heldOn(day),
                after.tally().heldOn(day));
    }

    private LocalDate day(Instant instant) {
        return instant.atZone(plan.plan().zone()).toLocalDate();
    }
}
