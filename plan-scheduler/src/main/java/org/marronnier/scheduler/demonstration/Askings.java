package org.marronnier.scheduler.demonstration;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.campaign.CampaignKind;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.scenario.Reentry;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.domain.scenario.Step;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.domain.time.LocalTimes;
import org.marronnier.engine.calendar.Occurrences;
import org.marronnier.scheduler.demonstration.Crowd.Deed;
import org.marronnier.scheduler.demonstration.Crowd.Person;

/**
 * When the plan would have asked to speak, had it been in force for two years: each campaign that
 * has ended or is live at its times, each live scenario at its triggers, for its first message.
 *
 * <p>Triggers that need a forecast, a call or a comparison of two evaluations have left no trace.
 */
final class Askings {

    private final PlanDocument plan;
    private final ZoneId zone;
    private final Instant from;
    private final Instant now;

    Askings(PlanDocument plan, Instant now) {
        this.plan = plan;
        this.now = now;
        zone = plan.plan().zone();
        from = now.atZone(zone).minusYears(CrowdMaker.YEARS).toInstant();
    }

    /** A time at which a source asks: a campaign for everybody, or a scenario for one contact. */
    sealed interface Asking {
        Instant at();

        record OfCampaign(CampaignBrief campaign, LocalDateTime occurrence, Instant at)
                implements Asking {}

        record OfScenario(
                PlanDocument.Programme programme,
                ScenarioBrief scenario,
                Step.Send send,
                Person person,
                Instant at)
                implements Asking {}
    }

    /** All of them, oldest first. */
    List<Asking> of(Crowd crowd) {
        var askings = new ArrayList<Asking>();
        plan.campaigns().forEach(campaign -> askings.addAll(of(campaign)));
        for (var programme : plan.programmes()) {
            for (var scenario : programme.scenarios()) {
                if (scenario.status() == Status.LIVE) {
                    firstSend(scenario.brief())
                            .ifPresent(
                                    send ->
                                            crowd.people()
                                                    .forEach(
                                                            person ->
                                                                    askings.addAll(
                                                                            of(
                                                                                    programme,
                                                                                    scenario
                                                                                            .brief(),
                                                                                    send,
                                                                                    person))));
                }
            }
        }
        askings.sort(Comparator.comparing(Asking::at));
        return askings;
    }

    private List<Asking> of(PlanDocument.Campaign campaign) {
        var brief = campaign.brief();
        var start = brief.start();
        var over = campaign.status() == Status.ENDED || campaign.status() == Status.LIVE;
        if (start == null || !over || brief.kind() == CampaignKind.HIGHLIGHT) {
            return List.of();
        }
        var recurring = brief.recurrence() != null;
        return Occurrences.of(
                        recurring ? start.minusWeeks(52 * CrowdMaker.YEARS) : start,
                        brief.recurrence(),
                        zone)
                .between(local(from), local(now))
                .stream()
                .<Asking>map(at -> new Asking.OfCampaign(brief, at, LocalTimes.instant(at, zone)))
                .toList();
    }

    private List<Asking> of(
            PlanDocument.Programme programme,
            ScenarioBrief scenario,
            Step.Send send,
            Person person) {
        var trigger = scenario.trigger();
        if (trigger == null) {
            return List.of();
        }
        var askings = new ArrayList<Asking>();
        for (var at : firings(trigger, person).sorted().toList()) {
            var last = askings.isEmpty() ? null : askings.getLast().at();
            if (!at.isBefore(from) && !at.isAfter(now) && mayEnter(scenario.reentry(), last, at)) {
                askings.add(new Asking.OfScenario(programme, scenario, send, person, at));
            }
        }
        return askings;
    }

    private boolean mayEnter(Reentry reentry, @Nullable Instant last, Instant at) {
        return last == null
                || switch (reentry) {
                    case Reentry.Once() -> false;
                    case Reentry.Always() -> true;
                    case Reentry.After(var span) -> !span.after(last, zone).isAfter(at);
                };
    }

    private Stream<Instant> firings(Trigger trigger, Person person) {
        return switch (trigger) {
            case Trigger.OnEvent(var type, var where, var delay) ->
                    events(person, type)
                            .filter(deed -> Matching.meets(deed, where))
                            .map(deed -> delay.after(deed.at(), zone));
            case Trigger.Abandonment abandonment -> abandoned(abandonment, person);
            case Trigger.OnDate date when date.field().equals("birthDate") ->
                    anniversaries(date, person);
            case Trigger.Inactivity inactivity -> silences(inactivity, person);
            case Trigger.OnDate _,
                    Trigger.Replenishment _,
                    Trigger.EntersSegment _,
                    Trigger.EntersStage _,
                    Trigger.Weather _,
                    Trigger.OnCall _ ->
                    Stream.empty();
        };
    }

    private Stream<Instant> abandoned(Trigger.Abandonment trigger, Person person) {
        return events(person, trigger.started())
                .map(deed -> List.of(deed.at(), trigger.after().after(deed.at(), zone)))
                .filter(
                        span ->
                                events(person, trigger.started())
                                                .noneMatch(
                                                        other ->
                                                                other.at().isAfter(span.getFirst())
                                                                        && other.at()
                                                                                .isBefore(
                                                                                        span
                                                                                                .getLast()))
                                        && events(person, trigger.completed())
                                                .noneMatch(
                                                        other ->
                                                                !other.at()
                                                                                .isBefore(
                                                                                        span
                                                                                                .getFirst())
                                                                        && !other.at()
                                                                                .isAfter(
                                                                                        span
                                                                                                .getLast())))
                .map(List::getLast);
    }

    private Stream<Instant> anniversaries(Trigger.OnDate trigger, Person person) {
        var birth = person.card().birthDate();
        if (birth == null) {
            return Stream.empty();
        }
        var thisYear = now.atZone(zone).getYear();
        return Stream.iterate(
                        thisYear - CrowdMaker.YEARS, year -> year <= thisYear, year -> year + 1)
                .map(
                        year ->
                                LocalTimes.instant(
                                        birth.withYear(year)
                                                .plus(trigger.offset().period())
                                                .atTime(trigger.at()),
                                        zone));
    }

    private Stream<Instant> silences(Trigger.Inactivity trigger, Person person) {
        var times =
                person.events().stream()
                        .filter(deed -> trigger.events().contains(deed.type()))
                        .map(Deed::at)
                        .toList();
        return times.stream()
                .map(at -> List.of(at, trigger.after().after(at, zone)))
                .filter(
                        span ->
                                times.stream()
                                        .noneMatch(
                                                other ->
                                                        other.isAfter(span.getFirst())
                                                                && !other.isAfter(span.getLast())))
                .map(List::getLast);
    }

    private static Stream<Deed> events(Person person, String type) {
        return person.events().stream().filter(deed -> deed.type().equals(type));
    }

    private static Optional<Step.Send> firstSend(ScenarioBrief scenario) {
        return scenario.steps().stream()
                .filter(Step.Send.class::isInstance)
                .map(Step.Send.class::cast)
                .findFirst();
    }

    private LocalDateTime local(Instant instant) {
        return instant.atZone(zone).toLocalDateTime();
    }
}
