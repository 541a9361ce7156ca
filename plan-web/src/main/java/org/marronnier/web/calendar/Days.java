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
import org.marronnier.engine.calendar.Occurrences;
import org.marronnier.web.campaign.CampaignFilter;

/**
 * What happens in the plan over some days: every occurrence of every campaign that a filter shows,
 * and the plan's own events.
 *
 * @param hidden how many campaigns of these days the filter hides
 */
public record Days(List<Entry> entries, List<CalendarEvent> events, int hidden) {

    /** One occurrence of a campaign, in the plan's local time. */
    public record Entry(CampaignBrief campaign, Status status, LocalDateTime at, boolean sent) {

        public boolean highlight() {
            return campaign.kind() == CampaignKind.HIGHLIGHT;
        }
    }

    /** An occurrence that has had its run. */
    public record Fired(String campaign, LocalDateTime at) {}

    public Days {
        entries = List.copyOf(entries);
        events = List.copyOf(events);
    }

    /**
     * @param to the day after the last
     * @param fired the occurrences of these days that had their run
     */
    public static Days of(
            PlanDocument plan,
            LocalDate from,
            LocalDate to,
            CampaignFilter filter,
            Set<Fired> fired) {
        var entries = new ArrayList<Entry>();
        var hidden = 0;
        for (var campaign : plan.campaigns()) {
            var days = occurrences(campaign.brief(), from, to, plan.plan().zone());
            if (days.isEmpty()) {
                continue;
            }
            if (!filter.shows(campaign)) {
                hidden++;
                continue;
            }
            for (var at : days) {
                var sent = fired.contains(new Fired(campaign.brief().key(), at));
                entries.add(new Entry(campaign.brief(), campaign.status(), at, sent));
            }
        }
        entries.sort(
                Comparator.comparing(Entry::at).thenComparing(entry -> entry.campaign().name()));
        var events =
                plan.calendar().stream()
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
}
