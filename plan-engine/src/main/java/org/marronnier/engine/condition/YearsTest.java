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

    /** On the day of the year, or on the next where the date is yet to come. */
    @Override
    public void age(FactSheet facts, Ageing ageing) {
        var value = facts.fields[field];
        if (value != null && value.day() != Subject.NO_DAY) {
            var today = Days.date(facts.clock.today());
            for (var year = today.getYear(); year <= today.getYear() + 1; year++) {
                var day = Days.inYear(value.day(), year);
                ageing.begins(day);
                ageing.begins(day.plusDays(1));
            }
        }
    }
}
