package org.marronnier.domain.programme;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.lifecycle.LivingItem;
import org.marronnier.domain.lifecycle.Status;

/** A programme: what the plan says of it and where it stands. Its scenarios stand beside it. */
@Entity
@Table(name = "programme")
public class Programme extends LivingItem<ProgrammeBrief> {

    private String name;

    private @Nullable String touchpoint;

    private @Nullable String stage;

    private @Nullable String stake;

    private @Nullable String objective;

    private @Nullable String segment;

    private @Nullable String owner;

    private @Nullable String person;

    @SuppressWarnings("NullAway.Init") // the persistence provider fills the fields in
    protected Programme() {}

    @SuppressWarnings("NullAway.Init") // take() fills the fields in
    public Programme(
            long planId,
            int position,
            ProgrammeBrief value,
            Status status,
            String who,
            Instant now) {
        super(planId, value.key(), position, status, who, now);
        take(value);
    }

    /** What the plan says of it. */
    public ProgrammeBrief brief() {
        return value();
    }

    @Override
    public ProgrammeBrief value() {
        return new ProgrammeBrief(
                key(), name, touchpoint, stage, stake, objective, segment, owner, person);
    }

    @Override
    protected final void take(ProgrammeBrief value) {
        this.name = value.name();
        this.touchpoint = value.touchpoint();
        this.stage = value.stage();
        this.stake = value.stake();
        this.objective = value.objective();
        this.segment = value.segment();
        this.owner = value.owner();
        this.person = value.person();
    }
}
