package org.marronnier.web.editing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.approval.Approval.What;
import org.marronnier.domain.approval.Aspect;
import org.marronnier.domain.approval.AspectApproval;
import org.marronnier.domain.approval.AspectApprovals;
import org.marronnier.domain.campaign.Campaigns;
import org.marronnier.domain.campaign.CampaignsChanged;
import org.marronnier.domain.change.Preparation;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.document.Reading;
import org.marronnier.domain.lifecycle.LivingItem;
import org.marronnier.domain.lifecycle.Move;
import org.marronnier.domain.lifecycle.Refusal;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.programme.Programmes;
import org.marronnier.domain.scenario.Scenarios;
import org.marronnier.domain.scenario.ScenariosChanged;
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
    private final AspectApprovals aspects;
    private final MovingPreparation preparation;
    private final NotingMoves notes;
    private final ApplicationEventPublisher events;

    MovingItem(
            Plans plans,
            KeepingItem keeping,
            Programmes programmes,
            Scenarios scenarios,
            Campaigns campaigns,
            AspectApprovals aspects,
            MovingPreparation preparation,
            NotingMoves notes,
            ApplicationEventPublisher events) {
        this.plans = plans;
        this.keeping = keeping;
        this.programmes = programmes;
        this.scenarios = scenarios;
        this.campaigns = campaigns;
        this.aspects = aspects;
        this.preparation = preparation;
        this.notes = notes;
        this.events = events;
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
                            ? preparation.submit(who, held, prepared)
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
                            ? preparation.back(who, held, prepared, What.WITHDRAWN, null)
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
                            ? preparation.back(who, held, prepared, What.SENT_BACK, reason.strip())
                            : move(
                                    who,
                                    held,
                                    What.SENT_BACK,
                                    reason.strip(),
                                    (one, at) -> one.sendBack(reason, who.name(), at));
                });
    }

    /** A scenario that was approved goes into service: contacts enter it from now on. */
    @Transactional
    public Move launch(Editor who, String plan, ItemPlace place, long version) {
        return place.kind() == ItemKind.SCENARIO
                ? steer(
                        who,
                        plan,
                        place,
                        version,
                        What.LAUNCHED,
                        (one, at) -> one.launch(who.name(), at))
                : Move.refused(new Refusal.Unknown(place.key()));
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
                held ->
                        held.item().preparation() instanceof Preparation prepared
                                ? preparation.discard(who, held, prepared)
                                : Move.refused(new Refusal.Unknown(place.key())));
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

    private Move held(String plan, ItemPlace place, long version, Function<HeldItem, Move> how) {
        var held =
                keeping.hold(plan)
                        .flatMap(
                                document ->
                                        keeping.item(document, place)
                                                .map(item -> new HeldItem(document, item)))
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

    private Move approve(Editor who, HeldItem held, Set<Aspect> some) {
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
                : preparation.approve(who, held, prepared);
    }

    private Move approveApart(Editor who, HeldItem held, Set<Aspect> some) {
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
            notes.apart(who, held, aspect);
        }
        return new Move.Made(status, status);
    }

    private Move approveWhole(Editor who, HeldItem held) {
        aspects.remove(held.plan(), held.place(), Aspect.of(held.place().kind()));
        return move(who, held, What.APPROVED, null, (one, at) -> one.approve(who.name(), at));
    }

    /** Why the plan would not hold with the item there; nothing where it would. */
    private Optional<Move> whole(HeldItem held, Status to) {
        var standing = held.document().with(held.place(), to);
        return switch (keeping.read(standing, _ -> {})) {
            case Reading.Accepted _ -> Optional.empty();
            case Reading.Refused(var mistakes) -> Optional.of(keeping.lacking(held, mistakes));
        };
    }

    private Move move(
            Editor who,
            HeldItem held,
            What what,
            @Nullable String reason,
            BiFunction<LivingItem<?>, Instant, Move> how) {
        var item = living(held.plan(), held.place()).orElse(null);
        if (item == null) {
            return Move.refused(new Refusal.Unknown(held.place().key()));
        }
        var move = how.apply(item, keeping.now().truncatedTo(ChronoUnit.SECONDS));
        if (move instanceof Move.Made(var from, var to)) {
            notes.judged(who, held, what, to, reason);
            plans.moved(held.document().with(held.place(), to));
            notes.moved(who, held, from, to);
            if (held.place().kind() == ItemKind.CAMPAIGN) {
                events.publishEvent(new CampaignsChanged(held.plan()));
            } else {
                events.publishEvent(new ScenariosChanged(held.plan()));
            }
        }
        return move;
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
