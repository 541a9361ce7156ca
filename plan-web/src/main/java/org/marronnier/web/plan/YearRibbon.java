package org.marronnier.web.plan;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.calendar.CalendarEvent;
import org.marronnier.domain.campaign.CampaignKind;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.message.MessageType;
import org.marronnier.web.calendar.Days;

/**
 * The plan's period month by month: how many campaigns, and the key dates above them.
 *
 * @param peak the campaigns of the fullest month, at least 1
 * @param today where today stands, from 0 to 1; null outside the period
 */
record YearRibbon(List<Month> months, int peak, List<Label> labels, @Nullable Double today) {

    private static final int MOST_MONTHS = 24;

    /** One letter is about this share of the ribbon. */
    private static final double LETTER = 0.0092;

    private static final double PADDING = 0.018;

    /** In pixels: where the columns stand, and how tall the tallest is. */
    private static final double BASE = 120;

    private static final double TALLEST = 74;

    private static final List<MessageType> STACKED =
            List.of(MessageType.TRANSACTIONAL, MessageType.SERVICE, MessageType.PROMOTIONAL);

    /**
     * @param past whether it is over
     */
    record Month(
            YearMonth month, Map<MessageType, Integer> campaigns, boolean past, boolean current) {
        public int total() {
            return campaigns.values().stream().mapToInt(Integer::intValue).sum();
        }

        public int promotional() {
            return of(MessageType.PROMOTIONAL);
        }

        public int service() {
            return of(MessageType.SERVICE);
        }

        public int transactional() {
            return of(MessageType.TRANSACTIONAL);
        }

        int of(MessageType type) {
            return campaigns.getOrDefault(type, 0);
        }
    }

    /**
     * A month's column: its left edge, middle, width, where its number stands, and its bars from
     * the bottom.
     */
    record Drawn(
            Month month, String left, String middle, String width, String number, List<Bar> bars) {}

    /** A part of a column. */
    record Bar(String tone, String top, String height) {}

    /** A key date as it is drawn. */
    record Key(String name, String left, String text, String width) {}

    /** A key date; from and width are shares of the ribbon. */
    record Label(String name, double from, double width) {}

    static YearRibbon of(PlanDocument plan, LocalDate today) {
        var first = YearMonth.from(plan.plan().from());
        var last = YearMonth.from(plan.plan().to());
        var count = (int) Math.min(MOST_MONTHS, ChronoUnit.MONTHS.between(first, last) + 1);
        var counts = new ArrayList<Map<MessageType, Integer>>();
        for (var i = 0; i < count; i++) {
            counts.add(new EnumMap<>(MessageType.class));
        }
        for (var campaign : plan.campaigns()) {
            if (campaign.brief().kind() == CampaignKind.HIGHLIGHT) {
                continue;
            }
            var days =
                    Days.occurrences(
                            campaign.brief(),
                            first.atDay(1),
                            first.plusMonths(count).atDay(1),
                            plan.plan().zone());
            for (var at : days) {
                var month = (int) ChronoUnit.MONTHS.between(first, YearMonth.from(at));
                counts.get(month).merge(campaign.brief().type(), 1, Integer::sum);
            }
        }
        var now = YearMonth.from(today);
        var months = new ArrayList<Month>();
        for (var i = 0; i < count; i++) {
            var month = first.plusMonths(i);
            months.add(new Month(month, counts.get(i), month.isBefore(now), month.equals(now)));
        }
        var most = months.stream().mapToInt(Month::total).max().orElse(0);
        var share = share(today, first, count);
        return new YearRibbon(
                months,
                Math.max(1, most),
                labels(plan.calendar(), first, count),
                share < 0 || share > 1 ? null : share);
    }

    /** Those that find room, the first in time first. */
    private static List<Label> labels(List<CalendarEvent> events, YearMonth first, int months) {
        var labels = new ArrayList<Label>();
        var taken = 0.0;
        for (var event :
                events.stream().sorted(Comparator.comparing(CalendarEvent::from)).toList()) {
            var from = share(event.from(), first, months);
            var to = share(event.to().plusDays(1), first, months);
            var width = Math.max(to - from, event.name().length() * LETTER + PADDING);
            if (from >= taken && from + width <= 1) {
                labels.add(new Label(event.name(), from, width));
                taken = from + width + PADDING / 3;
            }
        }
        return labels;
    }

    /** Where a day stands when every month is as wide as the others. */
    private static double share(LocalDate day, YearMonth first, int months) {
        var month = YearMonth.from(day);
        var within = (day.getDayOfMonth() - 1) / (double) month.lengthOfMonth();
        return (ChronoUnit.MONTHS.between(first, month) + within) / months;
    }

    /** What the fragment draws, as lengths of SVG. */
    public List<Drawn> drawn() {
        var column = 1.0 / months.size();
        var drawn = new ArrayList<Drawn>();
        for (var i = 0; i < months.size(); i++) {
            var month = months.get(i);
            var bars = new ArrayList<Bar>();
            var top = BASE;
            for (var type : STACKED) {
                var height = TALLEST * month.of(type) / (double) peak;
                top -= height;
                bars.add(new Bar(tone(type), length(top), length(height)));
            }
            drawn.add(
                    new Drawn(
                            month,
                            place((i + 0.32) * column),
                            place((i + 0.5) * column),
                            place(0.36 * column),
                            length(top - 5),
                            bars));
        }
        return drawn;
    }

    public List<Key> keys() {
        return labels.stream()
                .map(
                        label ->
                                new Key(
                                        label.name(),
                                        place(label.from()),
                                        place(label.from() + PADDING / 3),
                                        place(label.width())))
                .toList();
    }

    public @Nullable String todayAt() {
        return today == null ? null : place(today);
    }

    private static String tone(MessageType type) {
        return switch (type) {
            case TRANSACTIONAL -> "grey";
            case SERVICE -> "slate";
            case PROMOTIONAL -> "nut-400";
        };
    }

    private static String place(double share) {
        return String.format(Locale.ROOT, "%.2f%%", share * 100);
    }

    private static String length(double pixels) {
        return String.format(Locale.ROOT, "%.2f", pixels);
    }
}
