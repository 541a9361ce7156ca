package org.marronnier.engine.copy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.calendar.CalendarEvent;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.PlanWriter;
import org.marronnier.domain.plan.PlanFrame;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.engine.calendar.CommercialCalendar;
import org.marronnier.engine.calendar.EventDays;
import org.marronnier.engine.calendar.KeyDate;
import org.marronnier.engine.calendar.Occurrences;

/**
 * A plan carried over to the period that follows its own, as a document of drafts, and a list of
 * every date that moves. What leans on an event keeps its distance to it. Objectives, quiet dates
 * and what recurs by the month or the year keep their day of the month. The rest keeps the week and
 * the day of the week.
 */
public final class PlanCopy {

    private static final Pattern UNTIL = Pattern.compile("UNTIL=(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern BY_DATE = Pattern.compile("FREQ=(MONTHLY|YEARLY)");

    /** The tree of the new document and what moved, in the order of the old one. */
    public record Copied(Map<String, Object> tree, List<MovedDate> moves) {
        public Copied {
            moves = List.copyOf(moves);
        }
    }

    private final PlanDocument plan;
    private final PlanFrame frame;
    private final int years;
    private final LocalDate from;
    private final LocalDate to;
    private final List<MovedDate> moves = new ArrayList<>();

    private PlanCopy(PlanDocument plan) {
        this.plan = plan;
        this.frame = plan.plan();
        this.years = years(frame);
        this.from = frame.from().plusYears(years);
        this.to = end(frame, years);
    }

    /** The plan of the next year; of a plan over several years, of as many as it has. */
    public static Copied of(PlanDocument plan) {
        return new PlanCopy(plan).copy();
    }

    private Copied copy() {
        var tree = new LinkedHashMap<>(PlanWriter.write(plan));
        tree.put("plan", frame(map(tree.get("plan"))));
        replace(tree, "objectives", (item, i) -> objective(item, i));
        replaceQuiet(tree);
        replace(tree, "programmes", (item, _) -> draft(item));
        replace(tree, "campaigns", (item, i) -> campaign(item, plan.campaigns().get(i).brief()));
        replace(tree, "calendar", (item, i) -> event(item, plan.calendar().get(i)));
        return new Copied(tree, moves);
    }

    private static int years(PlanFrame frame) {
        var length = Period.between(frame.from(), frame.to().plusDays(1));
        return Math.max(1, length.getYears() + (length.withYears(0).isZero() ? 0 : 1));
    }

    /** The last day of a month stays the last day. */
    private static LocalDate end(PlanFrame frame, int years) {
        return frame.to().plusDays(1).plusYears(years).minusDays(1);
    }

    private Map<String, Object> frame(Map<String, Object> old) {
        var tree = new LinkedHashMap<>(old);
        var key = inYears(frame.key());
        tree.put("key", key.equals(frame.key()) ? frame.key() + "-" + from.getYear() : key);
        var name = inYears(frame.name());
        tree.put("name", name.equals(frame.name()) ? frame.name() + " " + from.getYear() : name);
        tree.put("from", from.toString());
        tree.put("to", to.toString());
        return tree;
    }

    /** The text with every year of the plan replaced by the one that follows. */
    private String inYears(String text) {
        var result = text;
        for (var year = frame.to().getYear(); year >= frame.from().getYear(); year--) {
            result = result.replaceAll("(?<!\\d)" + year + "(?!\\d)", String.valueOf(year + years));
        }
        return result;
    }

    private Map<String, Object> objective(Map<String, Object> item, int index) {
        var objective = plan.objectives().get(index);
        if (objective.by() == null) {
            return item;
        }
        var after = objective.by().plusDays(1).plusYears(years).minusDays(1);
        moves.add(
                new MovedDate(
                        MovedDate.What.OBJECTIVE,
                        objective.key(),
                        objective.name(),
                        objective.by(),
                        after,
                        new MovedDate.Why.SameDate()));
        item.put("by", after.toString());
        return item;
    }

    private void replaceQuiet(Map<String, Object> tree) {
        if (tree.get("rules") == null) {
            return;
        }
        var rules = new LinkedHashMap<>(map(tree.get("rules")));
        replace(rules, "quiet", (item, i) -> quiet(item, plan.quiet().get(i)));
        tree.put("rules", rules);
    }

    private Map<String, Object> quiet(Map<String, Object> item, QuietPeriod period) {
        if (!(period.pattern() instanceof QuietPeriod.Dates(var first, var last))) {
            return item;
        }
        moves.add(
                new MovedDate(
                        MovedDate.What.QUIET,
                        period.key(),
                        period.key(),
                        first,
                        first.plusYears(years),
                        new MovedDate.Why.SameDate()));
        var dates = new LinkedHashMap<String, Object>();
        dates.put("from", first.plusYears(years).toString());
        dates.put("to", last.plusYears(years).toString());
        item.put("dates", dates);
        return item;
    }

    private static Map<String, Object> draft(Map<String, Object> programme) {
        programme.remove("status");
        replace(
                programme,
                "scenarios",
                (scenario, _) -> {
                    scenario.remove("status");
                    return scenario;
                });
        return programme;
    }

    private Map<String, Object> campaign(Map<String, Object> item, CampaignBrief campaign) {
        item.remove("status");
        if (campaign.offer() != null) {
            item.put("offer", inYears(campaign.offer()));
        }
        var start = campaign.start();
        if (start == null) {
            return item;
        }
        var moved = moved(campaign, start.toLocalDate());
        moves.add(
                new MovedDate(
                        MovedDate.What.CAMPAIGN,
                        campaign.key(),
                        campaign.name(),
                        start.toLocalDate(),
                        moved.day(),
                        moved.why()));
        item.put("start", moved.day().atTime(start.toLocalTime()).toString());
        if (campaign.recurrence() != null) {
            var days = ChronoUnit.DAYS.between(start.toLocalDate(), moved.day());
            recurring(item, campaign, campaign.recurrence(), start.plusDays(days), days);
        }
        return item;
    }

    private void recurring(
            Map<String, Object> item,
            CampaignBrief campaign,
            String rule,
            LocalDateTime start,
            long days) {
        var until = UNTIL.matcher(rule);
        var moved = rule;
        if (until.find()) {
            var old =
                    LocalDate.of(
                            Integer.parseInt(until.group(1)),
                            Integer.parseInt(until.group(2)),
                            Integer.parseInt(until.group(3)));
            var after = old.plusDays(days);
            moved =
                    until.replaceFirst(
                            "UNTIL=%04d%02d%02d"
                                    .formatted(
                                            after.getYear(),
                                            after.getMonthValue(),
                                            after.getDayOfMonth()));
            moves.add(
                    new MovedDate(
                            MovedDate.What.RECURRENCE,
                            campaign.key(),
                            campaign.name(),
                            old,
                            after,
                            new MovedDate.Why.WithItsCampaign()));
            item.put("recurrence", moved);
        }
        edits(item, campaign, Occurrences.of(start, moved, frame.zone()), days);
    }

    /** What was changed by hand stays so where the rule has an occurrence there again. */
    private void edits(
            Map<String, Object> item, CampaignBrief campaign, Occurrences rule, long days) {
        var exceptions = new ArrayList<Object>();
        for (var at : campaign.edits().exceptions()) {
            if (rule.has(at.plusDays(days))) {
                exceptions.add(at.plusDays(days).toString());
                edited(campaign, at, days);
            }
        }
        put(item, "exceptions", exceptions);
        var overrides = new ArrayList<Object>();
        for (var one : campaign.edits().overrides()) {
            if (rule.has(one.at().plusDays(days))) {
                var override = new LinkedHashMap<String, Object>();
                override.put("at", one.at().plusDays(days).toString());
                override.put("start", one.start().plusDays(days).toString());
                overrides.add(override);
                edited(campaign, one.start(), days);
            }
        }
        put(item, "overrides", overrides);
    }

    private void edited(CampaignBrief campaign, LocalDateTime at, long days) {
        moves.add(
                new MovedDate(
                        MovedDate.What.EXCEPTION,
                        campaign.key(),
                        campaign.name(),
                        at.toLocalDate(),
                        at.toLocalDate().plusDays(days),
                        new MovedDate.Why.WithItsCampaign()));
    }

    private Map<String, Object> event(Map<String, Object> item, CalendarEvent event) {
        var moved = moved(event);
        var first = moved.day();
        moves.add(
                new MovedDate(
                        MovedDate.What.EVENT,
                        event.key(),
                        event.name(),
                        event.from(),
                        first,
                        moved.why()));
        item.put("name", inYears(event.name()));
        item.put("from", first.toString());
        item.put(
                "to", first.plusDays(ChronoUnit.DAYS.between(event.from(), event.to())).toString());
        return item;
    }

    private record Moved(LocalDate day, MovedDate.Why why) {}

    /** An event that the marronnier knows by its key follows it. */
    private Moved moved(CalendarEvent event) {
        return computed(event.key(), event.from())
                .orElseGet(
                        () ->
                                new Moved(
                                        sameWeekday(event.from()),
                                        new MovedDate.Why.SameWeekday(week(event.from()))));
    }

    private Moved moved(CampaignBrief campaign, LocalDate day) {
        var tie = campaign.event() == null ? Optional.<Moved>empty() : tied(campaign.event(), day);
        var moved =
                tie.orElseGet(
                        () ->
                                isByDate(campaign.recurrence())
                                        ? new Moved(
                                                day.plusYears(years), new MovedDate.Why.SameDate())
                                        : new Moved(
                                                sameWeekday(day),
                                                new MovedDate.Why.SameWeekday(week(day))));
        var inside = inside(moved.day());
        return inside.equals(moved.day()) ? moved : new Moved(inside, new MovedDate.Why.Inside());
    }

    private static boolean isByDate(@Nullable String rule) {
        return rule != null && BY_DATE.matcher(rule).find();
    }

    /** As far from the event as it was, on the event's day of the new year. */
    private Optional<Moved> tied(String key, LocalDate day) {
        var own = plan.calendar().stream().filter(event -> event.key().equals(key)).findFirst();
        if (own.isPresent()) {
            return Optional.of(tied(key, day, own.get().from(), moved(own.get()).day()));
        }
        return computed(key, day);
    }

    private Optional<Moved> computed(String key, LocalDate day) {
        return EventDays.nearest(key, day)
                .flatMap(
                        was ->
                                CommercialCalendar.find(key, was.from().getYear() + years)
                                        .map(KeyDate::from)
                                        .map(is -> tied(key, day, was.from(), is)));
    }

    private static Moved tied(String key, LocalDate day, LocalDate was, LocalDate is) {
        var days = ChronoUnit.DAYS.between(was, day);
        return new Moved(is.plusDays(days), new MovedDate.Why.Tied(key, days, was, is));
    }

    /** The same day of the same ISO week; a 53rd week that the year does not have is its 52nd. */
    private LocalDate sameWeekday(LocalDate day) {
        var year = day.get(IsoFields.WEEK_BASED_YEAR) + years;
        var middle = LocalDate.of(year, 7, 1);
        var weeks = IsoFields.WEEK_OF_WEEK_BASED_YEAR.rangeRefinedBy(middle).getMaximum();
        var week = Math.min(week(day), weeks);
        return LocalDate.of(year, 1, 4)
                .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week)
                .with(day.getDayOfWeek());
    }

    private static int week(LocalDate day) {
        return day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }

    private LocalDate inside(LocalDate day) {
        var inside = day;
        while (inside.isBefore(from)) {
            inside = inside.plusWeeks(1);
        }
        while (inside.isAfter(to)) {
            inside = inside.minusWeeks(1);
        }
        return inside;
    }

    /** Another tree for an item of a list. */
    @FunctionalInterface
    private interface Change {
        Map<String, Object> of(Map<String, Object> item, int index);
    }

    private static void replace(Map<String, Object> tree, String name, Change change) {
        if (!(tree.get(name) instanceof List<?> old)) {
            return;
        }
        var items = new ArrayList<Object>();
        for (var i = 0; i < old.size(); i++) {
            items.add(change.of(new LinkedHashMap<>(map(old.get(i))), i));
        }
        tree.put(name, items);
    }

    private static void put(Map<String, Object> tree, String name, List<Object> list) {
        if (list.isEmpty()) {
            tree.remove(name);
        } else {
            tree.put(name, list);
        }
    }

    @SuppressWarnings("unchecked") // the writer writes objects as maps by field name
    private static Map<String, Object> map(@Nullable Object tree) {
        return (Map<String, Object>) Objects.requireNonNull(tree);
    }
}
