package org.marronnier.web.calendar;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.marronnier.domain.calendar.CalendarEvent;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.campaign.CampaignKind;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.plan.PlanFrame;
import org.marronnier.domain.time.Span;
import org.marronnier.engine.calendar.Occurrences;

/**
 * What happens in some plans over some days: every occurrence of every campaign that a filter
 * shows, and the plans' own events.
 *
 * @param hidden how many campaigns of these days the filter hides
 */
public record Days(List<Entry> entries, List<CalendarEvent> events, int hidden) {

    /** A campaign lasts no longer on the calendar. */
    static final int MOST_DAYS = 92;

    /**
     * One occurrence of a campaign, in its plan's local time.
     *
     * @param at when its rule has it: what names it
     * @param start when it happens
     * @param days how many days it is shown for
     */
    public record Entry(
            PlanFrame plan,
            PlanDocument.Campaign item,
            LocalDateTime at,
            LocalDateTime start,
            int days,
            boolean sent) {

        public CampaignBrief campaign() {
            return item.brief();
        }

        public Status status() {
            return item.status();
        }

        public LocalDate day() {
            return start.toLocalDate();
        }

        /** The day after the last. */
        public LocalDate end() {
            return day().plusDays(days);
        }

        public boolean highlight() {
            return campaign().kind() == CampaignKind.HIGHLIGHT;
        }

        public boolean recurring() {
            return campaign().recurrence() != null;
        }

        /** What is over stays where it is. */
        public boolean fixed() {
            return sent || status() == Status.ENDED;
        }
    }

    /** An occurrence that has had its run. */
    public record Fired(String plan, String campaign, LocalDateTime at) {}

    public Days {
        entries = List.copyOf(entries);
        events = List.copyOf(events);
    }

    /**
     * @param to the day after the last
     * @param fired the occurrences of these days that had their run
     */
    public static Days of(
            List<PlanDocument> plans,
            LocalDate from,
            LocalDate to,
            CalendarFilter filter,
            Set<Fired> fired) {
        var entries = new ArrayList<Entry>();
        var hidden = 0;
        for (var plan : plans) {
            for (var campaign : plan.campaigns()) {
                var shown = entries(plan.plan(), campaign, from, to, fired);
                if (filter.shows(plan.plan(), campaign)) {
                    entries.addAll(shown);
                } else if (!shown.isEmpty()) {
                    hidden++;
                }
            }
        }
        entries.sort(
                Comparator.comparing(Entry::start).thenComparing(entry -> entry.campaign().name()));
        var events =
                plans.stream()
                        .flatMap(plan -> plan.calendar().stream())
                        .filter(event -> event.from().isBefore(to) && !event.to().isBefore(from))
                        .sorted(
                                Comparator.comparing(CalendarEvent::from)
                                        .thenComparing(CalendarEvent::name))
                        .toList();
        return new Days(entries, events, hidden);
    }

    /** When a campaign happens within some days; never where it has no start. */
    public static List<LocalDateTime> occurrences(
            CampaignBrief campaign, LocalDate from, LocalDate to, ZoneId zone) {
        return Occurrences.of(campaign, zone).between(from.atStartOfDay(), to.atStartOfDay());
    }

    /** How many days a campaign is shown for: until it expires, where it happens once. */
    public static int length(CampaignBrief campaign) {
        var expiry = campaign.expiry();
        return expiry == null || campaign.recurrence() != null
                ? 1
                : Math.clamp(days(expiry), 1, MOST_DAYS);
    }

    private static int days(Span span) {
        var hours = span.time().plusDays(1).minusNanos(1).toDays();
        return Math.toIntExact(
                Math.min(
                        MOST_DAYS,
                        span.period().toTotalMonths() * 30 + span.period().getDays() + hours));
    }

    private static List<Entry> entries(
            PlanFrame plan,
            PlanDocument.Campaign campaign,
            LocalDate from,
            LocalDate to,
            Set<Fired> fired) {
        var brief = campaign.brief();
        var length = length(brief);
        return Occurrences.of(brief, plan.zone())
                .occurrencesBetween(from.minusDays(length - 1L).atStartOfDay(), to.atStartOfDay())
                .stream()
                .map(
                        occurrence ->
                                new Entry(
                                        plan,
                                        campaign,
                                        occurrence.at(),
                                        occurrence.start(),
                                        length,
                                        fired.contains(
                                                new Fired(
                                                        plan.key(),
                                                        brief.key(),
                                                        occurrence.start()))))
                .toList();
    }
}
