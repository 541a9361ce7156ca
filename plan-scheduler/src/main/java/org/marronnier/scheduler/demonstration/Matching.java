package org.marronnier.scheduler.demonstration;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.Vocabulary;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.consent.ConsentKind;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.fact.FactKind;
import org.marronnier.domain.fact.Microseconds;
import org.marronnier.domain.fact.RecordedMessage;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.scenario.Step;
import org.marronnier.engine.condition.CompiledPredicate;
import org.marronnier.engine.condition.ConditionPredicates;
import org.marronnier.engine.condition.FactSheets;
import org.marronnier.scheduler.demonstration.Crowd.Person;

/**
 * Whether an invented contact met a condition of its plan at an instant of its past, by the
 * engine's own predicates. Of what it heard, that counts which has been told.
 */
final class Matching {

    private final String plan;
    private final List<Condition> conditions;
    private final ConditionPredicates predicates;
    private final Map<Condition, CompiledPredicate> known = new IdentityHashMap<>();
    private final FactSheets sheets;
    private final Map<String, Long> numbers = new HashMap<>();

    Matching(PlanDocument plan, Crowd crowd) {
        this.plan = plan.plan().key();
        conditions = List.copyOf(asked(plan));
        predicates = ConditionPredicates.compile(conditions, Vocabulary.of(plan));
        sheets = predicates.sheets();
        for (var person : crowd.people()) {
            numbers.put(person.card().externalId(), (long) numbers.size());
            tell(person);
        }
    }

    /** A contact heard a message, and what became of it. */
    void heard(Remembered remembered) {
        var message = remembered.message();
        sheets.message(
                number(remembered.externalId()),
                new RecordedMessage(
                        plan,
                        message.source(),
                        message.channel(),
                        message.type(),
                        message.programme(),
                        remembered.template(),
                        List.copyOf(message.tags())));
        for (var status : MessageStatus.values()) {
            remembered.at(status).ifPresent(at -> sheets.reached(status, Microseconds.of(at)));
        }
    }

    /**
     * @param condition one that the plan asks; null is met by everybody
     */
    boolean holds(@Nullable Condition condition, Person person, Instant now) {
        return condition == null
                || known.computeIfAbsent(condition, this::predicate)
                        .test(sheets.of(number(person.card().externalId())).orElseThrow(), now);
    }

    private CompiledPredicate predicate(Condition condition) {
        return predicates.get(conditions.indexOf(condition));
    }

    /** All that the past of the plan turns on. */
    private static Set<Condition> asked(PlanDocument plan) {
        var asked = new ArrayList<@Nullable Condition>();
        plan.campaigns().forEach(campaign -> asked.add(campaign.brief().target()));
        for (var scenario : PastScenario.of(plan)) {
            asked.add(scenario.target());
            asked.add(scenario.brief().exit());
            asked.add(PastFirings.entered(scenario.brief().trigger()));
            for (var placed : scenario.course().all()) {
                if (placed.step() instanceof Step.Branch branch) {
                    asked.add(branch.condition());
                }
            }
        }
        for (var rule : plan.pressureInForce()) {
            if (rule.limit() instanceof PressureRule.Cap cap) {
                cap.overrides().forEach(override -> asked.add(override.target()));
            }
        }
        var conditions = new LinkedHashSet<Condition>();
        for (var one : asked) {
            if (one != null) {
                conditions.add(one);
            }
        }
        return conditions;
    }

    private void tell(Person person) {
        var number = number(person.card().externalId());
        var zone = person.card().zone();
        sheets.contact(number, zone == null ? null : ZoneId.of(zone));
        var needed = predicates.needed();
        for (var field = 0; field < needed.fields().size(); field++) {
            var value = person.card().field(needed.fields().get(field));
            if (value != null) {
                sheets.field(field, kind(value), value.toString());
            }
        }
        for (var type = 0; type < needed.events().size(); type++) {
            tellEvents(person, number, type);
        }
        for (var kind = 0; kind < needed.consents().size(); kind++) {
            for (var agreement : person.consents()) {
                if (new ConsentKind(agreement.channel(), agreement.purpose())
                        .equals(needed.consents().get(kind))) {
                    sheets.consent(
                            number, kind, agreement.status(), Microseconds.of(agreement.at()));
                }
            }
        }
    }

    private void tellEvents(Person person, long number, int type) {
        var needed = predicates.needed().events().get(type);
        for (var deed : person.events()) {
            if (deed.type().equals(needed.type())) {
                sheets.event(number, type, Microseconds.of(deed.at()));
                for (var property = 0; property < needed.properties().size(); property++) {
                    var value = deed.properties().get(needed.properties().get(property));
                    if (value != null) {
                        sheets.property(property, kind(value), value.toString());
                    }
                }
            }
        }
    }

    private static FactKind kind(Object value) {
        return switch (value) {
            case Number _ -> FactKind.NUMBER;
            case Boolean _ -> FactKind.TRUTH;
            case List<?> _, Map<?, ?> _ -> FactKind.NESTED;
            default -> FactKind.TEXT;
        };
    }

    private long number(String externalId) {
        return Objects.requireNonNull(numbers.get(externalId));
    }
}
