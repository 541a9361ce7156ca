package org.marronnier.domain.segment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.item.PlanItem;

/** A segment as it is kept. */
@Entity
@Table(name = "segment")
public class SegmentItem extends PlanItem<Segment> {

    private String name;

    @Column(name = "when_matches")
    private Condition condition;

    @SuppressWarnings("NullAway.Init") // the persistence provider fills the fields in
    protected SegmentItem() {}

    @SuppressWarnings("NullAway.Init") // take() fills the fields in
    public SegmentItem(long planId, int position, Segment value, Instant now) {
        super(planId, value.key(), position, now);
        take(value);
    }

    @Override
    public Segment value() {
        return new Segment(key(), name, condition);
    }

    @Override
    protected final void take(Segment value) {
        this.name = value.name();
        this.condition = value.when();
    }
}
