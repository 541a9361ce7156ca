package org.marronnier.domain.lifecycle;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.item.PlanItem;

/**
 * An item of a plan that is submitted, approved, and ends: a programme, a scenario or a campaign.
 */
@MappedSuperclass
public abstract class LivingItem<V> extends PlanItem<V> {

    @Embedded private LifeCycle life = new LifeCycle();

    @Column(name = "archived_at")
    private @Nullable Instant archivedAt;

    protected LivingItem() {}

    protected LivingItem(
            long planId, String key, int position, Status status, String who, Instant now) {
        super(planId, key, position, now);
        this.life = new LifeCycle(status, who, now);
    }

    /** Where it stands, since when and by whom. */
    public LifeCycle life() {
        return life;
    }

    public Status status() {
        return life.status();
    }

    public Move submit(String who, Instant at) {
        return noted(life -> life.submit(who, at), at);
    }

    public Move approve(String who, Instant at) {
        return noted(life -> life.approve(who, at), at);
    }

    /** Back to its author, with a reason. */
    public Move sendBack(String reason, String who, Instant at) {
        return noted(life -> life.sendBack(reason, who, at), at);
    }

    /** Its author takes it back. */
    public Move withdraw(String who, Instant at) {
        return noted(life -> life.withdraw(who, at), at);
    }

    /** What was approved goes into service. */
    public Move launch(String who, Instant at) {
        return noted(life -> life.launch(who, at), at);
    }

    public Move pause(String who, Instant at) {
        return noted(life -> life.pause(who, at), at);
    }

    public Move resume(String who, Instant at) {
        return noted(life -> life.resume(who, at), at);
    }

    public Move end(String who, Instant at) {
        return noted(life -> life.end(who, at), at);
    }

    /**
     * Stands where a plan document says; whether that changes anything. An archived item is one of
     * the plan again.
     */
    public boolean standAs(Status status, String who, Instant now) {
        var returned = archivedAt != null;
        archivedAt = null;
        var moved = life.standAs(status, who, now);
        if (moved || returned) {
            touch(now);
        }
        return moved || returned;
    }

    /**
     * Leaves the plan, but stays known because messages may have left because of it; whether that
     * changes anything.
     */
    public boolean archive(Instant now) {
        if (archivedAt != null) {
            return false;
        }
        archivedAt = now;
        touch(now);
        return true;
    }

    public boolean isArchived() {
        return archivedAt != null;
    }

    private Move noted(Function<LifeCycle, Move> move, Instant at) {
        var outcome = move.apply(life);
        if (outcome instanceof Move.Made) {
            touch(at);
        }
        return outcome;
    }
}
