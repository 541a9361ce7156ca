package org.marronnier.scheduler.campaign;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.pressure.Capacity;
import org.marronnier.scheduler.decision.PlanRules;
import org.marronnier.scheduler.decision.Source;

/** What one campaign asks of a run, with the rules of its plan. */
record Briefing(CampaignBrief brief, Status status, PlanRules plan) {

    /**
     * The briefing of a campaign; none when the plan lacks it.
     *
     * @throws IllegalArgumentException when a rule of the plan cannot be evaluated; the message
     *     says which
     */
    static Optional<Briefing> of(PlanDocument document, String campaign) {
        return document.campaigns().stream()
                .filter(one -> one.brief().key().equals(campaign))
                .findFirst()
                .map(one -> new Briefing(one.brief(), one.status(), PlanRules.of(document)));
    }

    boolean sendsNothing() {
        return !PlanRules.sends(brief);
    }

    /** Whether its messages wait for the contacts to come, so that there is nothing to run. */
    boolean isAskedFor() {
        return PlanRules.isAskedFor(brief.channels());
    }

    /** The capacities of the channels that its messages may go by. */
    List<Capacity> capacities() {
        return plan.capacities().stream()
                .filter(capacity -> brief.channels().contains(capacity.channel()))
                .sorted(Comparator.comparing(Capacity::channel))
                .toList();
    }

    /** Whether another comes from the same plan, as it stood. */
    boolean isOf(Briefing other) {
        return Objects.equals(plan.document(), other.plan.document());
    }

    /** What the campaign asks for at an instant. */
    Source source(Instant due) {
        return Source.of(brief, due, plan.zone());
    }
}
