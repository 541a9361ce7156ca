package org.marronnier.domain.item;

import jakarta.persistence.Column;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An item of a plan as it is kept: a value under a key, at its place in the list.
 *
 * @param <V> the value that the plan document holds
 */
@MappedSuperclass
public abstract class PlanItem<V> {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "plan_item_seq")
    @SequenceGenerator(name = "plan_item_seq", sequenceName = "plan_item_seq", allocationSize = 50)
    private @Nullable Long id;

    @Column(name = "plan_id", updatable = false)
    private long planId;

    @Column(updatable = false)
    private String key = "";

    private int position;

    @Version private long version;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt = Instant.EPOCH;

    @Column(name = "updated_at")
    private Instant updatedAt = Instant.EPOCH;

    protected PlanItem() {}

    protected PlanItem(long planId, String key, int position, Instant now) {
        this.planId = planId;
        this.key = key;
        this.position = position;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** What the item says. */
    public abstract V value();

    /** Says something else. */
    protected abstract void take(V value);

    /** Says this from now on, at this place; whether that changes anything. */
    public boolean become(V value, int position, Instant now) {
        if (this.position == position && value().equals(value)) {
            return false;
        }
        this.position = position;
        take(value);
        touch(now);
        return true;
    }

    protected void touch(Instant now) {
        this.updatedAt = now;
    }

    /**
     * The identity that the database gave.
     *
     * @throws IllegalStateException when the item has not been kept yet
     */
    public long id() {
        if (id == null) {
            throw new IllegalStateException("The item (%s) has not been kept yet.".formatted(key));
        }
        return id;
    }

    public long planId() {
        return planId;
    }

    public String key() {
        return key;
    }

    public int position() {
        return position;
    }

    /** Counts the changes, so that of two people who change the same thing the second is told. */
    public long version() {
        return version;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
