package org.marronnier.domain.approval;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.lifecycle.Status;

/** One move of an item in its life: what it was, who made it, when, where it led and why. */
@Entity
@Table(name = "approval")
public class Approval {

    /** Who moved it, where that was the application itself and no user. */
    public static final String SYSTEM = "system";

    /** What was done with it. */
    public enum What {
        SUBMITTED,
        APPROVED,
        SENT_BACK,
        WITHDRAWN,
        LAUNCHED,
        PAUSED,
        RESUMED,
        ENDED,
        /** A version in preparation was given up. */
        DISCARDED,
        IMPORTED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "plan_item_seq")
    @SequenceGenerator(name = "plan_item_seq", sequenceName = "plan_item_seq", allocationSize = 50)
    private @Nullable Long id;

    private String plan = "";

    @Enumerated(EnumType.STRING)
    private ItemKind subject = ItemKind.CAMPAIGN;

    private String programme = "";

    private String key = "";

    @Enumerated(EnumType.STRING)
    private What what = What.SUBMITTED;

    private String who = "";
    private Instant at = Instant.EPOCH;

    @Enumerated(EnumType.STRING)
    @Column(name = "outcome")
    private Status outcome = Status.DRAFT;

    private @Nullable String reason;

    @Enumerated(EnumType.STRING)
    private @Nullable Aspect aspect;

    private boolean prepared;

    protected Approval() {}

    public Approval(
            String plan,
            ItemPlace place,
            What what,
            String who,
            Instant at,
            Status outcome,
            @Nullable String reason) {
        this.plan = plan;
        this.subject = place.kind();
        this.programme = place.programme() == null ? "" : place.programme();
        this.key = place.key();
        this.what = what;
        this.who = who;
        this.at = at;
        this.outcome = outcome;
        this.reason = reason;
    }

    /** The same, of one aspect alone. */
    public Approval of(Aspect one) {
        this.aspect = one;
        return this;
    }

    /** The same, of the version in preparation. */
    public Approval ofPreparation() {
        this.prepared = true;
        return this;
    }

    public String plan() {
        return plan;
    }

    public ItemPlace place() {
        return new ItemPlace(subject, subject == ItemKind.SCENARIO ? programme : null, key);
    }

    public What what() {
        return what;
    }

    public String who() {
        return who;
    }

    public Instant at() {
        return at;
    }

    /** Where the item stands since. */
    public Status outcome() {
        return outcome;
    }

    /** The one aspect that was approved; null where all were. */
    public @Nullable Aspect aspect() {
        return aspect;
    }

    /** Whether it was the version in preparation that moved. */
    public boolean isOfPreparation() {
        return prepared;
    }

    public @Nullable String reason() {
        return reason;
    }
}
