package org.marronnier.scheduler.trigger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.Vocabulary;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.engine.trigger.TriggerFirings;
import org.marronnier.scheduler.scenario.LiveScenario;
import org.marronnier.scheduler.scenario.LiveScenarios;
import org.marronnier.store.trigger.ArmedScenarios;
import org.marronnier.store.trigger.ArmedScenarios.Standing;
import org.springframework.stereotype.Component;

/**
 * Who listens at this very moment. What is asked for in a transaction, behind what it read, is what
 * the database says then: a scenario that is put into service later goes through the contacts
 * later, and finds what the transaction answered.
 */
@Component
class Listening {

    private final LiveScenarios live;
    private final ArmedScenarios armed;
    private volatile @Nullable Known known;

    private record Known(
            List<LiveScenario> scenarios, Map<Long, Standing> standing, Listeners listeners) {

        /** The same objects: what is read anew is another. */
        @SuppressWarnings("ReferenceEquality")
        boolean is(List<LiveScenario> others, Map<Long, Standing> othersStand) {
            if (scenarios.size() != others.size() || !standing.equals(othersStand)) {
                return false;
            }
            for (var i = 0; i < others.size(); i++) {
                if (scenarios.get(i) != others.get(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    Listening(LiveScenarios live, ArmedScenarios armed) {
        this.live = live;
        this.armed = armed;
    }

    Listeners now() {
        var standing = armed.standing();
        var scenarios = live.all();
        if (!agree(scenarios, standing)) {
            live.forget();
            scenarios = live.all();
        }
        var kept = known;
        if (kept == null || !kept.is(scenarios, standing)) {
            kept = new Known(scenarios, standing, listeners(scenarios, standing));
            known = kept;
        }
        return kept.listeners;
    }

    private static boolean agree(List<LiveScenario> scenarios, Map<Long, Standing> standing) {
        return scenarios.size() == standing.size()
                && scenarios.stream()
                        .allMatch(
                                one -> {
                                    var stands = standing.get(one.id());
                                    return stands != null
                                            && stands.edition() == one.edition()
                                            && stands.asksNumber() == one.asksNumber()
                                            && stands.life() == one.life()
                                            && stands.live() == one.isLive();
                                });
    }

    private static Listeners listeners(List<LiveScenario> scenarios, Map<Long, Standing> standing) {
        var listeners = new ArrayList<Listener>();
        var asked = new HashMap<String, List<Condition>>();
        var words = new HashMap<String, Vocabulary>();
        for (var scenario : scenarios) {
            var stands = standing.get(scenario.id());
            if (stands == null) {
                continue;
            }
            words.put(scenario.plan(), scenario.rules().vocabulary());
            var conditions = asked.computeIfAbsent(scenario.plan(), _ -> new ArrayList<>());
            var listener = listener(scenario, stands);
            if (listener instanceof Listener.Watching watching) {
                conditions.add(watching.condition());
            }
            listeners.add(listener);
        }
        var compiled = new HashMap<String, Conditions>();
        asked.forEach(
                (plan, conditions) ->
                        compiled.put(
                                plan,
                                new Conditions(
                                        conditions, Objects.requireNonNull(words.get(plan)))));
        return new Listeners(listeners, compiled);
    }

    private static Listener listener(LiveScenario scenario, Standing stands) {
        var asks = scenario.asks();
        if (asks != null) {
            Set<String> types = Conditions.types(asks, scenario.rules().vocabulary());
            return new Listener.Watching(scenario, stands, asks, types);
        }
        var trigger = scenario.brief().trigger();
        return new Listener.Reckoning(
                scenario,
                stands,
                TriggerFirings.of(trigger == null ? new Trigger.OnCall() : trigger));
    }
}
