package org.marronnier.scheduler.condition;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.marronnier.domain.audience.Vocabulary;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.fact.RecordedFacts;
import org.marronnier.engine.condition.ConditionPredicates;
import org.marronnier.engine.condition.Verdict;
import org.springframework.stereotype.Component;

/**
 * Tests conditions on one contact or some thousands: their facts are read once, a query a kind,
 * however many the conditions are.
 */
@Component
public class TestingConditions {

    private final RecordedFacts recorded;

    TestingConditions(RecordedFacts recorded) {
        this.recorded = recorded;
    }

    /**
     * Those of some contacts that match, for each condition in its place.
     *
     * @throws IllegalArgumentException when a condition names what the vocabulary lacks
     */
    public List<Set<Long>> matching(
            Collection<Long> contacts,
            List<Condition> conditions,
            Vocabulary vocabulary,
            Instant now) {
        return matching(contacts, ConditionPredicates.compile(conditions, vocabulary), now);
    }

    /** The same, for conditions that are compiled once and tested on many. */
    public List<Set<Long>> matching(
            Collection<Long> contacts, ConditionPredicates predicates, Instant now) {
        var sheets = predicates.sheets();
        recorded.tell(contacts, predicates.needed(), now, sheets);
        var matching = new ArrayList<Set<Long>>();
        for (var i = 0; i < predicates.size(); i++) {
            var predicate = predicates.get(i);
            var those = new HashSet<Long>();
            for (var contact : contacts) {
                if (sheets.of(contact).filter(sheet -> predicate.test(sheet, now)).isPresent()) {
                    those.add(contact);
                }
            }
            matching.add(those);
        }
        return matching;
    }

    /**
     * Whether a contact matches, and which parts of the condition hold; empty where there is no
     * such contact.
     *
     * @throws IllegalArgumentException when the condition names what the vocabulary lacks
     */
    public Optional<Verdict> explain(
            long contact, Condition condition, Vocabulary vocabulary, Instant now) {
        var predicates = ConditionPredicates.compile(List.of(condition), vocabulary);
        var sheets = predicates.sheets();
        recorded.tell(List.of(contact), predicates.needed(), now, sheets);
        return sheets.of(contact).map(sheet -> predicates.get(0).explain(sheet, now));
    }
}
