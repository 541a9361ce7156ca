package org.marronnier.engine.condition;

import org.marronnier.domain.condition.Condition;

/** Whole years since a date, compared. */
record YearsTest(Condition.YearsSince condition, int field, Check[] checks) implements Node {

    @Override
    public boolean test(FactSheet facts) {
        var value = facts.fields[field];
        if (value == null || value.day() == Subject.NO_DAY) {
            return Check.all(checks, null);
        }
        facts.tally.set(Days.years(value.day(), facts.clock.today()));
        return Check.all(checks, facts.tally);
    }
}
