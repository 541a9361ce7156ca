package org.marronnier.web.rule;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.message.MessageType;
import org.marronnier.engine.calendar.Region;
import org.marronnier.web.shell.Option;
import org.marronnier.web.shell.Options;
import org.marronnier.web.shell.PlanOptions;
import org.springframework.context.MessageSource;
import org.springframework.ui.Model;

/** What the forms of rules have to choose from. */
final class RuleOptions {

    private static final List<String> CALENDAR = List.of("day", "week", "month", "quarter", "year");
    private static final List<String> UNITS =
            List.of("MINUTE", "HOUR", "DAY", "WEEK", "MONTH", "ISO");
    private static final List<String> PATTERNS = List.of("weekly", "dates", "publicHolidays");

    private final Options options;
    private final Locale locale;

    RuleOptions(MessageSource messages, Locale locale) {
        this.options = new Options(messages, locale);
        this.locale = locale;
    }

    /** Channels and types. */
    void scope(Model model) {
        model.addAttribute("channels", options.constants(Channel.values(), "channel."));
        model.addAttribute("types", options.constants(MessageType.values(), "type."));
    }

    void pressure(PlanDocument plan, Model model) {
        var named = new PlanOptions(plan);
        model.addAttribute("programmes", named.programmes());
        model.addAttribute("purposes", named.purposes());
        model.addAttribute("segments", options.orNone("rules.segment.none", named.segments()));
        model.addAttribute("choices", Map.of("units", options.words(UNITS, "scenario.unit.")));
        model.addAttribute("units", options.words(List.of("person", "household"), "rules.unit."));
        model.addAttribute(
                "windows",
                options.words(
                        Stream.concat(Stream.of(PressureForm.ROLLING), CALENDAR.stream()).toList(),
                        "rules.window."));
    }

    void quiet(Model model) {
        model.addAttribute("patterns", options.words(PATTERNS, "rules.pattern."));
        model.addAttribute(
                "days",
                Options.of(
                        List.of(DayOfWeek.values()),
                        day -> day.name().substring(0, 3),
                        day -> day.getDisplayName(TextStyle.FULL, locale)));
        model.addAttribute(
                "countries",
                Stream.of(Region.values())
                        .map(region -> new Option(region.code(), region.name(locale)))
                        .toList());
    }
}
