package org.marronnier.domain.kpi;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.item.PlanItem;
import org.marronnier.domain.time.Span;

/** A KPI of the plan's own as it is kept. */
@Entity
@Table(name = "kpi")
public class KpiItem extends PlanItem<Kpi> {

    private String name;

    private Kpi.Ratio ratio;

    @Column(name = "over_window")
    private @Nullable Span window;

    @SuppressWarnings("NullAway.Init") // the persistence provider fills the fields in
    protected KpiItem() {}

    @SuppressWarnings("NullAway.Init") // take() fills the fields in
    public KpiItem(long planId, int position, Kpi value, Instant now) {
        super(planId, value.key(), position, now);
        take(value);
    }

    @Override
    public Kpi value() {
        return new Kpi(key(), name, ratio, window);
    }

    @Override
    protected final void take(Kpi value) {
        this.name = value.name();
        this.ratio = value.ratio();
        this.window = value.window();
    }
}
