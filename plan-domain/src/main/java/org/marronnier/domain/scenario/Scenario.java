package org.marronnier.domain.scenario;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.lifecycle.LivingItem;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.Intent;
import org.marronnier.domain.message.MessageType;

/** A scenario of a programme: what the plan says of it and where it stands. */
@Entity
@Table(name = "scenario")
public class Scenario extends LivingItem<ScenarioBrief> {

    @Column(name = "programme_id", updatable = false)
    private long programmeId;

    private String name;

    private @Nullable String goal;

    @Enumerated(EnumType.STRING)
    private MessageType type;

    @Enumerated(EnumType.STRING)
    private @Nullable Intent intent;

    private @Nullable String purpose;

    private int priority;

    @Column(name = "starts_with")
    private @Nullable Trigger trigger;

    private @Nullable Condition target;

    @Column(name = "exits_when")
    private @Nullable Condition exit;

    private Reentry reentry;

    private boolean parallel;

    private BigDecimal control;

    private List<Step> steps;

    @SuppressWarnings("NullAway.Init") // the persistence provider fills the fields in
    protected Scenario() {}

    @SuppressWarnings("NullAway.Init") // take() fills the fields in
    public Scenario(
            long planId,
            long programmeId,
            int position,
            ScenarioBrief value,
            Status status,
            String who,
            Instant now) {
        super(planId, value.key(), position, status, who, now);
        this.programmeId = programmeId;
        take(value);
    }

    /** What the plan says of it. */
    public ScenarioBrief brief() {
        return value();
    }

    /** The programme it belongs to. */
    public long programmeId() {
        return programmeId;
    }

    @Override
    public ScenarioBrief value() {
        return new ScenarioBrief(
                key(), name, goal, type, intent, purpose, priority, trigger, target, exit, reentry,
                parallel, control, steps);
    }

    @Override
    protected final void take(ScenarioBrief value) {
        this.name = value.name();
        this.goal = value.goal();
        this.type = value.type();
        this.intent = value.intent();
        this.purpose = value.purpose();
        this.priority = value.priority();
        this.trigger = value.trigger();
        this.target = value.target();
        this.exit = value.exit();
        this.reentry = value.reentry();
        this.parallel = value.parallel();
        this.control = value.control();
        this.steps = value.steps();
    }
}
