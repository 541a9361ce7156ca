package org.marronnier.scheduler.enrolment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.fact.RecordedFacts;
import org.marronnier.domain.scenario.Step;
import org.marronnier.engine.condition.ConditionPredicates;
import org.marronnier.engine.condition.FactSheets;
import org.marronnier.engine.scenario.Course;
import org.marronnier.scheduler.decision.PlanRules;
import org.marronnier.scheduler.scenario.LiveScenario;
import org.marronnier.scheduler.scenario.LiveScenarios;
import org.springframework.stereotype.Component;

/**
 * The conditions of scenarios: exits, targets, branches. They are compiled once for all editions of
 * a plan that somebody walks by, so that the facts of contacts in any of them are read together.
 */
@Component
class EditionTests {

    private static final int NONE = -1;

    private final LiveScenarios live;
    private final RecordedFacts recorded;
    private final Map<String, Compiled> byPlan = new ConcurrentHashMap<>();

    EditionTests(LiveScenarios live, RecordedFacts recorded) {
        this.live = live;
        this.recorded = recorded;
    }

    /** Where the conditions of an edition stand among all. */
    private record Places(
            long scenario,
            Course course,
            int exit,
            int target,
            Map<String, Integer> branches,
            boolean readable) {}

    private record Compiled(
            PlanRules rules,
            Map<Long, Places> places,
            List<Condition> conditions,
            ConditionPredicates predicates) {

        boolean holds(PlanRules now, Map<Long, LiveScenario> editions) {
            return rules.equals(now) && places.keySet().containsAll(editions.keySet());
        }
    }

    /** The facts of some contacts, told for an instant; for one thread. */
    static final class Told {

        private final Compiled compiled;
        private final FactSheets sheets;
        private final Instant at;

        private Told(Compiled compiled, FactSheets sheets, Instant at) {
            this.compiled = compiled;
            this.sheets = sheets;
            this.at = at;
        }

        Course course(long edition) {
            return places(edition).course;
        }

        /**
         * Whether a contact leaves.
         *
         * @throws IllegalStateException when a condition of the edition cannot be evaluated
         */
        boolean exits(long edition, long contact) {
            var places = readable(edition);
            return places.exit != NONE && holds(places.exit, contact);
        }

        /** Whether a contact is one that the edition means; nobody where that cannot be read. */
        boolean isMeant(long edition, long contact) {
            var places = places(edition);
            return places.readable && holds(places.target, contact);
        }

        boolean branches(long edition, String step, long contact) {
            return holds(Objects.requireNonNull(readable(edition).branches.get(step)), contact);
        }

        private boolean holds(int place, long contact) {
            return sheets.of(contact)
                    .filter(sheet -> compiled.predicates.get(place).test(sheet, at))
                    .isPresent();
        }

        private Places readable(long edition) {
            var places = places(edition);
            if (!places.readable) {
                throw new IllegalStateException("CONDITION_UNREADABLE");
            }
            return places;
        }

        private Places places(long edition) {
            return Objects.requireNonNull(compiled.places.get(edition));
        }
    }

    /**
     * Reads what the conditions need of contacts.
     *
     * @param editions those that the contacts walk by, all of one plan, with their scenario
     */
    Told tell(
            PlanRules rules,
            Map<Long, LiveScenario> editions,
            Collection<Long> contacts,
            Instant at) {
        var compiled =
                byPlan.compute(
                        rules.key(),
                        (_, known) ->
                                known != null && known.holds(rules, editions)
                                        ? known
                                        : compile(rules, editions, known));
        var sheets = compiled.predicates.sheets();
        recorded.tell(contacts, compiled.predicates.needed(), at, sheets);
        return new Told(compiled, sheets, at);
    }

    /** Those that were walked by before are among them, as long as their scenario is in service. */
    private Compiled compile(
            PlanRules rules, Map<Long, LiveScenario> editions, @Nullable Compiled known) {
        var all = new HashMap<>(editions);
        for (var scenario : live.all()) {
            if (scenario.plan().equals(rules.key())) {
                all.putIfAbsent(scenario.edition(), scenario);
            }
        }
        if (known != null && known.rules.equals(rules)) {
            known.places.forEach(
                    (edition, places) ->
                            live.find(places.scenario)
                                    .ifPresent(one -> all.putIfAbsent(edition, one)));
        }
        var conditions = new ArrayList<Condition>();
        var places = new HashMap<Long, Places>();
        all.forEach(
                (edition, scenario) ->
                        places.put(edition, places(edition, scenario, rules, conditions)));
        return new Compiled(
                rules,
                Map.copyOf(places),
                List.copyOf(conditions),
                ConditionPredicates.compile(conditions, rules.vocabulary()));
    }

    private Places places(
            long edition, LiveScenario scenario, PlanRules rules, List<Condition> conditions) {
        var brief = live.edition(edition);
        var course = Course.of(brief);
        var own = new ArrayList<Condition>();
        var exit = brief.exit() == null ? NONE : add(brief.exit(), own);
        var target = add(scenario.target(brief), own);
        var branches = new HashMap<String, Integer>();
        for (var placed : course.all()) {
            if (placed.step() instanceof Step.Branch branch) {
                branches.put(placed.path().text(), add(branch.condition(), own));
            }
        }
        try {
            ConditionPredicates.compile(own, rules.vocabulary());
        } catch (IllegalArgumentException e) {
            return new Places(scenario.id(), course, NONE, NONE, Map.of(), false);
        }
        var offset = conditions.size();
        conditions.addAll(own);
        branches.replaceAll((_, place) -> place + offset);
        return new Places(
                scenario.id(),
                course,
                exit == NONE ? NONE : exit + offset,
                target + offset,
                Map.copyOf(branches),
                true);
    }

    private static int add(Condition condition, List<Condition> conditions) {
        conditions.add(condition);
        return conditions.size() - 1;
    }
}
