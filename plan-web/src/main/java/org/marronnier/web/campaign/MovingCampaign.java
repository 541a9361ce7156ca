package org.marronnier.web.campaign;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.approval.Approval;
import org.marronnier.domain.approval.Approvals;
import org.marronnier.domain.campaign.Campaign;
import org.marronnier.domain.campaign.Campaigns;
import org.marronnier.domain.campaign.CampaignsChanged;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.PlanReader;
import org.marronnier.domain.document.PlanWriter;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.document.Reading;
import org.marronnier.domain.lifecycle.Move;
import org.marronnier.domain.lifecycle.Refusal;
import org.marronnier.domain.lifecycle.Status;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Moves a campaign on in its life, and keeps who did it. One that is not whole stays a draft. */
@Component
class MovingCampaign {

    private final Plans plans;
    private final PlanReader reader;
    private final Campaigns campaigns;
    private final Approvals approvals;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MovingCampaign(
            Plans plans,
            PlanReader reader,
            Campaigns campaigns,
            Approvals approvals,
            ApplicationEventPublisher events,
            Clock clock) {
        this.plans = plans;
        this.reader = reader;
        this.campaigns = campaigns;
        this.approvals = approvals;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public Move submit(String plan, String key, long version, String who) {
        return moveWhole(
                Status.SUBMITTED,
                plan,
                key,
                version,
                Approval.What.SUBMITTED,
                who,
                null,
                (one, at) -> one.submit(who, at));
    }

    @Transactional
    public Move approve(String plan, String key, long version, String who) {
        return moveWhole(
                Status.APPROVED,
                plan,
                key,
                version,
                Approval.What.APPROVED,
                who,
                null,
                (one, at) -> one.approve(who, at));
    }

    @Transactional
    public Move sendBack(String plan, String key, long version, String who, String reason) {
        return move(
                plan,
                key,
                version,
                Approval.What.SENT_BACK,
                who,
                reason.strip(),
                (one, at) -> one.sendBack(reason, who, at));
    }

    @Transactional
    public Move withdraw(String plan, String key, long version, String who) {
        return move(
                plan,
                key,
                version,
                Approval.What.WITHDRAWN,
                who,
                null,
                (one, at) -> one.withdraw(who, at));
    }

    @Transactional
    public Move pause(String plan, String key, long version, String who) {
        return move(
                plan,
                key,
                version,
                Approval.What.PAUSED,
                who,
                null,
                (one, at) -> one.pause(who, at));
    }

    @Transactional
    public Move resume(String plan, String key, long version, String who) {
        return move(
                plan,
                key,
                version,
                Approval.What.RESUMED,
                who,
                null,
                (one, at) -> one.resume(who, at));
    }

    /** Moves it there unless the plan document would not hold with it there. */
    private Move moveWhole(
            Status to,
            String plan,
            String key,
            long version,
            Approval.What what,
            String who,
            @Nullable String reason,
            BiFunction<Campaign, Instant, Move> how) {
        var lacks =
                plans.load(plan)
                        .map(document -> lacking(standing(document, key, to)))
                        .orElse(List.of());
        return lacks.isEmpty()
                ? move(plan, key, version, what, who, reason, how)
                : new Move.Refused(lacks);
    }

    private List<Refusal> lacking(PlanDocument document) {
        return switch (reader.read(PlanWriter.write(document))) {
            case Reading.Accepted _ -> List.of();
            case Reading.Refused(var mistakes) ->
                    mistakes.stream()
                            .<Refusal>map(
                                    mistake ->
                                            new Refusal.NotWhole(mistake.path(), mistake.telling()))
                            .toList();
        };
    }

    private static PlanDocument standing(PlanDocument plan, String key, Status to) {
        return new PlanDocument(
                plan.plan(),
                plan.conventions(),
                plan.journeys(),
                plan.segments(),
                plan.pressure(),
                plan.quiet(),
                plan.capacity(),
                plan.objectives(),
                plan.kpis(),
                plan.templates(),
                plan.programmes(),
                plan.campaigns().stream()
                        .map(
                                one ->
                                        one.brief().key().equals(key)
                                                ? new PlanDocument.Campaign(one.brief(), to)
                                                : one)
                        .toList(),
                plan.calendar());
    }

    private Move move(
            String plan,
            String key,
            long version,
            Approval.What what,
            String who,
            @Nullable String reason,
            BiFunction<Campaign, Instant, Move> how) {
        var campaign = campaigns.find(plan, key).orElse(null);
        if (campaign == null) {
            return new Move.Refused(List.of(new Refusal.Unknown(key)));
        }
        var life = campaign.life();
        if (campaign.version() != version) {
            return new Move.Refused(
                    List.of(new Refusal.ChangedMeanwhile(life.statusBy(), campaign.updatedAt())));
        }
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var move = how.apply(campaign, now);
        if (move instanceof Move.Made(var _, var to)) {
            approvals.save(
                    new Approval(plan, Approval.Subject.CAMPAIGN, key, what, who, now, to, reason));
            plans.moved(plan);
            events.publishEvent(new CampaignsChanged(plan));
        }
        return move;
    }
}
