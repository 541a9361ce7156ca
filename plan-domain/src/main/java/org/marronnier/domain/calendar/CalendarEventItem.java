package org.marronnier.domain.calendar;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.item.PlanItem;

/** A calendar event of the plan's own as it is kept. */
@Entity
@Table(name = "calendar_event")
public class CalendarEventItem extends PlanItem<CalendarEvent> {

    private String name;

    @Enumerated(EnumType.STRING)
    private @Nullable Moment moment;

    @Column(name = "from_date")
    private LocalDate from;

    @Column(name = "to_date")
    private LocalDate to;

    @SuppressWarnings("NullAway.Init") // the persistence provider fills the fields in
    protected CalendarEventItem() {}

    @SuppressWarnings("NullAway.Init") // take() fills the fields in
    public CalendarEventItem(long planId, int position, CalendarEvent value, Instant now) {
        super(planId, value.key(), position, now);
        take(value);
    }

    @Override
    public CalendarEvent value() {
        return new CalendarEvent(key(), name, moment, from, to);
    }

    @Override
    protected final void take(CalendarEvent value) {
        this.name = value.name();
        this.moment = value.moment();
        this.from = value.from();
        this.to = value.to();
    }
}
