package org.marronnier.domain.document;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.convention.Conventions;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.programme.ProgrammeBrief;
import org.marronnier.domain.scenario.Step;
import org.marronnier.domain.segment.Segment;
import org.marronnier.domain.template.Template;

/**
 * What a document becomes when whoever brings it in may not approve: approved and live items come
 * in as submitted. One that was approved before stays so where neither it nor what it leans on
 * (templates, segments, stages) has changed.
 */
public final class ApprovalGate {

    private final @Nullable PlanDocument before;
    private final PlanDocument after;
    private final Set<String> sameTemplates;
    private final Set<String> changedSegments;
    private final boolean sameStages;

    private ApprovalGate(@Nullable PlanDocument before, PlanDocument after) {
        this.before = before;
        this.after = after;
        this.sameTemplates =
                before == null
                        ? Set.of()
                        : same(before.templates(), after.templates(), Template::key);
        this.changedSegments = before == null ? Set.of() : changedSegments(before, after);
        this.sameStages =
                before != null
                        && before.conventions().stages().equals(after.conventions().stages())
                        && !stagesLeanOn(after.conventions(), changedSegments);
    }

    /** The document as it may come in. */
    public static PlanDocument asSubmitted(Optional<PlanDocument> before, PlanDocument after) {
        return new ApprovalGate(before.orElse(null), after).document();
    }

    private PlanDocument document() {
        Map<String, PlanDocument.Campaign> campaigns = new HashMap<>();
        Map<String, PlanDocument.Programme> programmes = new HashMap<>();
        if (before != null) {
            before.campaigns().forEach(campaign -> campaigns.put(campaign.brief().key(), campaign));
            before.programmes()
                    .forEach(programme -> programmes.put(programme.brief().key(), programme));
        }
        return new PlanDocument(
                after.plan(),
                after.conventions(),
                after.journeys(),
                after.segments(),
                after.pressure(),
                after.quiet(),
                after.capacity(),
                after.objectives(),
                after.kpis(),
                after.templates(),
                after.programmes().stream()
                        .map(asked -> programme(programmes.get(asked.brief().key()), asked))
                        .toList(),
                after.campaigns().stream()
                        .map(asked -> campaign(campaigns.get(asked.brief().key()), asked))
                        .toList(),
                after.calendar());
    }

    private PlanDocument.Campaign campaign(
            PlanDocument.@Nullable Campaign was, PlanDocument.Campaign asked) {
        var brief = asked.brief();
        var stays =
                was != null
                        && was.brief().equals(brief)
                        && areSame(Stream.ofNullable(brief.template()))
                        && areSame(brief.target());
        return new PlanDocument.Campaign(
                brief, status(was == null ? null : was.status(), asked.status(), stays));
    }

    private PlanDocument.Programme programme(
            PlanDocument.@Nullable Programme was, PlanDocument.Programme asked) {
        var sameProgramme =
                was != null && was.brief().equals(asked.brief()) && sameSegment(asked.brief());
        Map<String, PlanDocument.Scenario> scenarios =
                was == null
                        ? Map.of()
                        : was.scenarios().stream()
                                .collect(
                                        Collectors.toMap(
                                                s -> s.brief().key(), Function.identity()));
        return new PlanDocument.Programme(
                asked.brief(),
                status(was == null ? null : was.status(), asked.status(), sameProgramme),
                asked.scenarios().stream()
                        .map(
                                scenario ->
                                        scenario(
                                                scenarios.get(scenario.brief().key()),
                                                scenario,
                                                sameProgramme))
                        .toList());
    }

    private PlanDocument.Scenario scenario(
            PlanDocument.@Nullable Scenario was,
            PlanDocument.Scenario asked,
            boolean sameProgramme) {
        var brief = asked.brief();
        var stays =
                sameProgramme
                        && was != null
                        && was.brief().equals(brief)
                        && areSame(brief.steps().stream().flatMap(ApprovalGate::templates))
                        && areSame(brief.target())
                        && areSame(brief.exit())
                        && brief.steps().stream()
                                .flatMap(ApprovalGate::conditions)
                                .allMatch(this::areSame);
        return new PlanDocument.Scenario(
                brief, status(was == null ? null : was.status(), asked.status(), stays));
    }

    private static Status status(@Nullable Status was, Status asked, boolean stays) {
        return asked.mayRun() && !(stays && was != null && was.mayRun()) ? Status.SUBMITTED : asked;
    }

    private boolean sameSegment(ProgrammeBrief brief) {
        return brief.segment() == null || !changedSegments.contains(brief.segment());
    }

    private boolean areSame(Stream<String> templates) {
        return templates.allMatch(sameTemplates::contains);
    }

    private boolean areSame(@Nullable Condition condition) {
        return condition == null
                || condition
                        .walk()
                        .allMatch(
                                part ->
                                        switch (part) {
                                            case Condition.InSegment in ->
                                                    !changedSegments.contains(in.segment());
                                            case Condition.InStage _ -> sameStages;
                                            case Condition.All _,
                                                    Condition.Any _,
                                                    Condition.Not _,
                                                    Condition.Attribute _,
                                                    Condition.YearsSince _,
                                                    Condition.Events _,
                                                    Condition.Messages _,
                                                    Condition.Consent _ ->
                                                    true;
                                        });
    }

    /**
     * The segments that say something else, or lean on one that does; a stage that changed changes
     * all that name one.
     */
    private static Set<String> changedSegments(PlanDocument before, PlanDocument after) {
        var same = same(before.segments(), after.segments(), Segment::key);
        var stages = before.conventions().stages().equals(after.conventions().stages());
        Map<String, Set<String>> usedBy = new HashMap<>();
        var queue = new ArrayDeque<String>();
        for (var segment : after.segments()) {
            var names = named(segment.when());
            names.forEach(
                    name -> usedBy.computeIfAbsent(name, _ -> new HashSet<>()).add(segment.key()));
            var namesStage = segment.when().walk().anyMatch(Condition.InStage.class::isInstance);
            if (!same.contains(segment.key()) || (namesStage && !stages)) {
                queue.add(segment.key());
            }
        }
        var changed = new HashSet<String>();
        while (!queue.isEmpty()) {
            var key = queue.remove();
            if (changed.add(key)) {
                queue.addAll(usedBy.getOrDefault(key, Set.of()));
            }
        }
        if (stagesLeanOn(after.conventions(), changed)) {
            after.segments().stream()
                    .filter(
                            segment ->
                                    segment.when()
                                            .walk()
                                            .anyMatch(Condition.InStage.class::isInstance))
                    .map(Segment::key)
                    .forEach(changed::add);
        }
        return changed;
    }

    private static boolean stagesLeanOn(Conventions conventions, Set<String> segments) {
        return conventions.stages().stream()
                .flatMap(stage -> named(stage.when()).stream())
                .anyMatch(segments::contains);
    }

    private static Set<String> named(Condition condition) {
        return condition
                .walk()
                .filter(Condition.InSegment.class::isInstance)
                .map(part -> ((Condition.InSegment) part).segment())
                .collect(Collectors.toSet());
    }

    private static Stream<String> templates(Step step) {
        return switch (step) {
            case Step.Send send -> Stream.of(send.template());
            case Step.Branch branch ->
                    Stream.concat(branch.then().stream(), branch.otherwise().stream())
                            .flatMap(ApprovalGate::templates);
            case Step.Split split ->
                    split.ways().stream()
                            .flatMap(way -> way.steps().stream())
                            .flatMap(ApprovalGate::templates);
            case Step.WaitFor _, Step.WaitUntil _, Step.End _ -> Stream.empty();
        };
    }

    private static Stream<Condition> conditions(Step step) {
        return switch (step) {
            case Step.Branch branch ->
                    Stream.concat(
                            Stream.of(branch.condition()),
                            Stream.concat(branch.then().stream(), branch.otherwise().stream())
                                    .flatMap(ApprovalGate::conditions));
            case Step.Split split ->
                    split.ways().stream()
                            .flatMap(way -> way.steps().stream())
                            .flatMap(ApprovalGate::conditions);
            case Step.Send _, Step.WaitFor _, Step.WaitUntil _, Step.End _ -> Stream.empty();
        };
    }

    private static <T> Set<String> same(List<T> before, List<T> after, Function<T, String> key) {
        Map<String, T> known = before.stream().collect(Collectors.toMap(key, Function.identity()));
        return after.stream()
                .filter(item -> Objects.equals(known.get(key.apply(item)), item))
                .map(key)
                .collect(Collectors.toSet());
    }
}
