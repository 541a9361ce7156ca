package org.marronnier.engine.conflict;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
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
    private final List<QuietPeriod> quiet;
    private final List<Dated> times = new ArrayList<>();
    private final List<Conflict> found = new ArrayList<>();

    /** A campaign and when it goes out in the days that are looked at. */
    private record Dated(CampaignBrief campaign, List<LocalDateTime> due) {
        boolean speaks() {
            return campaign.kind() != CampaignKind.HIGHLIGHT;
        }
    }

    private Conflicts(
            PlanDocument plan, LocalDate from, LocalDate to, Map<String, Long> audiences) {
        this.plan = plan;
        this.from = from;
        this.to = to;
        this.audiences = audiences;
        this.quiet = quietPeriods(plan);
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

    /**
     * What concerns one campaign; those that share no segment with it are not looked at.
     *
     * @param campaign one of the plan, as it stands or as it is prepared
     * @param to the day after the last
     * @param contacts how many it has, where that was counted
     */
    public static List<Conflict> of(
            PlanDocument plan,
            CampaignBrief campaign,
            LocalDate from,
            LocalDate to,
            @Nullable Long contacts) {
        var conflicts =
                new Conflicts(
                        plan,
                        from,
                        to,
                        contacts == null ? Map.of() : Map.of(campaign.key(), contacts));
        conflicts.find(campaign);
        return conflicts.found.stream()
                .filter(conflict -> conflict.concerned().contains(campaign.key()))
                .toList();
    }

    private void find() {
        plan.campaigns().forEach(this::date);
        sharedSegments();
        times.forEach(this::alone);
        events();
    }

    private void find(CampaignBrief asked) {
        var segments = segments(asked);
        for (var campaign : plan.campaigns()) {
            if (campaign.brief().key().equals(asked.key())) {
                date(new PlanDocument.Campaign(asked, campaign.status()));
            } else if (!Collections.disjoint(segments(campaign.brief()), segments)) {
                date(campaign);
            }
        }
        sharedSegments();
        times.stream()
                .filter(dated -> dated.campaign.key().equals(asked.key()))
                .forEach(this::alone);
    }

    private void date(PlanDocument.Campaign campaign) {
        if (campaign.status() == Status.ENDED) {
            return;
        }
        var due =
                Occurrences.of(campaign.brief(), plan.plan().zone())
                        .between(from.atStartOfDay(), to.atStartOfDay());
        if (!due.isEmpty()) {
            times.add(new Dated(campaign.brief(), due));
        }
    }

    /** What does not fit about a campaign, whatever the others do. */
    private void alone(Dated dated) {
        if (dated.speaks()) {
            quiet(dated.campaign, dated.due);
            empty(dated.campaign);
        }
    }

    /** A day of a segment; null for everybody. */
    private record Slot(@Nullable String segment, LocalDate day) {}

    private record Meeting(@Nullable String segment, List<String> campaigns) {}

    private void sharedSegments() {
        var slots = new LinkedHashMap<Slot, List<String>>();
        for (var dated : times) {
            if (dated.speaks()) {
                var days = dated.due.stream().map(LocalDateTime::toLocalDate).distinct().toList();
                for (var segment : segments(dated.campaign)) {
                    days.forEach(
                            day ->
                                    slots.computeIfAbsent(
                                                    new Slot(segment, day), _ -> new ArrayList<>())
                                            .add(dated.campaign.key()));
                }
            }
        }
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
                            quiet,
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
    private static List<QuietPeriod> quietPeriods(PlanDocument plan) {
        return plan.quietInForce().stream()
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
                times.stream()
                        .flatMap(dated -> dated.due.stream())
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
