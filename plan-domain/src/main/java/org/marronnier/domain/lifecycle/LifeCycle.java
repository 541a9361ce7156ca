package org.marronnier.domain.lifecycle;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where an item stands, since when and by whom; it moves only along {@link Status#next()}. */
@Embeddable
public class LifeCycle {

    @Enumerated(EnumType.STRING)
    private Status status = Status.DRAFT;

    @Column(name = "status_by")
    private @Nullable String statusBy;

    @Column(name = "status_at")
    private Instant statusAt = Instant.EPOCH;

    @Column(name = "status_reason")
    private @Nullable String statusReason;

    @Column(name = "first_approved_at")
    private @Nullable Instant firstApprovedAt;

    @Column(name = "launched_at")
    private @Nullable Instant launchedAt;

    protected LifeCycle() {}

    /** Stands somewhere from the start. */
    public LifeCycle(Status status, String who, Instant at) {
        set(status, who, at, null);
    }

    public Status status() {
        return status;
    }

    public @Nullable String statusBy() {
        return statusBy;
    }

    public Instant statusAt() {
        return statusAt;
    }

    /** Why it was sent back, where it was. */
    public @Nullable String statusReason() {
        return statusReason;
    }

    /** Whether messages may ever have left because of it: it was approved or live at some time. */
    public boolean mayHaveRun() {
        return firstApprovedAt != null;
    }

    public Move submit(String who, Instant at) {
        return move(EnumSet.of(Status.DRAFT), Status.SUBMITTED, who, at, null);
    }

    public Move approve(String who, Instant at) {
        return move(EnumSet.of(Status.DRAFT, Status.SUBMITTED), Status.APPROVED, who, at, null);
    }

    /** Back to its author, with a reason. */
    public Move sendBack(String reason, String who, Instant at) {
        if (reason.isBlank()) {
            return Move.refused(new Refusal.NoReason());
        }
        return move(
                EnumSet.of(Status.SUBMITTED, Status.APPROVED),
                Status.DRAFT,
                who,
                at,
                reason.strip());
    }

    /** Its author takes it back. */
    public Move withdraw(String who, Instant at) {
        return move(EnumSet.of(Status.SUBMITTED), Status.DRAFT, who, at, null);
    }

    /** What was approved goes into service. */
    public Move launch(String who, Instant at) {
        return move(EnumSet.of(Status.APPROVED), Status.LIVE, who, at, null);
    }

    public Move pause(String who, Instant at) {
        return move(EnumSet.of(Status.APPROVED, Status.LIVE), Status.PAUSED, who, at, null);
    }

    /** Goes on: what had been live is live again, all else is approved. */
    public Move resume(String who, Instant at) {
        var to = launchedAt == null ? Status.APPROVED : Status.LIVE;
        return move(EnumSet.of(Status.PAUSED), to, who, at, null);
    }

    public Move end(String who, Instant at) {
        return move(
                EnumSet.of(Status.APPROVED, Status.LIVE, Status.PAUSED),
                Status.ENDED,
                who,
                at,
                null);
    }

    /** Stands where a plan document says, whatever lay before; whether that changes anything. */
    public boolean standAs(Status asked, String who, Instant at) {
        if (status == asked) {
            return false;
        }
        set(asked, who, at, null);
        return true;
    }

    private Move move(
            Set<Status> from, Status to, String who, Instant at, @Nullable String reason) {
        if (!from.contains(status) || !status.next().contains(to)) {
            return Move.refused(new Refusal.WrongStatus(status, from));
        }
        var before = status;
        set(to, who, at, reason);
        return new Move.Made(before, to);
    }

    private void set(Status to, String who, Instant at, @Nullable String reason) {
        status = to;
        statusBy = who;
        statusAt = at;
        statusReason = reason;
        if (firstApprovedAt == null && to.mayRun()) {
            firstApprovedAt = at;
        }
        if (to == Status.LIVE && launchedAt == null) {
            launchedAt = at;
        } else if (to == Status.DRAFT) {
            launchedAt = null;
        }
    }
}
