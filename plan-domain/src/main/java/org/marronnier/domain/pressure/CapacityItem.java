package org.marronnier.domain.pressure;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.item.PlanItem;

/** The capacity of a channel as it is kept; its key is the channel. */
@Entity
@Table(name = "capacity")
public class CapacityItem extends PlanItem<Capacity> {

    @Enumerated(EnumType.STRING)
    private Channel channel;

    @Column(name = "per_day")
    private int perDay;

    @SuppressWarnings("NullAway.Init") // the persistence provider fills the fields in
    protected CapacityItem() {}

    @SuppressWarnings("NullAway.Init") // take() fills the fields in
    public CapacityItem(long planId, int position, Capacity value, Instant now) {
        super(planId, value.channel().name(), position, now);
        take(value);
    }

    @Override
    public Capacity value() {
        return new Capacity(channel, perDay);
    }

    @Override
    protected final void take(Capacity value) {
        this.channel = value.channel();
        this.perDay = value.perDay();
    }
}
