package org.marronnier.web.editing;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.approval.Approval;
import org.marronnier.domain.approval.Aspect;
import org.marronnier.domain.approval.AspectApprovals;
import org.marronnier.domain.change.Change;
import org.marronnier.domain.change.Preparation;
import org.marronnier.domain.change.Preparations;
import org.marronnier.domain.document.Reading;
import org.marronnier.domain.lifecycle.Move;
import org.marronnier.domain.lifecycle.Refusal;
import org.marronnier.domain.lifecycle.Status;
import org.springframework.stereotype.Component;

/**
 * Moves the version in preparation of an item that is held, while what holds stays as it is until
 * the version takes its place.
 */
@Component
class MovingPreparation {

    private final KeepingItem keeping;
    private final Preparations preparations;
    private final AspectApprovals aspects;
    private final NotingMoves notes;

    MovingPreparation(
            KeepingItem keeping,
            Preparations preparations,
            AspectApprovals aspects,
            NotingMoves notes) {
        this.keeping = keeping;
        this.preparations = preparations;
        this.aspects = aspects;
        this.notes = notes;
    }

    /** Asks for its approval; refused where the plan would not hold with it. */
    Move submit(Editor who, HeldItem held, Preparation prepared) {
        if (prepared.status() != Status.DRAFT) {
            return Move.refused(new Refusal.WrongStatus(prepared.status(), Set.of(Status.DRAFT)));
        }
        return switch (read(held, prepared)) {
            case Reading.Refused(var mistakes) -> keeping.lacking(held, mistakes);
            case Reading.Accepted _ ->
                    move(who, held, prepared, Approval.What.SUBMITTED, Status.SUBMITTED, null);
        };
    }

    /**
     * Makes a draft of it again.
     *
     * @param what whether its author withdraws it or somebody sends it back
     */
    Move back(
            Editor who,
            HeldItem held,
            Preparation prepared,
            Approval.What what,
            @Nullable String reason) {
        return prepared.status() == Status.DRAFT
                ? Move.refused(new Refusal.WrongStatus(Status.DRAFT, Set.of(Status.SUBMITTED)))
                : move(who, held, prepared, what, Status.DRAFT, reason);
    }

    /** It takes the place of what holds. */
    Move approve(Editor who, HeldItem held, Preparation prepared) {
        return switch (read(held, prepared)) {
            case Reading.Refused(var mistakes) -> keeping.lacking(held, mistakes);
            case Reading.Accepted(var after) -> {
                forget(held);
                keeping.keep(who, held.document(), after, held.place(), Change.What.REPLACED, null);
                notes.judgedPrepared(who, held, Approval.What.APPROVED, Status.APPROVED, null);
                yield new Move.Made(prepared.status(), Status.APPROVED);
            }
        };
    }

    /** Gives it up. */
    Move discard(Editor who, HeldItem held, Preparation prepared) {
        forget(held);
        keeping.note(
                who,
                held.plan(),
                held.place(),
                Change.What.DISCARDED,
                prepared.tree(),
                held.item().tree(),
                null);
        notes.judgedPrepared(who, held, Approval.What.DISCARDED, prepared.status(), null);
        return new Move.Made(prepared.status(), prepared.status());
    }

    private Move move(
            Editor who,
            HeldItem held,
            Preparation prepared,
            Approval.What what,
            Status to,
            @Nullable String reason) {
        preparations.save(
                held.plan(),
                new Preparation(
                        held.place(), prepared.tree(), to, who.name(), keeping.now(), reason));
        notes.judgedPrepared(who, held, what, to, reason);
        notes.moved(who, held, prepared.status(), to);
        return new Move.Made(prepared.status(), to);
    }

    private void forget(HeldItem held) {
        preparations.remove(held.plan(), held.place());
        aspects.remove(held.plan(), held.place(), Aspect.of(held.place().kind()));
    }

    private Reading read(HeldItem held, Preparation prepared) {
        var item =
                keeping.whole(held.document(), held.place(), prepared.tree(), held.item().status());
        return keeping.read(held.document(), whole -> whole.put(held.place(), item));
    }
}
