package org.marronnier.engine.conflict;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.campaign.CampaignKind;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.domain.time.LocalTimes;
import org.marronnier.engine.calendar.CommercialCalendar;
import org.marronnier.engine.calendar.Occurrences;
import org.marronnier.engine.calendar.PublicHolidays;
import org.marronnier.engine.decision.QuietHours;

/** Looks for what does not fit in some days of a plan. What has ended is not looked at. */
public final class Conflicts {

    /**
     * The moments that hardly any brand lets pass; a smaller one without a campaign is a choice.
     */
    private static final List<String> GREAT_MOMENTS =
            List.of(
                    "soldes-hiver",
                    "saint-valentin",
                    "fete-des-meres",
                    "fete-des-peres",
                    "soldes-ete",
                    "rentree",
                    "black-friday",
                    "noel");

    private final PlanDocument plan;
    private final LocalDate from;
    private final LocalDate to;
    private final Map<String, Long> audiences;
    private final Map<CampaignBrief, List<LocalDateTime>> times = new LinkedHashMap<>();
    private final List<Conflict> found = new ArrayList<>();

    private Conflicts(
            PlanDocument plan, LocalDate from, LocalDate to, Map<String, Long> audiences) {
        this.plan = plan;
        this.from = from;
        this.to = to;
        this.audiences = audiences;
    }

    /**
     * @param to the day after the last
     * @param audiences how many contacts each campaign has, where that was counted
     */
    public static List<Conflict> of(
            PlanDocument plan, LocalDate from, LocalDate to, Map<String, Long> audiences) {
        var conflicts = new Conflicts(plan, from, to, audiences);
        conflicts.find();
        return List.copyOf(conflicts.found);
    }

    private void find() {
        for (var campaign : plan.campaigns()) {
            if (campaign.status() == Status.ENDED) {
                continue;
            }
            var due =
                    Occurrences.of(campaign.brief(), plan.plan().zone())
                            .between(from.atStartOfDay(), to.atStartOfDay());
            if (!due.isEmpty()) {
                times.put(campaign.brief(), due);
            }
        }
        sharedSegments();
        times.forEach(
                (campaign, due) -> {
                    if (campaign.kind() != CampaignKind.HIGHLIGHT) {
                        quiet(campaign, due);
                        empty(campaign);
                    }
                });
        events();
    }

    /** A day of a segment; null for everybody. */
    private record Slot(@Nullable String segment, LocalDate day) {}

    private record Meeting(@Nullable String segment, List<String> campaigns) {}

    private void sharedSegments() {
        var slots = new LinkedHashMap<Slot, List<String>>();
        times.forEach(
                (campaign, due) -> {
                    if (campaign.kind() != CampaignKind.HIGHLIGHT) {
                        for (var segment : segments(campaign)) {
                            due.stream()
                                    .map(LocalDateTime::toLocalDate)
                                    .distinct()
                                    .forEach(
                                            day ->
                                                    slots.computeIfAbsent(
                                                                    new Slot(segment, day),
                                                                    _ -> new ArrayList<>())
                                                            .add(campaign.key()));
                        }
                    }
                });
        var meetings = new LinkedHashMap<Meeting, TreeSet<LocalDate>>();
        slots.forEach(
                (slot, campaigns) -> {
                    if (campaigns.size() > 1) {
                        meetings.computeIfAbsent(
                                        new Meeting(slot.segment(), campaigns),
                                        _ -> new TreeSet<>())
                                .add(slot.day());
                    }
                });
        meetings.forEach(
                (meeting, days) ->
                        found.add(
                                new Conflict.SameSegment(
                                        days.first(),
                                        days.size(),
                                        meeting.segment(),
                                        meeting.campaigns())));
    }

    /** The segments that a target is made of; one null for everybody. */
    private static List<@Nullable String> segments(CampaignBrief campaign) {
        var target = campaign.target();
        var segments = new ArrayList<@Nullable String>();
        if (target == null || target.equals(Condition.EVERYBODY)) {
            segments.add(null);
            return segments;
        }
        target.walk()
                .filter(Condition.InSegment.class::isInstance)
                .map(condition -> ((Condition.InSegment) condition).segment())
                .distinct()
                .forEach(segments::add);
        return segments;
    }

    private void quiet(CampaignBrief campaign, List<LocalDateTime> due) {
        if (campaign.channels().isEmpty()) {
            return;
        }
        var zone = plan.plan().zone();
        var held = new ArrayList<LocalDateTime>();
        var periods = new TreeSet<String>();
        for (var at : due) {
            var forbidding =
                    QuietHours.forbidding(
                            quietPeriods(),
                            campaign.channels().getFirst(),
                            campaign.type(),
                            LocalTimes.instant(at, zone),
                            zone);
            if (!forbidding.isEmpty()) {
                held.add(at);
                periods.addAll(forbidding);
            }
        }
        if (!held.isEmpty()) {
            found.add(
                    new Conflict.Quiet(
                            campaign.key(), held.getFirst(), held.size(), List.copyOf(periods)));
        }
    }

    /** Those that can be read; a run says so of the others. */
    private List<QuietPeriod> quietPeriods() {
        return plan.quiet().stream()
                .filter(
                        period ->
                                !(period.pattern()
                                                instanceof QuietPeriod.PublicHolidays(var country))
                                        || PublicHolidays.knows(country))
                .toList();
    }

    private void empty(CampaignBrief campaign) {
        if (campaign.template() == null) {
            found.add(new Conflict.NoTemplate(campaign.key()));
        }
        if (audiences.get(campaign.key()) instanceof Long contacts && contacts == 0) {
            found.add(new Conflict.Nobody(campaign.key()));
        }
    }

    private void events() {
        for (var event : plan.calendar()) {
            if (event.from().isBefore(to) && !event.to().isBefore(from)) {
                event(event.key(), event.from(), event.to());
            }
        }
        if (plan.plan().country().equals("FR")) {
            CommercialCalendar.between(from, to).stream()
                    .filter(date -> GREAT_MOMENTS.contains(date.key()) && !isOwn(date.key()))
                    .forEach(date -> event(date.key(), date.from(), date.to()));
        }
    }

    /** The plan says itself when it is. */
    private boolean isOwn(String key) {
        return plan.calendar().stream().anyMatch(event -> event.key().equals(key));
    }

    private void event(String key, LocalDate first, LocalDate last) {
        var leans =
                plan.campaigns().stream()
                        .anyMatch(
                                campaign ->
                                        key.equals(campaign.brief().event())
                                                && isNear(campaign.brief(), first));
        var happens =
                times.values().stream()
                        .flatMap(List::stream)
                        .map(LocalDateTime::toLocalDate)
                        .anyMatch(day -> !day.isBefore(first) && !day.isAfter(last));
        if (!leans && !happens) {
            found.add(new Conflict.NothingPlanned(key, first));
        }
    }

    /** Whether a campaign is one of this year's event, not of another's. */
    private static boolean isNear(CampaignBrief campaign, LocalDate event) {
        var start = campaign.start();
        return start == null
                || (start.toLocalDate().isAfter(event.minusMonths(6))
                        && start.toLocalDate().isBefore(event.plusMonths(6)));
    }
}
