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
import org.marronnier.domain.lifecycle.Move;
import org.marronnier.domain.lifecycle.Refusal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Moving a campaign on in its life, and keeping who did it. */
@Component
class CampaignMoves {

    private final Campaigns campaigns;
    private final Approvals approvals;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CampaignMoves(
            Campaigns campaigns,
            Approvals approvals,
            ApplicationEventPublisher events,
            Clock clock) {
        this.campaigns = campaigns;
        this.approvals = approvals;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public Move submit(String plan, String key, long version, String who) {
        return move(
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
        return move(
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
            events.publishEvent(new CampaignsChanged(plan));
        }
        return move;
    }
}
