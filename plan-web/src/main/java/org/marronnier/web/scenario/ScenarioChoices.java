package org.marronnier.web.scenario;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.marronnier.domain.audience.SeenFacts;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.message.Intent;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.web.shell.Option;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What the fields of a scenario offer to choose from. */
@Component
class ScenarioChoices {

    private static final List<String> OPERATORS =
            List.of(
                    "eq",
                    "ne",
                    "gte",
                    "lte",
                    "gt",
                    "lt",
                    "in",
                    "notIn",
                    "contains",
                    "startsWith",
                    "present",
                    "missing");
    private static final List<String> UNITS =
            List.of("MINUTE", "HOUR", "DAY", "WEEK", "MONTH", "YEAR", "ISO");

    private final SeenFacts facts;
    private final MessageSource messages;

    ScenarioChoices(SeenFacts facts, MessageSource messages) {
        this.facts = facts;
        this.messages = messages;
    }

    /** The options by the name of the field. */
    Map<String, List<Option>> of(PlanDocument plan, Locale locale) {
        var say = new Saying(locale);
        return Map.ofEntries(
                Map.entry("types", say.each("type.", MessageType.values())),
                Map.entry("intents", say.optional("intent.", Intent.values())),
                Map.entry(
                        "purposes",
                        say.none(
                                plan.conventions().purposes().stream()
                                        .map(one -> new Option(one.key(), one.name())))),
                Map.entry("templates", templates(plan, say)),
                Map.entry("channels", say.optional("channel.", Channel.values())),
                Map.entry("capped", capped(say)),
                Map.entry("units", say.words("scenario.unit.", UNITS)),
                Map.entry("operators", say.words("scenario.operator.", OPERATORS)),
                Map.entry("days", days(say)),
                Map.entry(
                        "reentries",
                        say.words("scenario.reentry.", List.of("once", "always", "after"))),
                Map.entry(
                        "segments",
                        plan.segments().stream()
                                .map(one -> new Option(one.key(), one.name()))
                                .toList()),
                Map.entry(
                        "stages",
                        plan.conventions().stages().stream()
                                .map(one -> new Option(one.key(), one.name()))
                                .toList()),
                Map.entry("events", events(plan)),
                Map.entry(
                        "kinds",
                        say.words(
                                "trigger.kind.",
                                Arrays.stream(TriggerForm.Kind.values())
                                        .map(TriggerForm.Kind::word)
                                        .toList())));
    }

    private static List<Option> templates(PlanDocument plan, Saying say) {
        return say.none(
                plan.templates().stream()
                        .map(
                                template ->
                                        new Option(
                                                template.key(),
                                                say.say("channel." + template.channel())
                                                        + " · "
                                                        + (template.subject() == null
                                                                ? template.key()
                                                                : template.subject()))));
    }

    private static List<Option> capped(Saying say) {
        return Arrays.stream(WhenCapped.values())
                .map(
                        one ->
                                new Option(
                                        switch (one) {
                                            case DEFER -> "defer";
                                            case DROP -> "drop";
                                            case NEXT_CHANNEL -> "nextChannel";
                                        },
                                        say.say("scenario.capped." + one)))
                .toList();
    }

    private static List<Option> days(Saying say) {
        return say.none(
                Arrays.stream(DayOfWeek.values())
                        .map(
                                day ->
                                        new Option(
                                                day.name().substring(0, 3),
                                                day.getDisplayName(TextStyle.FULL, say.locale))));
    }

    /** The types of events that were seen, and the plan's own sale. */
    private List<Option> events(PlanDocument plan) {
        return Stream.concat(
                        Stream.of(plan.plan().saleEvent()), facts.seen().events().keySet().stream())
                .distinct()
                .sorted()
                .map(type -> new Option(type, ""))
                .toList();
    }

    private final class Saying {

        private final Locale locale;

        Saying(Locale locale) {
            this.locale = locale;
        }

        String say(String key) {
            return messages.getMessage(key, null, locale);
        }

        List<Option> words(String prefix, List<String> words) {
            return words.stream().map(word -> new Option(word, say(prefix + word))).toList();
        }

        List<Option> each(String prefix, Enum<?>[] values) {
            return Arrays.stream(values)
                    .map(value -> new Option(value.name(), say(prefix + value)))
                    .toList();
        }

        /** The intents of the document are in lower case, everything else as it is. */
        List<Option> optional(String prefix, Enum<?>[] values) {
            return none(
                    Arrays.stream(values)
                            .map(
                                    value ->
                                            new Option(
                                                    value instanceof Intent
                                                            ? value.name().toLowerCase(Locale.ROOT)
                                                            : value.name(),
                                                    say(prefix + value))));
        }

        List<Option> none(Stream<Option> options) {
            var all = new ArrayList<Option>();
            all.add(new Option("", say("scenario.none")));
            options.forEach(all::add);
            return all;
        }
    }
}
