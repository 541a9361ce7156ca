package org.marronnier.web.scenario;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.marronnier.domain.audience.SeenFacts;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.contact.InboundEvents;
import org.marronnier.domain.document.DocumentWord;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.message.Intent;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.template.Template;
import org.marronnier.web.shell.Option;
import org.marronnier.web.shell.Options;
import org.marronnier.web.shell.PlanOptions;
import org.marronnier.web.shell.Saying;
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
        var saying = new Saying(messages, locale);
        var options = new Options(saying);
        var named = new PlanOptions(plan);
        return Map.ofEntries(
                Map.entry("types", options.constants(MessageType.values(), "type.")),
                Map.entry(
                        "intents",
                        orNone(
                                options,
                                options.constants(
                                        Intent.values(), DocumentWord::dashed, "intent."))),
                Map.entry("purposes", orNone(options, named.purposes())),
                Map.entry("templates", orNone(options, templates(plan, saying))),
                Map.entry(
                        "channels",
                        orNone(options, options.constants(Channel.values(), "channel."))),
                Map.entry(
                        "capped",
                        options.constants(
                                WhenCapped.values(), DocumentWord::camel, "scenario.capped.")),
                Map.entry("units", options.words(UNITS, "scenario.unit.")),
                Map.entry("operators", options.words(OPERATORS, "scenario.operator.")),
                Map.entry("days", orNone(options, days(locale))),
                Map.entry(
                        "reentries",
                        options.words(List.of("once", "always", "after"), "scenario.reentry.")),
                Map.entry("programmes", named.programmes()),
                Map.entry("segments", named.segments()),
                Map.entry("stages", named.stages()),
                Map.entry("events", events(plan)),
                Map.entry(
                        "kinds",
                        options.words(
                                Arrays.stream(TriggerForm.Kind.values())
                                        .map(TriggerForm.Kind::word)
                                        .toList(),
                                "trigger.kind.")));
    }

    private static List<Option> orNone(Options options, List<Option> some) {
        return options.orNone("scenario.none", some);
    }

    private static List<Option> templates(PlanDocument plan, Saying saying) {
        return Options.of(
                plan.templates(),
                Template::key,
                template ->
                        saying.say("channel." + template.channel())
                                + " · "
                                + (template.subject() == null
                                        ? template.key()
                                        : template.subject()));
    }

    private static List<Option> days(Locale locale) {
        return Options.of(
                List.of(DayOfWeek.values()),
                day -> day.name().substring(0, 3),
                day -> day.getDisplayName(TextStyle.FULL, locale));
    }

    /** The types of events that were seen, the plan's own sale, and what comes from contacts. */
    private List<Option> events(PlanDocument plan) {
        return Stream.of(
                        List.of(plan.plan().saleEvent()),
                        InboundEvents.TYPES,
                        facts.seen().events().keySet())
                .flatMap(Collection::stream)
                .distinct()
                .sorted()
                .map(type -> new Option(type, ""))
                .toList();
    }
}
