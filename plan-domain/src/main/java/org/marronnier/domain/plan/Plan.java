package org.marronnier.domain.plan;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.convention.Conventions;
import org.marronnier.domain.time.Span;

/** A plan: its frame and its conventions. Everything else in it names it. */
@Entity
@Table(name = "plan")
public class Plan {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "plan_item_seq")
    @SequenceGenerator(name = "plan_item_seq", sequenceName = "plan_item_seq", allocationSize = 50)
    private @Nullable Long id;

    @Column(updatable = false)
    private String key;

    private String name;
    private String brand;

    @Column(name = "from_date")
    private LocalDate from;

    @Column(name = "to_date")
    private LocalDate to;

    private ZoneId zone;
    private Locale locale;
    private String country;

    @Column(name = "look_ahead")
    private Span lookAhead;

    @Column(name = "late_events")
    private Span lateEvents;

    @Column(name = "sale_event")
    private String saleEvent;

    @Column(name = "universal_control")
    private BigDecimal universalControl;

    private Conventions conventions;

    @Version private long version;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt = Instant.EPOCH;

    @Column(name = "updated_at")
    private Instant updatedAt = Instant.EPOCH;

    @SuppressWarnings("NullAway.Init") // the persistence provider fills the fields in
    protected Plan() {}

    @SuppressWarnings("NullAway.Init") // take() fills the fields in
    public Plan(PlanFrame frame, Conventions conventions, Instant now) {
        this.key = frame.key();
        this.createdAt = now;
        this.updatedAt = now;
        take(frame, conventions);
    }

    /** Says this from now on; whether that changes anything. */
    public boolean become(PlanFrame frame, Conventions conventions, Instant now) {
        if (frame().equals(frame) && this.conventions.equals(conventions)) {
            return false;
        }
        take(frame, conventions);
        updatedAt = now;
        return true;
    }

    public PlanFrame frame() {
        return new PlanFrame(
                key,
                name,
                brand,
                from,
                to,
                zone,
                locale,
                country,
                lookAhead,
                lateEvents,
                saleEvent,
                universalControl);
    }

    public Conventions conventions() {
        return conventions;
    }

    /**
     * The identity that the database gave.
     *
     * @throws IllegalStateException when the plan has not been kept yet
     */
    public long id() {
        if (id == null) {
            throw new IllegalStateException("The plan (%s) has not been kept yet.".formatted(key));
        }
        return id;
    }

    public String key() {
        return key;
    }

    public long version() {
        return version;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    private void take(PlanFrame frame, Conventions conventions) {
        this.name = frame.name();
        this.brand = frame.brand();
        this.from = frame.from();
        this.to = frame.to();
        this.zone = frame.zone();
        this.locale = frame.locale();
        this.country = frame.country();
        this.lookAhead = frame.lookAhead();
        this.lateEvents = frame.lateEvents();
        this.saleEvent = frame.saleEvent();
        this.universalControl = frame.universalControl();
        this.conventions = conventions;
    }
}
