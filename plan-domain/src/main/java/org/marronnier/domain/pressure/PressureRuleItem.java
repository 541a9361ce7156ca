package org.marronnier.domain.pressure;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.marronnier.domain.item.PlanItem;

/** A pressure rule as it is kept. */
@Entity
@Table(name = "pressure_rule")
public class PressureRuleItem extends PlanItem<PressureRule> {

    private PressureRule definition;

    @SuppressWarnings("NullAway.Init") // the persistence provider fills the fields in
    protected PressureRuleItem() {}

    @SuppressWarnings("NullAway.Init") // take() fills the fields in
    public PressureRuleItem(long planId, int position, PressureRule value, Instant now) {
        super(planId, value.key(), position, now);
        take(value);
    }

    @Override
    public PressureRule value() {
        return definition;
    }

    @Override
    protected final void take(PressureRule value) {
        this.definition = value;
    }
}
