package org.marronnier.web.conflict;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.marronnier.domain.calendar.CalendarEvent;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.engine.calendar.CommercialCalendar;
import org.marronnier.engine.conflict.Conflict;
import org.marronnier.web.condition.Names;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Sayings;
import org.springframework.stereotype.Component;

/** Says what does not fit in a plan, and where that is mended. */
@Component
public final class ConflictSentences {

    /** A sentence and the page where something can be done about it. */
    public record Line(String text, String href) {}

    private final Figures figures;
    private final Sayings sayings;

    ConflictSentences(Figures figures, Sayings sayings) {
        this.figures = figures;
        this.sayings = sayings;
    }

    public List<Line> of(List<Conflict> conflicts, PlanDocument plan, Locale locale) {
        var names = Names.of(plan);
        return conflicts.stream().map(conflict -> line(conflict, plan, names, locale)).toList();
    }

    private Line line(Conflict conflict, PlanDocument plan, Names names, Locale locale) {
        return switch (conflict) {
            case Conflict.SameSegment(var day, var days, var segment, var campaigns) ->
                    new Line(
                            sayings.say(
                                    days == 1 ? "conflict.segment.one" : "conflict.segment.other",
                                    locale,
                                    segment == null
                                            ? sayings.say("facet.none.segment", locale)
                                            : names.segment(segment),
                                    campaigns.stream()
                                            .map(key -> quoted(names.campaign(key), locale))
                                            .collect(Collectors.joining(", ")),
                                    day(day),
                                    figures.number(days)),
                            "/calendar?view=week&date=" + day);
            case Conflict.Quiet(var campaign, var at, var occurrences, var periods) ->
                    new Line(
                            sayings.say(
                                    occurrences == 1
                                            ? "conflict.quiet.one"
                                            : "conflict.quiet.other",
                                    locale,
                                    names.campaign(campaign),
                                    time(at, locale),
                                    periods(periods, plan, locale),
                                    figures.number(occurrences)),
                            page(campaign));
            case Conflict.NoTemplate(var campaign) ->
                    new Line(
                            sayings.say("conflict.template", locale, names.campaign(campaign)),
                            page(campaign));
            case Conflict.Nobody(var campaign) ->
                    new Line(
                            sayings.say("conflict.nobody", locale, names.campaign(campaign)),
                            page(campaign));
            case Conflict.NothingPlanned(var event, var from) ->
                    new Line(
                            sayings.say(
                                    "conflict.event",
                                    locale,
                                    event(event, from, plan, locale),
                                    day(from)),
                            "/calendar?view=month&date=" + from);
        };
    }

    /** What an event is called: one of the plan's own, or one of the marronnier. */
    public String event(String key, LocalDate near, PlanDocument plan, Locale locale) {
        return plan.calendar().stream()
                .filter(event -> event.key().equals(key))
                .map(CalendarEvent::name)
                .findFirst()
                .or(
                        () ->
                                CommercialCalendar.find(key, near.getYear())
                                        .map(date -> date.name(locale)))
                .orElse(key);
    }

    private String periods(List<String> keys, PlanDocument plan, Locale locale) {
        return plan.quiet().stream()
                .filter(period -> keys.contains(period.key()))
                .map(period -> period(period, locale))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private String period(QuietPeriod period, Locale locale) {
        return switch (period.pattern()) {
            case QuietPeriod.Weekly weekly ->
                    sayings.say(
                            "conflict.quiet.weekly",
                            locale,
                            figures.timeInText(weekly.from()),
                            figures.timeInText(weekly.to()));
            case QuietPeriod.Dates(var from, var to) ->
                    sayings.say("conflict.quiet.dates", locale, day(from), day(to));
            case QuietPeriod.PublicHolidays _ -> sayings.say("conflict.quiet.holidays", locale);
        };
    }

    private String quoted(String name, Locale locale) {
        return sayings.say("conflict.quoted", locale, name);
    }

    private String day(LocalDate day) {
        return figures.day(day);
    }

    private String time(LocalDateTime at, Locale locale) {
        return sayings.say(
                "campaign.day-and-time",
                locale,
                figures.day(at.toLocalDate()),
                figures.timeInText(at.toLocalTime()));
    }

    private static String page(String campaign) {
        return "/campaigns/" + campaign;
    }
}
