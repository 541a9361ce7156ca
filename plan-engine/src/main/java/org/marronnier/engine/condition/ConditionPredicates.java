package org.marronnier.engine.condition;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.marronnier.domain.audience.Unfolding;
import org.marronnier.domain.audience.Vocabulary;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.consent.ConsentKind;
import org.marronnier.domain.fact.NeededFacts;
import org.marronnier.domain.time.Span;
import org.marronnier.engine.condition.Junction.Word;

/**
 * Conditions as predicates that read the same facts of a contact.
 *
 * <p>Everything that the plan wrote is read once: numbers, dates and texts without regard to case
 * in their final form, segments and stages unfolded, every name of a fact turned into its place on
 * a {@link FactSheet}. Windows are worked out once for each span, zone and instant.
 */
public final class ConditionPredicates {

    private final List<CompiledPredicate> predicates;
    private final NeededFacts needed;
    private final List<Span> spans;
    private final ZoneId planZone;

    private ConditionPredicates(
            List<CompiledPredicate> predicates,
            NeededFacts needed,
            List<Span> spans,
            ZoneId planZone) {
        this.predicates = predicates;
        this.needed = needed;
        this.spans = spans;
        this.planZone = planZone;
    }

    /**
     * Makes conditions ready to test.
     *
     * @throws IllegalArgumentException when one names a segment or stage that the vocabulary lacks,
     *     or a segment leans on itself
     */
    public static ConditionPredicates compile(List<Condition> conditions, Vocabulary vocabulary) {
        var compiler = new Compiler(vocabulary);
        var predicates =
                conditions.stream()
                        .map(condition -> new CompiledPredicate(compiler.node(condition)))
                        .toList();
        return new ConditionPredicates(
                predicates, compiler.places.needed(), compiler.places.spans(), vocabulary.zone());
    }

    /** What the sheets must be told. */
    public NeededFacts needed() {
        return needed;
    }

    /** Empty sheets for contacts. */
    public FactSheets sheets() {
        return new FactSheets(needed, spans, planZone);
    }

    /** The predicate of the condition at a place of the list. */
    public CompiledPredicate get(int place) {
        return predicates.get(place);
    }

    /** How many conditions there are. */
    public int size() {
        return predicates.size();
    }

    private static final class Compiler {

        private final Vocabulary vocabulary;
        private final Unfolding unfolding;
        private final FactPlaces places = new FactPlaces();
        private final Map<Condition, Node> known = new HashMap<>();

        Compiler(Vocabulary vocabulary) {
            this.vocabulary = vocabulary;
            this.unfolding = new Unfolding(vocabulary);
        }

        /** The same node for the same condition, however often it stands in the trees. */
        Node node(Condition condition) {
            var made = known.get(condition);
            if (made == null) {
                made = make(condition);
                known.put(condition, made);
            }
            return made;
        }

        private Node make(Condition condition) {
            return switch (condition) {
                case Condition.All(var parts) -> new Junction(condition, Word.ALL, nodes(parts));
                case Condition.Any(var parts) -> new Junction(condition, Word.ANY, nodes(parts));
                case Condition.Not(var part) ->
                        new Junction(condition, Word.NONE, nodes(List.of(part)));
                case Condition.Attribute test ->
                        new FieldTest(
                                test, places.field(test.field()), Check.of(test.comparisons()));
                case Condition.YearsSince test ->
                        new YearsTest(test, places.field(test.field()), Check.of(test.years()));
                case Condition.Events test ->
                        new EventsTest(test, places.events(test.event(), test.within()), places);
                case Condition.Messages test -> new MessagesTest(test, vocabulary.plan(), places);
                case Condition.Consent test ->
                        new ConsentTest(
                                test,
                                places.consent(new ConsentKind(test.channel(), test.purpose())));
                case Condition.InSegment(var key) ->
                        new Junction(
                                condition, Word.ALL, List.of(unfolding.segment(key, this::node)));
                case Condition.InStage(var key) ->
                        new Junction(condition, Word.ALL, List.of(node(unfolding.stage(key))));
            };
        }

        private List<Node> nodes(List<Condition> parts) {
            return parts.stream().map(this::node).toList();
        }
    }
}
