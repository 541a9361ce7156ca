package org.marronnier.engine.condition;

import org.marronnier.domain.condition.Condition;

/** The current status of a consent. */
record ConsentTest(Condition.Consent condition, int consent) implements Node {

    @Override
    public boolean test(FactSheet facts) {
        return facts.consents[consent].current(facts.clock.now()) == condition.status();
    }

    @Override
    public void age(FactSheet facts, Ageing ageing) {
        facts.consents[consent].eachInstant(ageing::at);
    }
}
