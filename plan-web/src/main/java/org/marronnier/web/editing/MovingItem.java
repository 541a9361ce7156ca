package org.marronnier.web.editing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.approval.Approval;
import org.marronnier.domain.approval.Approval.What;
import org.marronnier.domain.approval.Approvals;
import org.marronnier.domain.approval.Aspect;
import org.marronnier.domain.approval.AspectApproval;
import org.marronnier.domain.approval.AspectApprovals;
import org.marronnier.domain.campaign.Campaigns;
import org.marronnier.domain.campaign.CampaignsChanged;
import org.marronnier.domain.change.Change;
import org.marronnier.domain.change.Preparation;
import org.marronnier.domain.change.Preparations;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.Mistake;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.document.Reading;
import org.marronnier.domain.lifecycle.LivingItem;
import org.marronnier.domain.lifecycle.Move;
import org.marronnier.domain.lifecycle.Refusal;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.programme.Programmes;
import org.marronnier.domain.scenario.Scenarios;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Moves an item on in its life, or its version in preparation where it has one, and keeps who did
 * it. What is not whole stays a draft.
 */
@Component
public class MovingItem {

    private final Plans plans;
    private final KeepingItem keeping;
    private final Programmes programmes;
    private final Scenarios scenarios;
    private final Campaigns campaigns;
    private final Approvals approvals;
    private final AspectApprovals aspects;
    private final Preparations preparations;
    private final ApplicationEventPublisher events;

    MovingItem(
            Plans plans,
            KeepingItem keeping,
            Programmes programmes,
            Scenarios scenarios,
            Campaigns campaigns,
            Approvals approvals,
            AspectApprovals aspects,
            Preparations preparations,
            ApplicationEventPublisher events) {
        this.plans = plans;
        this.keeping = keeping;
        this.programmes = programmes;
        this.scenarios = scenarios;
        this.campaigns = campaigns;
        this.approvals = approvals;
        this.aspects = aspects;
        this.preparations = preparations;
        this.events = events;
    }

    /** An item that somebody moves, held with its plan. */
    private record Held(PlanDocument document, EditedItem item) {
        String plan() {
            return document.plan().key();
        }

        ItemPlace place() {
            return item.place();
        }
    }

    /** Asks for an approval. */
    @Transactional
    public Move submit(Editor who, String plan, ItemPlace place, long version) {
        return held(
                plan,
                place,
                version,
                held -> {
                    var prepared = held.item().preparation();
                    return prepared != null
                            ? submitPrepared(who, held, prepared)
                            : whole(held, Status.SUBMITTED)
                                    .orElseGet(
                                            () ->
                                                    move(
                                                            who,
                                                            held,
                                                            What.SUBMITTED,
                                                            null,
                                                            (one, at) ->
                                                                    one.submit(who.name(), at)));
                });
    }

    /** Its author takes it back. */
    @Transactional
    public Move withdraw(Editor who, String plan, ItemPlace place, long version) {
        return held(
                plan,
                place,
                version,
                held -> {
                    aspects.remove(plan, place, Aspect.of(place.kind()));
                    return held.item().preparation() instanceof Preparation prepared
                            ? bringPrepared(who, held, prepared, What.WITHDRAWN, null)
                            : move(
                                    who,
                                    held,
                                    What.WITHDRAWN,
                                    null,
                                    (one, at) -> one.withdraw(who.name(), at));
                });
    }

    /** Approves all of it. */
    @Transactional
    public Move approve(Editor who, String plan, ItemPlace place, long version) {
        return approve(who, plan, place, version, Aspect.of(place.kind()));
    }

    /** Approves some aspects of it; once all are, it is approved. */
    @Transactional
    public Move approve(Editor who, String plan, ItemPlace place, long version, Set<Aspect> some) {
        if (!who.mayApprove()) {
            return Move.refused(new Refusal.NotYours());
        }
        return held(plan, place, version, held -> approve(who, held, some));
    }

    /** Back to its author, with a reason. */
    @Transactional
    public Move sendBack(Editor who, String plan, ItemPlace place, long version, String reason) {
        if (!who.mayApprove()) {
            return Move.refused(new Refusal.NotYours());
        }
        if (reason.isBlank()) {
            return Move.refused(new Refusal.NoReason());
        }
        return held(
                plan,
                place,
                version,
                held -> {
                    aspects.remove(plan, place, Aspect.of(place.kind()));
                    return held.item().preparation() instanceof Preparation prepared
                            ? bringPrepared(who, held, prepared, What.SENT_BACK, reason.strip())
                            : move(
                                    who,
                                    held,
                                    What.SENT_BACK,
                                    reason.strip(),
                                    (one, at) -> one.sendBack(reason, who.name(), at));
                });
    }

    @Transactional
    public Move pause(Editor who, String plan, ItemPlace place, long version) {
        return steer(
                who, plan, place, version, What.PAUSED, (one, at) -> one.pause(who.name(), at));
    }

    @Transactional
    public Move resume(Editor who, String plan, ItemPlace place, long version) {
        return steer(
                who, plan, place, version, What.RESUMED, (one, at) -> one.resume(who.name(), at));
    }

    @Transactional
    public Move end(Editor who, String plan, ItemPlace place, long version) {
        return steer(who, plan, place, version, What.ENDED, (one, at) -> one.end(who.name(), at));
    }

    /** Gives the version in preparation up. */
    @Transactional
    public Move discard(Editor who, String plan, ItemPlace place, long version) {
        return held(
                plan,
                place,
                version,
                held -> {
                    if (!(held.item().preparation() instanceof Preparation prepared)) {
                        return Move.refused(new Refusal.Unknown(place.key()));
                    }
                    preparations.remove(plan, place);
                    aspects.remove(plan, place, Aspect.of(place.kind()));
                    keeping.note(
                            who,
                            plan,
                            place,
                            Change.What.DISCARDED,
                            prepared.tree(),
                            held.item().tree(),
                            null);
                    note(who, held, What.DISCARDED, prepared.status(), null, true);
                    return new Move.Made(prepared.status(), prepared.status());
                });
    }

    private Move steer(
            Editor who,
            String plan,
            ItemPlace place,
            long version,
            What what,
            BiFunction<LivingItem<?>, Instant, Move> how) {
        return who.mayApprove()
                ? held(plan, place, version, held -> move(who, held, what, null, how))
                : Move.refused(new Refusal.NotYours());
    }

    private Move held(
            String plan,
            ItemPlace place,
            long version,
            java.util.function.Function<Held, Move> how) {
        var held =
                keeping.hold(plan)
                        .flatMap(
                                document ->
                                        keeping.item(document, place)
                                                .map(item -> new Held(document, item)))
                        .orElse(null);
        if (held == null) {
            return Move.refused(new Refusal.Unknown(place.key()));
        }
        var item = held.item();
        return item.version() == version
                ? how.apply(held)
                : Move.refused(
                        new Refusal.ChangedMeanwhile(
                                item.changedBy(),
                                item.changedAt() == null ? keeping.now() : item.changedAt()));
    }

    private Move approve(Editor who, Held held, Set<Aspect> some) {
        var place = held.place();
        var prepared = held.item().preparation();
        var done = EnumSet.noneOf(Aspect.class);
        done.addAll(some);
        aspects.of(held.plan(), place).forEach(approval -> done.add(approval.aspect()));
        if (!done.containsAll(Aspect.of(place.kind()))) {
            return approveApart(who, held, some);
        }
        return prepared == null
                ? whole(held, Status.APPROVED).orElseGet(() -> approveWhole(who, held))
                : replace(who, held, prepared);
    }

    private Move approveApart(Editor who, Held held, Set<Aspect> some) {
        var status =
                held.item().preparation() instanceof Preparation prepared
                        ? prepared.status()
                        : held.item().status();
        if (status != Status.SUBMITTED) {
            return Move.refused(
                    new Refusal.WrongStatus(
                            status == null ? Status.DRAFT : status, Set.of(Status.SUBMITTED)));
        }
        for (var aspect : some) {
            aspects.save(
                    held.plan(),
                    held.place(),
                    new AspectApproval(aspect, who.name(), keeping.now()));
            approvals.save(approval(who, held, What.APPROVED, Status.SUBMITTED, null).of(aspect));
        }
        return new Move.Made(status, status);
    }

    private Move approveWhole(Editor who, Held held) {
        aspects.remove(held.plan(), held.place(), Aspect.of(held.place().kind()));
        return move(who, held, What.APPROVED, null, (one, at) -> one.approve(who.name(), at));
    }

    /** The version in preparation takes the place of what holds. */
    private Move replace(Editor who, Held held, Preparation prepared) {
        var place = held.place();
        return switch (withPrepared(held, prepared)) {
            case Reading.Refused(var mistakes) -> lacking(held, mistakes);
            case Reading.Accepted(var after) -> {
                preparations.remove(held.plan(), place);
                aspects.remove(held.plan(), place, Aspect.of(place.kind()));
                keeping.keep(who, held.document(), after, place, Change.What.REPLACED, null);
                note(who, held, What.APPROVED, Status.APPROVED, null, true);
                yield new Move.Made(prepared.status(), Status.APPROVED);
            }
        };
    }

    private Move submitPrepared(Editor who, Held held, Preparation prepared) {
        if (prepared.status() != Status.DRAFT) {
            return Move.refused(new Refusal.WrongStatus(prepared.status(), Set.of(Status.DRAFT)));
        }
        return switch (withPrepared(held, prepared)) {
            case Reading.Refused(var mistakes) -> lacking(held, mistakes);
            case Reading.Accepted _ -> bringPrepared(who, held, prepared, What.SUBMITTED, null);
        };
    }

    /** The version in preparation stands elsewhere. */
    private Move bringPrepared(
            Editor who, Held held, Preparation prepared, What what, @Nullable String reason) {
        var to = what == What.SUBMITTED ? Status.SUBMITTED : Status.DRAFT;
        if (prepared.status() == to) {
            return Move.refused(
                    new Refusal.WrongStatus(prepared.status(), Set.of(Status.SUBMITTED)));
        }
        preparations.save(
                held.plan(),
                new Preparation(
                        held.place(), prepared.tree(), to, who.name(), keeping.now(), reason));
        note(who, held, what, to, reason, true);
        noteMove(who, held, prepared.status(), to);
        return new Move.Made(prepared.status(), to);
    }

    private Reading withPrepared(Held held, Preparation prepared) {
        var item =
                keeping.whole(held.document(), held.place(), prepared.tree(), held.item().status());
        return keeping.read(held.document(), whole -> whole.put(held.place(), item));
    }

    /** Why the plan would not hold with the item there; nothing where it would. */
    private Optional<Move> whole(Held held, Status to) {
        var standing = held.document().with(held.place(), to);
        return switch (keeping.read(standing, _ -> {})) {
            case Reading.Accepted _ -> Optional.empty();
            case Reading.Refused(var mistakes) -> Optional.of(lacking(held, mistakes));
        };
    }

    private Move lacking(Held held, List<Mistake> mistakes) {
        var path = keeping.tree(held.document()).path(held.place()).orElseThrow();
        return new Move.Refused(
                KeepingItem.refused(mistakes, path).mistakes().stream()
                        .<Refusal>map(
                                mistake -> new Refusal.NotWhole(mistake.path(), mistake.telling()))
                        .toList());
    }

    private Move move(
            Editor who,
            Held held,
            What what,
            @Nullable String reason,
            BiFunction<LivingItem<?>, Instant, Move> how) {
        var item = living(held.plan(), held.place()).orElse(null);
        if (item == null) {
            return Move.refused(new Refusal.Unknown(held.place().key()));
        }
        var move = how.apply(item, keeping.now().truncatedTo(ChronoUnit.SECONDS));
        if (move instanceof Move.Made(var from, var to)) {
            note(who, held, what, to, reason, false);
            plans.moved(held.document().with(held.place(), to));
            noteMove(who, held, from, to);
            if (held.place().kind() == ItemKind.CAMPAIGN) {
                events.publishEvent(new CampaignsChanged(held.plan()));
            }
        }
        return move;
    }

    private void note(
            Editor who,
            Held held,
            What what,
            Status outcome,
            @Nullable String reason,
            boolean prepared) {
        var approval = approval(who, held, what, outcome, reason);
        approvals.save(prepared ? approval.ofPreparation() : approval);
    }

    private Approval approval(
            Editor who, Held held, What what, Status outcome, @Nullable String reason) {
        return new Approval(
                held.plan(),
                held.place(),
                what,
                who.name(),
                keeping.now().truncatedTo(ChronoUnit.SECONDS),
                outcome,
                reason);
    }

    private void noteMove(Editor who, Held held, Status from, Status to) {
        keeping.note(
                who,
                held.plan(),
                held.place(),
                Change.What.MOVED,
                Map.of("status", word(from)),
                Map.of("status", word(to)),
                null);
    }

    private static String word(Status status) {
        return status.name().toLowerCase(java.util.Locale.ROOT);
    }

    private Optional<? extends LivingItem<?>> living(String plan, ItemPlace place) {
        return switch (place.kind()) {
            case PROGRAMME -> programmes.find(plan, place.key());
            case SCENARIO -> scenarios.find(plan, String.valueOf(place.programme()), place.key());
            case CAMPAIGN -> campaigns.find(plan, place.key());
            case PLAN,
                    CONVENTIONS,
                    JOURNEY,
                    SEGMENT,
                    PRESSURE_RULE,
                    QUIET_PERIOD,
                    CAPACITY,
                    OBJECTIVE,
                    KPI,
                    TEMPLATE,
                    CALENDAR_EVENT ->
                    Optional.empty();
        };
    }
}
