package org.marronnier.web.condition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A condition while it is edited: it may have blanks, which no condition of a plan has. */
sealed interface Node {

    boolean negated();

    Node negated(boolean value);

    /** Parts of which all, or any one, must hold. */
    record Group(boolean negated, boolean any, List<Node> parts) implements Node {
        public Group {
            parts = List.copyOf(parts);
        }

        @Override
        public Group negated(boolean value) {
            return new Group(value, any, parts);
        }

        Group with(List<Node> other) {
            return new Group(negated, any, other);
        }
    }

    /** One test. */
    record Test(boolean negated, Asked asked) implements Node {
        @Override
        public Test negated(boolean value) {
            return new Test(value, asked);
        }

        Test with(Asked other) {
            return new Test(negated, other);
        }
    }

    /** A comparison as it was typed; {@code kind} says what the plan holds there today. */
    record Typed(String operator, String value, @Nullable String kind) {}

    /** A property of an event, or the like, with its comparisons. */
    record Named(String name, List<Typed> comparisons) {
        public Named {
            comparisons = List.copyOf(comparisons);
        }
    }

    /** What a test asks; every text may be blank. */
    sealed interface Asked {}

    record OfField(Named field) implements Asked {}

    record OfYears(Named field) implements Asked {}

    /**
     * @param within an ISO 8601 duration; null for ever
     * @param count null where no number is asked for
     * @param sum null where no sum is asked for
     * @param last null where no recency is asked for: its name is olderThan or newerThan, its only
     *     value a duration
     */
    record OfEvents(
            String event,
            List<Named> where,
            @Nullable String within,
            @Nullable List<Typed> count,
            @Nullable Named sum,
            @Nullable Typed last)
            implements Asked {
        public OfEvents {
            where = List.copyOf(where);
        }
    }

    /**
     * @param pattern what the messages are, by the fields of the document
     */
    record OfMessages(
            Map<String, String> pattern, @Nullable String within, @Nullable List<Typed> count)
            implements Asked {
        public OfMessages {
            pattern = new LinkedHashMap<>(pattern);
        }
    }

    record OfConsent(String channel, String purpose, String status) implements Asked {}

    record OfSegment(String segment) implements Asked {}

    record OfStage(String stage) implements Asked {}

    /** The group that stands for everybody. */
    static Group everybody() {
        return new Group(false, false, List.of());
    }

    /** The part at a place, which is the index in each group from the root on. */
    static @Nullable Node at(Node root, List<Integer> place) {
        var node = root;
        for (var index : place) {
            if (!(node instanceof Group group) || index >= group.parts().size()) {
                return null;
            }
            node = group.parts().get(index);
        }
        return node;
    }

    /** The tree with another part at a place; the same where there is no such place. */
    static Node replace(Node root, List<Integer> place, UnaryOperator<Node> change) {
        if (place.isEmpty()) {
            return change.apply(root);
        }
        var index = place.getFirst();
        if (!(root instanceof Group group) || index >= group.parts().size()) {
            return root;
        }
        var parts = new ArrayList<>(group.parts());
        parts.set(index, replace(parts.get(index), place.subList(1, place.size()), change));
        return group.with(parts);
    }
}
