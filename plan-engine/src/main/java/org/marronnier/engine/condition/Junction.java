package org.marronnier.engine.condition;

import java.util.List;
import org.marronnier.domain.condition.Condition;

/** Parts of which all, or at least one, or none must hold. */
final class Junction implements Node {

    /** How many of the parts must hold. */
    enum Word {
        ALL,
        ANY,
        NONE
    }

    private final Condition condition;
    private final Word word;
    private final Node[] parts;

    Junction(Condition condition, Word word, List<Node> parts) {
        this.condition = condition;
        this.word = word;
        this.parts = parts.toArray(Node[]::new);
    }

    @Override
    public boolean test(FactSheet facts) {
        return switch (word) {
            case ALL -> everyOne(facts);
            case ANY -> atLeastOne(facts);
            case NONE -> !atLeastOne(facts);
        };
    }

    private boolean everyOne(FactSheet facts) {
        for (var part : parts) {
            if (!part.test(facts)) {
                return false;
            }
        }
        return true;
    }

    private boolean atLeastOne(FactSheet facts) {
        for (var part : parts) {
            if (part.test(facts)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void age(FactSheet facts, Ageing ageing) {
        for (var part : parts) {
            part.age(facts, ageing);
        }
    }

    @Override
    public Condition condition() {
        return condition;
    }

    @Override
    public List<Node> parts() {
        return List.of(parts);
    }
}
