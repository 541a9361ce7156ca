package org.marronnier.engine.condition;

import org.marronnier.domain.condition.Condition;

/** A field or attribute, compared. */
record FieldTest(Condition.Attribute condition, int field, Check[] checks) implements Node {

    @Override
    public boolean test(FactSheet facts) {
        return Check.all(checks, facts.fields[field]);
    }

    @Override
    public void age(FactSheet facts, Ageing ageing) {
        // A value does not age.
    }
}
