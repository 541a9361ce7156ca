package org.marronnier.web.campaign;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.engine.calendar.Occurrences;
import org.marronnier.web.condition.Plural;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Sayings;
import org.springframework.stereotype.Component;

/** Recurrences in words, such as "every 2 weeks, on Monday, until 30 June 2027". */
@Component("recurrences")
public final class RecurrenceSentences {

    private static final int NEXT = 5;

    private final Sayings sayings;
    private final Figures figures;

    RecurrenceSentences(Sayings sayings, Figures figures) {
        this.sayings = sayings;
        this.figures = figures;
    }

    /**
     * What a rule means; the rule itself where it is beyond these words, empty where it is none.
     */
    public String of(@Nullable String rule, Locale locale) {
        var repetition = Repetition.of(rule);
        return switch (repetition.frequency()) {
            case NONE -> "";
            case RULE -> sayings.say("recurrence.rule", locale, String.valueOf(rule));
            case DAILY, WEEKLY, MONTHLY, YEARLY -> sentence(repetition, locale);
        };
    }

    /**
     * The next few occurrences; the first ones where all are over, and nothing where its rule is
     * none.
     */
    Optional<List<LocalDateTime>> next(CampaignBrief campaign, ZoneId zone, LocalDateTime now) {
        try {
            var occurrences = Occurrences.of(campaign, zone);
            var coming = first(occurrences, now);
            return Optional.of(coming.isEmpty() ? first(occurrences, LocalDateTime.MIN) : coming);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** The weekday that a rule writes, in words. */
    public String day(String day, Locale locale) {
        return DayOfWeek.of(Repetition.WEEK.indexOf(day) + 1)
                .getDisplayName(TextStyle.FULL, locale);
    }

    private static List<LocalDateTime> first(Occurrences occurrences, LocalDateTime from) {
        var found = new ArrayList<LocalDateTime>();
        var all = occurrences.from(from);
        while (found.size() < NEXT && all.hasNext()) {
            found.add(all.next());
        }
        return found;
    }

    private String sentence(Repetition one, Locale locale) {
        var every =
                one.every().equals("1")
                        ? sayings.say("recurrence." + one.frequency() + ".one", locale)
                        : sayings.say(
                                "recurrence." + one.frequency() + ".other", locale, one.every());
        return every + on(one, locale) + end(one, locale);
    }

    private String on(Repetition one, Locale locale) {
        return switch (one.frequency()) {
            case WEEKLY ->
                    one.days().isEmpty()
                            ? ""
                            : sayings.say(
                                    "recurrence.on",
                                    locale,
                                    joined(
                                            one.days().stream()
                                                    .map(
                                                            day ->
                                                                    sayings.say(
                                                                            "recurrence.day",
                                                                            locale,
                                                                            day(day, locale)))
                                                    .toList(),
                                            locale));
            case MONTHLY ->
                    switch (one.monthly()) {
                        case SAME -> "";
                        case LAST -> sayings.say("recurrence.last", locale);
                        case NTH ->
                                sayings.say(
                                        "recurrence.nth." + one.nth().replace("-1", "last"),
                                        locale,
                                        day(one.nthDay(), locale));
                    };
            case NONE, DAILY, YEARLY, RULE -> "";
        };
    }

    private String end(Repetition one, Locale locale) {
        return switch (one.end()) {
            case NEVER -> "";
            case UNTIL -> sayings.say("recurrence.until", locale, date(one.until()));
            case COUNT ->
                    one.count().matches("\\d{1,9}")
                            ? sayings.say(
                                    "recurrence.count."
                                            + Plural.of(Long.parseLong(one.count()), locale),
                                    locale,
                                    one.count())
                            : "";
        };
    }

    private String date(String until) {
        try {
            return figures.date(LocalDate.parse(until));
        } catch (DateTimeException _) {
            return until;
        }
    }

    private String joined(List<String> parts, Locale locale) {
        if (parts.size() < 2) {
            return String.join("", parts);
        }
        return String.join(", ", parts.subList(0, parts.size() - 1))
                + sayings.say("recurrence.and", locale)
                + parts.getLast();
    }
}
