package org.marronnier.domain.pressure;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.marronnier.domain.item.PlanItem;

/** A quiet period as it is kept. */
@Entity
@Table(name = "quiet_period")
public class QuietPeriodItem extends PlanItem<QuietPeriod> {

    private QuietPeriod definition;

    @SuppressWarnings("NullAway.Init") // the persistence provider fills the fields in
    protected QuietPeriodItem() {}

    @SuppressWarnings("NullAway.Init") // take() fills the fields in
    public QuietPeriodItem(long planId, int position, QuietPeriod value, Instant now) {
        super(planId, value.key(), position, now);
        take(value);
    }

    @Override
    public QuietPeriod value() {
        return definition;
    }

    @Override
    protected final void take(QuietPeriod value) {
        this.definition = value;
    }
}
