package org.marronnier.web.calendar;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.calendar.CalendarEvent;

/** The days of a calendar as its script reads them, words included. */
record Feed(List<Chip> chips, List<Band> bands) {

    /**
     * One occurrence of a campaign.
     *
     * @param order its place within the day
     * @param tone the class of its type: promotional, service, transactional or highlight
     * @param state the class of its state: locked, draft, or empty
     * @param icon that of its channel
     * @param detail what a screen reader hears after the name
     */
    record Chip(
            LocalDate day,
            int order,
            String name,
            @Nullable Integer lot,
            String tone,
            String state,
            String icon,
            String detail,
            String href) {}

    /**
     * @param end the day after the last; @param lane bands of the same days lie in different lanes
     */
    record Band(LocalDate start, LocalDate end, String name, int lane) {}

    static List<Band> bands(List<CalendarEvent> events) {
        var bands = new ArrayList<Band>();
        for (var event : events) {
            var end = event.to().plusDays(1);
            var lane = 0;
            while (isTaken(lane, event, bands)) {
                lane++;
            }
            bands.add(new Band(event.from(), end, event.name(), lane));
        }
        return bands;
    }

    private static boolean isTaken(int lane, CalendarEvent event, List<Band> bands) {
        return bands.stream()
                .anyMatch(
                        band ->
                                band.lane == lane
                                        && !band.start.isAfter(event.to())
                                        && band.end.isAfter(event.from()));
    }
}
