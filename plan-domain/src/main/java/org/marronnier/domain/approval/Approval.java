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
import org.marronnier.domain.lifecycle.Status;

/** One move of an item in its life: what it was, who made it, when, where it led and why. */
@Entity
@Table(name = "approval")
public class Approval {

    /** Who moved it, where that was the application itself and no user. */
    public static final String SYSTEM = "system";

    /** What kind of item moved. */
    public enum Subject {
        PROGRAMME,
        SCENARIO,
        CAMPAIGN
    }

    /** What was done with it. */
    public enum What {
        SUBMITTED,
        APPROVED,
        SENT_BACK,
        WITHDRAWN,
        PAUSED,
        RESUMED,
        ENDED,
        IMPORTED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "plan_item_seq")
    @SequenceGenerator(name = "plan_item_seq", sequenceName = "plan_item_seq", allocationSize = 50)
    private @Nullable Long id;

    private String plan = "";

    @Enumerated(EnumType.STRING)
    private Subject subject = Subject.CAMPAIGN;

    private String key = "";

    @Enumerated(EnumType.STRING)
    private What what = What.SUBMITTED;

    private String who = "";
    private Instant at = Instant.EPOCH;

    @Enumerated(EnumType.STRING)
    @Column(name = "outcome")
    private Status outcome = Status.DRAFT;

    private @Nullable String reason;

    protected Approval() {}

    public Approval(
            String plan,
            Subject subject,
            String key,
            What what,
            String who,
            Instant at,
            Status outcome,
            @Nullable String reason) {
        this.plan = plan;
        this.subject = subject;
        this.key = key;
        this.what = what;
        this.who = who;
        this.at = at;
        this.outcome = outcome;
        this.reason = reason;
    }

    public String plan() {
        return plan;
    }

    public Subject subject() {
        return subject;
    }

    public String key() {
        return key;
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

    public @Nullable String reason() {
        return reason;
    }
}
