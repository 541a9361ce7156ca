package org.marronnier.engine.diagnostic;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.campaign.CampaignKind;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.convention.Conventions.Stage;
import org.marronnier.domain.convention.Conventions.Touchpoint;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.journey.Journey.JourneyStep;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.scenario.Step;
import org.marronnier.domain.scenario.Trigger;

/**
 * Who speaks where: a programme speaks at its own stage, at those that its scenarios enter or aim
 * at, and at those of the journey steps that name it; one that names none speaks at all of them.
 */
final class Speaking {

    private final PlanDocument plan;
    private final Observed observed;
    private final List<String> stages;
    private final Map<String, Set<String>> reach = new LinkedHashMap<>();

    Speaking(PlanDocument plan, Observed observed) {
        this.plan = plan;
        this.observed = observed;
        this.stages = plan.conventions().stages().stream().map(Stage::key).toList();
        for (var programme : programmes()) {
            reach.put(programme.brief().key(), stagesOf(programme));
        }
    }

    Coverage coverage() {
        var rows = new ArrayList<Coverage.Row>();
        var wanted = wanted();
        for (var touchpoint : touchpoints()) {
            rows.add(
                    new Coverage.Row(
                            touchpoint,
                            stages.stream()
                                    .map(stage -> cell(touchpoint, stage, wanted))
                                    .toList()));
        }
        if (programmes().stream().anyMatch(programme -> programme.brief().touchpoint() == null)
                || rows.isEmpty()) {
            rows.add(
                    new Coverage.Row(
                            null,
                            stages.stream().map(stage -> cell(null, stage, wanted)).toList()));
        }
        return new Coverage(stages, rows, campaigns());
    }

    /** The channels that speak at each stage, scenarios and campaigns together. */
    Map<String, Set<Channel>> channels() {
        var channels = new LinkedHashMap<String, Set<Channel>>();
        stages.forEach(stage -> channels.put(stage, EnumSet.noneOf(Channel.class)));
        for (var programme : programmes()) {
            var spoken =
                    programme.scenarios().stream()
                            .filter(scenario -> scenario.status() != Status.ENDED)
                            .flatMap(scenario -> sends(scenario.brief().steps()))
                            .flatMap(send -> send.channels().stream())
                            .toList();
            reached(programme).forEach(stage -> add(channels, stage, spoken));
        }
        for (var campaign : plan.campaigns()) {
            if (campaign.brief().kind() != CampaignKind.HIGHLIGHT) {
                aimedAt(campaign.brief().target())
                        .forEach(stage -> add(channels, stage, campaign.brief().channels()));
            }
        }
        return channels;
    }

    /** How many contacts live where a programme speaks, as far as they were counted. */
    long contactsOf(PlanDocument.Programme programme) {
        return reached(programme).stream()
                .mapToLong(stage -> observed.contacts().getOrDefault(stage, 0L))
                .sum();
    }

    static Stream<Step.Send> sends(List<Step> steps) {
        return steps.stream()
                .flatMap(
                        step ->
                                switch (step) {
                                    case Step.Send send -> Stream.of(send);
                                    case Step.Branch branch ->
                                            Stream.concat(
                                                    sends(branch.then()),
                                                    sends(branch.otherwise()));
                                    case Step.Split split ->
                                            split.ways().stream()
                                                    .flatMap(way -> sends(way.steps()));
                                    case Step.WaitFor _, Step.WaitUntil _, Step.End _ ->
                                            Stream.empty();
                                });
    }

    private static void add(
            Map<String, Set<Channel>> channels, String stage, List<Channel> spoken) {
        var known = channels.get(stage);
        if (known != null) {
            known.addAll(spoken);
        }
    }

    private List<PlanDocument.Programme> programmes() {
        return plan.programmes().stream()
                .filter(programme -> programme.status() != Status.ENDED)
                .toList();
    }

    private Set<String> reached(PlanDocument.Programme programme) {
        return reach.getOrDefault(programme.brief().key(), Set.of());
    }

    private Set<String> stagesOf(PlanDocument.Programme programme) {
        var named = new LinkedHashSet<String>();
        var own = programme.brief().stage();
        if (own != null) {
            named.add(own);
        }
        for (var scenario : programme.scenarios()) {
            if (scenario.brief().trigger() instanceof Trigger.EntersStage(var stage)) {
                named.add(stage);
            }
            if (scenario.brief().target() != null) {
                named.addAll(stagesNamed(scenario.brief().target()));
            }
        }
        steps().filter(step -> step.programmes().contains(programme.brief().key()))
                .map(JourneyStep::stage)
                .filter(Objects::nonNull)
                .forEach(named::add);
        named.retainAll(stages);
        return named.isEmpty() ? new LinkedHashSet<>(stages) : named;
    }

    private Set<String> aimedAt(@Nullable Condition target) {
        var named = target == null ? Set.<String>of() : stagesNamed(target);
        return named.isEmpty() ? new LinkedHashSet<>(stages) : named;
    }

    /** The stages that a condition asks for; what stands under a "not" is not asked for. */
    private static Set<String> stagesNamed(Condition condition) {
        return switch (condition) {
            case Condition.InStage(var stage) -> Set.of(stage);
            case Condition.All(var parts) -> stagesNamed(parts);
            case Condition.Any(var parts) -> stagesNamed(parts);
            case Condition.Not _,
                    Condition.Attribute _,
                    Condition.YearsSince _,
                    Condition.Events _,
                    Condition.Messages _,
                    Condition.Consent _,
                    Condition.InSegment _ ->
                    Set.of();
        };
    }

    private static Set<String> stagesNamed(List<Condition> parts) {
        return parts.stream()
                .flatMap(part -> stagesNamed(part).stream())
                .collect(Collectors.toSet());
    }

    /**
     * Those of the conventions that something names first, then those that only programmes know.
     */
    private List<String> touchpoints() {
        var named = new LinkedHashSet<String>();
        programmes().stream()
                .map(programme -> programme.brief().touchpoint())
                .filter(Objects::nonNull)
                .forEach(named::add);
        steps().flatMap(step -> step.touchpoints().stream()).forEach(named::add);
        var known = plan.conventions().touchpoints().stream().map(Touchpoint::key).toList();
        var ordered =
                new LinkedHashSet<>(
                        named.isEmpty() ? known : known.stream().filter(named::contains).toList());
        ordered.addAll(named);
        return List.copyOf(ordered);
    }

    private record Place(String stage, String touchpoint) {}

    /**
     * The places where journeys want a voice and no programme answers; null where no journey names
     * a place, so that nothing says which places may stay empty.
     */
    private @Nullable Set<Place> wanted() {
        var placed =
                steps().filter(step -> step.stage() != null && !step.touchpoints().isEmpty())
                        .toList();
        if (placed.isEmpty()) {
            return null;
        }
        var known =
                programmes().stream()
                        .map(programme -> programme.brief().key())
                        .collect(Collectors.toSet());
        var wanted = new HashSet<Place>();
        for (var step : placed) {
            if (step.stage() != null && step.programmes().stream().noneMatch(known::contains)) {
                step.touchpoints()
                        .forEach(touchpoint -> wanted.add(new Place(step.stage(), touchpoint)));
            }
        }
        return wanted;
    }

    private Coverage.Cell cell(
            @Nullable String touchpoint, String stage, @Nullable Set<Place> wanted) {
        var here =
                programmes().stream()
                        .filter(
                                programme ->
                                        Objects.equals(programme.brief().touchpoint(), touchpoint)
                                                && reached(programme).contains(stage))
                        .toList();
        return new Coverage.Cell(
                stage,
                here.stream().map(programme -> programme.brief().key()).toList(),
                voice(touchpoint, stage, here, wanted));
    }

    private Coverage.Voice voice(
            @Nullable String touchpoint,
            String stage,
            List<PlanDocument.Programme> here,
            @Nullable Set<Place> wanted) {
        if (!here.isEmpty()) {
            return here.stream()
                            .flatMap(programme -> programme.scenarios().stream())
                            .anyMatch(scenario -> scenario.status().mayRun())
                    ? Coverage.Voice.SPOKEN
                    : Coverage.Voice.PLANNED;
        }
        if (!observed.isInhabited(stage)) {
            return Coverage.Voice.IDLE;
        }
        var silent = reach.values().stream().noneMatch(reached -> reached.contains(stage));
        var asked =
                wanted == null
                        || (touchpoint != null && wanted.contains(new Place(stage, touchpoint)));
        return silent || asked ? Coverage.Voice.SILENT : Coverage.Voice.IDLE;
    }

    private Map<String, Integer> campaigns() {
        var counts = new LinkedHashMap<String, Integer>();
        stages.forEach(stage -> counts.put(stage, 0));
        for (var campaign : plan.campaigns()) {
            aimedAt(campaign.brief().target())
                    .forEach(stage -> counts.computeIfPresent(stage, (_, count) -> count + 1));
        }
        return counts;
    }

    private Stream<JourneyStep> steps() {
        return plan.journeys().stream().flatMap(journey -> journey.steps().stream());
    }
}
