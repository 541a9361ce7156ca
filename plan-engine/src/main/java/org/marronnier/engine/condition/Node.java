package org.marronnier.engine.condition;

import java.util.List;
import org.marronnier.domain.condition.Condition;

/** A condition, or a part of one, made ready to test. */
sealed interface Node
        permits Junction, FieldTest, YearsTest, EventsTest, MessagesTest, ConsentTest {

    /** Whether it holds for the contact of a sheet, at the instant that its clock is set to. */
    boolean test(FactSheet facts);

    /**
     * Finds the instants later than that of the sheet's clock at which time alone may change the
     * answer; the earliest of them is never later than a real change.
     */
    void age(FactSheet facts, Ageing ageing);

    /** What it was made of. */
    Condition condition();

    /** The nodes that it is made up of; none where it is a test by itself. */
    default List<Node> parts() {
        return List.of();
    }

    default Verdict explain(FactSheet facts) {
        return new Verdict(
                condition(),
                test(facts),
                parts().stream().map(part -> part.explain(facts)).toList());
    }
}
