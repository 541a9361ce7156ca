package org.marronnier.domain.journey;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.marronnier.domain.item.PlanItem;

/** A journey as it is kept. */
@Entity
@Table(name = "journey")
public class JourneyItem extends PlanItem<Journey> {

    private String name;

    private List<Journey.JourneyStep> steps;

    @SuppressWarnings("NullAway.Init") // the persistence provider fills the fields in
    protected JourneyItem() {}

    @SuppressWarnings("NullAway.Init") // take() fills the fields in
    public JourneyItem(long planId, int position, Journey value, Instant now) {
        super(planId, value.key(), position, now);
        take(value);
    }

    @Override
    public Journey value() {
        return new Journey(key(), name, steps);
    }

    @Override
    protected final void take(Journey value) {
        this.name = value.name();
        this.steps = value.steps();
    }
}
