package org.marronnier.domain.objective;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.item.PlanItem;

/** An objective as it is kept. */
@Entity
@Table(name = "objective")
public class ObjectiveItem extends PlanItem<Objective> {

    private String name;

    private String kpi;

    private @Nullable String segment;

    private @Nullable String stage;

    private @Nullable BigDecimal baseline;

    private @Nullable BigDecimal target;

    @Column(name = "by_date")
    private @Nullable LocalDate by;

    @SuppressWarnings("NullAway.Init") // the persistence provider fills the fields in
    protected ObjectiveItem() {}

    @SuppressWarnings("NullAway.Init") // take() fills the fields in
    public ObjectiveItem(long planId, int position, Objective value, Instant now) {
        super(planId, value.key(), position, now);
        take(value);
    }

    @Override
    public Objective value() {
        return new Objective(key(), name, kpi, segment, stage, baseline, target, by);
    }

    @Override
    protected final void take(Objective value) {
        this.name = value.name();
        this.kpi = value.kpi();
        this.segment = value.segment();
        this.stage = value.stage();
        this.baseline = value.baseline();
        this.target = value.target();
        this.by = value.by();
    }
}
