package org.marronnier.scheduler.trigger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.marronnier.domain.audience.Vocabulary;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.fact.NeededFacts;
import org.marronnier.domain.fact.RecordedFacts;
import org.marronnier.domain.message.MessageEvents;
import org.marronnier.engine.condition.CompiledPredicate;
import org.marronnier.engine.condition.ConditionPredicates;

/**
 * Conditions of one plan that are read together, each fact once. One that cannot be read is met by
 * nobody.
 */
final class Conditions {

    private final ConditionPredicates predicates;
    private final Map<Condition, Integer> places = new HashMap<>();

    Conditions(Collection<Condition> conditions, Vocabulary vocabulary) {
        var readable = new ArrayList<Condition>();
        for (var condition : new HashSet<>(conditions)) {
            if (compiled(condition, vocabulary).isPresent()) {
                places.put(condition, readable.size());
                readable.add(condition);
            }
        }
        this.predicates = ConditionPredicates.compile(readable, vocabulary);
    }

    /** The types of the events that a condition reads. */
    static Set<String> types(Condition condition, Vocabulary vocabulary) {
        var types = new HashSet<String>();
        compiled(condition, vocabulary)
                .map(ConditionPredicates::needed)
                .ifPresent(
                        needed -> {
                            needed.events().stream()
                                    .map(NeededFacts.Events::type)
                                    .forEach(types::add);
                            if (!needed.messages().isEmpty()) {
                                types.addAll(MessageEvents.TYPES);
                            }
                        });
        return types;
    }

    private static Optional<ConditionPredicates> compiled(
            Condition condition, Vocabulary vocabulary) {
        try {
            return Optional.of(ConditionPredicates.compile(List.of(condition), vocabulary));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether everybody meets a condition. */
    static boolean isMetByAll(Condition condition) {
        return condition instanceof Condition.All(var parts) && parts.isEmpty();
    }

    /** Empty where the condition cannot be read. */
    Optional<CompiledPredicate> of(Condition condition) {
        return Optional.ofNullable(places.get(condition)).map(predicates::get);
    }

    /** The facts of contacts up to now, for tests at any instant since the earliest. */
    ToldFacts told(RecordedFacts facts, Collection<Long> contacts, Instant earliest, Instant now) {
        var told = new ToldFacts(predicates);
        facts.tell(contacts, predicates.needed(), earliest, now, told);
        return told;
    }
}
