package org.marronnier.web.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.convention.Conventions.Touchpoint;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.journey.Journey;
import org.marronnier.domain.journey.Journey.JourneyStep;
import org.marronnier.domain.message.Intent;
import org.marronnier.engine.diagnostic.Diagnostic;
import org.marronnier.engine.diagnostic.Diagnostic.Concern;
import org.marronnier.engine.diagnostic.Finding;
import org.marronnier.web.condition.Names;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Saying;
import org.marronnier.web.shell.Sayings;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Findings in words, each with the place where it is mended. */
@Component
public final class FindingWords {

    private final Sayings sayings;
    private final Figures figures;

    FindingWords(Sayings sayings, Figures figures) {
        this.sayings = sayings;
        this.figures = figures;
    }

    /**
     * A finding as it is told.
     *
     * @param contacts how many contacts it concerns, in words; null where that is not known
     * @param page the pattern of the page that {@code href} leads to
     */
    public record Told(
            Finding.Gravity gravity,
            String icon,
            String title,
            String text,
            @Nullable String contacts,
            String href,
            String page,
            String act) {}

    public List<Told> tell(List<Concern> concerns, PlanDocument plan, Locale locale) {
        var teller = new Teller(plan, Names.of(plan), locale);
        return concerns.stream().map(teller::tell).toList();
    }

    private final class Teller {

        private final PlanDocument plan;
        private final Names names;
        private final Saying saying;

        Teller(PlanDocument plan, Names names, Locale locale) {
            this.plan = plan;
            this.names = names;
            this.saying = sayings.in(locale);
        }

        Told tell(Concern concern) {
            return switch (concern.finding()) {
                case Finding.SilentStage(var stage) ->
                        told(
                                concern,
                                "silent-stage",
                                "circle-dashed-plus",
                                newProgramme(stage, null),
                                names.stage(stage));
                case Finding.SilentMoments(var stage, var touchpoints) ->
                        told(
                                concern,
                                "silent-moments",
                                "circle-dashed-plus",
                                newProgramme(stage, touchpoints.getFirst()),
                                names.stage(stage),
                                joined(touchpoints.stream().map(this::touchpoint).toList(), "and"));
                case Finding.NoStages _ ->
                        told(concern, "no-stages", "timeline", page("/conventions"));
                case Finding.Newsletter(var share) ->
                        told(
                                concern,
                                "newsletter",
                                "mail-exclamation",
                                page("/campaigns"),
                                percent(share),
                                percent(Diagnostic.NEWSLETTER_TO));
                case Finding.Automation(var share) ->
                        told(
                                concern,
                                share < Diagnostic.AUTOMATED_FROM
                                        ? "automation-low"
                                        : "automation-high",
                                "robot",
                                page("/programmes"),
                                percent(share));
                case Finding.OneType(var type, var share) ->
                        told(
                                concern,
                                "one-type",
                                "scale",
                                page("/campaigns"),
                                saying.say("condition.type." + type),
                                percent(share));
                case Finding.NoType(var type) ->
                        told(
                                concern,
                                "no-type",
                                "scale",
                                page("/programmes"),
                                saying.say("condition.type." + type),
                                saying.say("finding.no-type." + type));
                case Finding.OneIntent(var intent, var share) ->
                        told(
                                concern,
                                "one-intent",
                                "scale",
                                page("/campaigns"),
                                intent(intent),
                                percent(share));
                case Finding.NoIntents(var intents) ->
                        told(
                                concern,
                                "no-intents",
                                "scale",
                                page("/programmes"),
                                joined(
                                        Arrays.stream(Intent.values())
                                                .filter(intents::contains)
                                                .map(this::intent)
                                                .toList(),
                                        "or"));
                case Finding.OneChannel(var channel) ->
                        told(
                                concern,
                                "one-channel",
                                "messages",
                                page("/programmes"),
                                saying.say("channel." + channel));
                case Finding.OneChannelAtStage(var stage, var channel) ->
                        told(
                                concern,
                                "one-channel-at-stage",
                                "messages",
                                page("/programmes"),
                                names.stage(stage),
                                saying.say("channel." + channel));
                case Finding.Opportunity(var journey, var step) ->
                        opportunity(concern, journey, step);
                case Finding.ProgrammeWithoutObjective(var programme) ->
                        told(
                                concern,
                                "no-objective",
                                "target",
                                programme(programme),
                                names.programme(programme));
                case Finding.ProgrammeWithoutScenario(var programme) ->
                        told(
                                concern,
                                "no-scenario",
                                "route",
                                programme(programme),
                                names.programme(programme));
                case Finding.ScenarioWithoutExit(var programme, var scenario) ->
                        told(
                                concern,
                                "no-exit",
                                "door-exit",
                                scenario(programme, scenario),
                                scenarioName(programme, scenario),
                                names.programme(programme));
                case Finding.ScenarioWithoutPurpose(var programme, var scenario) ->
                        told(
                                concern,
                                "no-purpose",
                                "shield-check",
                                scenario(programme, scenario),
                                scenarioName(programme, scenario),
                                names.programme(programme));
                case Finding.EmptySegment(var segment) ->
                        told(
                                concern,
                                "empty-segment",
                                "users",
                                segment(segment),
                                names.segment(segment));
                case Finding.SameSegments(var first, var second) ->
                        told(
                                concern,
                                "same-segments",
                                "users",
                                segment(second),
                                names.segment(first),
                                names.segment(second));
                case Finding.OverlappingSegments(var smaller, var larger, var share) ->
                        told(
                                concern,
                                "overlapping-segments",
                                "users",
                                segment(smaller),
                                names.segment(smaller),
                                names.segment(larger),
                                percent(share));
            };
        }

        private Told opportunity(Concern concern, String journeyKey, String stepKey) {
            var journey =
                    plan.journeys().stream()
                            .filter(one -> one.key().equals(journeyKey))
                            .findFirst();
            var step =
                    journey.stream()
                            .flatMap(one -> one.steps().stream())
                            .filter(one -> one.key().equals(stepKey))
                            .findFirst();
            return told(
                    concern,
                    "opportunity",
                    "bulb",
                    new Place("/journeys/" + journeyKey, "/journeys/{key}"),
                    journey.map(Journey::name).orElse(journeyKey),
                    step.map(JourneyStep::name).orElse(stepKey),
                    step.map(JourneyStep::opportunity).orElse(""));
        }

        private Told told(
                Concern concern, String word, String icon, Place place, String... values) {
            return new Told(
                    concern.finding().gravity(),
                    icon,
                    saying.say("finding." + word + ".title", (Object[]) values),
                    saying.say("finding." + word + ".text", (Object[]) values),
                    contacts(concern.contacts()),
                    place.href(),
                    place.page(),
                    saying.say("finding." + word + ".act"));
        }

        private @Nullable String contacts(long contacts) {
            return contacts == 0
                    ? null
                    : saying.say(
                            contacts == 1 ? "finding.contacts.one" : "finding.contacts.other",
                            figures.number(contacts));
        }

        private String touchpoint(String key) {
            return plan.conventions().touchpoints().stream()
                    .filter(one -> one.key().equals(key))
                    .map(Touchpoint::name)
                    .findFirst()
                    .orElse(key);
        }

        /** Scenarios of two programmes may have the same key. */
        private String scenarioName(String programme, String scenario) {
            return plan.programmes().stream()
                    .filter(one -> one.brief().key().equals(programme))
                    .flatMap(one -> one.scenarios().stream())
                    .filter(one -> one.brief().key().equals(scenario))
                    .map(one -> one.brief().name())
                    .findFirst()
                    .orElse(scenario);
        }

        private String intent(Intent intent) {
            return saying.say("finding.intent." + intent);
        }

        private String percent(double share) {
            return figures.percent(share, 0);
        }

        private String joined(List<String> parts, String word) {
            return parts.size() < 2
                    ? String.join("", parts)
                    : parts.subList(0, parts.size() - 1).stream()
                                    .collect(Collectors.joining(saying.say("condition.comma")))
                            + saying.say("condition." + word)
                            + parts.getLast();
        }
    }

    /** A page, and the pattern by which it is mapped. */
    private record Place(String href, String page) {}

    private static Place page(String path) {
        return new Place(path, path);
    }

    private static Place programme(String key) {
        return new Place("/programmes/" + key, "/programmes/{key}");
    }

    private static Place scenario(String programme, String key) {
        return new Place(
                "/programmes/" + programme + "/scenarios/" + key,
                "/programmes/{programme}/scenarios/{key}");
    }

    private static Place segment(String key) {
        return new Place("/segments/" + key, "/segments/{key}");
    }

    static String newProgrammeAt(@Nullable String stage, @Nullable String touchpoint) {
        var address = UriComponentsBuilder.fromPath("/programmes/new");
        if (stage != null) {
            address.queryParam("stage", stage);
        }
        if (touchpoint != null) {
            address.queryParam("touchpoint", touchpoint);
        }
        return address.encode().toUriString();
    }

    private static Place newProgramme(@Nullable String stage, @Nullable String touchpoint) {
        return new Place(newProgrammeAt(stage, touchpoint), "/programmes/new");
    }
}
