package org.marronnier.scheduler.campaign;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.campaign.Campaigns;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.run.Run;
import org.springframework.stereotype.Component;

/** Somebody fires a campaign now. */
@Component
public class FiringCampaign {

    private final Plans plans;
    private final Campaigns campaigns;
    private final CampaignRunner runner;
    private final Clock clock;

    FiringCampaign(Plans plans, Campaigns campaigns, CampaignRunner runner, Clock clock) {
        this.plans = plans;
        this.campaigns = campaigns;
        this.runner = runner;
        this.clock = clock;
    }

    /** What came of it. */
    public sealed interface Answer {
        /**
         * @param fresh false where this call, or another of the same second, fired it before
         */
        record Fired(Run run, boolean fresh) implements Answer {}

        record Unknown() implements Answer {}

        /** Several plans have a campaign of this key. */
        record Ambiguous(List<String> plans) implements Answer {}

        record NotApproved(Status status) implements Answer {}

        /** It has no channel or no template, or is only a highlight of the calendar. */
        record SendsNothing() implements Answer {}

        /** It is on the web alone: contacts are shown it when they come. */
        record IsAskedFor() implements Answer {}

        /** A rule of the plan cannot be evaluated. */
        record Unusable(String detail) implements Answer {}
    }

    /**
     * @param plan null for the only plan that has the campaign
     * @param askedKey repeats with the same key are one call
     */
    public Answer fire(
            @Nullable String plan, String campaign, String by, @Nullable String askedKey) {
        var holders = plan == null ? plansWith(campaign) : List.of(plan);
        if (holders.isEmpty()) {
            return new Answer.Unknown();
        }
        if (holders.size() > 1) {
            return new Answer.Ambiguous(holders);
        }
        try {
            return plans.load(holders.getFirst())
                    .flatMap(document -> Briefing.of(document, campaign))
                    .<Answer>map(briefing -> fire(holders.getFirst(), briefing, by, askedKey))
                    .orElseGet(Answer.Unknown::new);
        } catch (IllegalArgumentException e) {
            return new Answer.Unusable(String.valueOf(e.getMessage()));
        }
    }

    private Answer fire(String plan, Briefing briefing, String by, @Nullable String askedKey) {
        if (!briefing.status().mayRun()) {
            return new Answer.NotApproved(briefing.status());
        }
        if (briefing.sendsNothing()) {
            return new Answer.SendsNothing();
        }
        if (briefing.isAskedFor()) {
            return new Answer.IsAskedFor();
        }
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var opened = runner.open(plan, briefing.brief().key(), now, by, askedKey);
        // Another call of this second has the instant already; this one is a call of its own.
        for (var second = 1; !opened.ofThisCall(); second++) {
            opened =
                    runner.open(
                            plan, briefing.brief().key(), now.plusSeconds(second), by, askedKey);
        }
        return new Answer.Fired(opened.run(), opened.fresh());
    }

    /** The plans that have a campaign of this key. */
    public List<String> plansWith(String campaign) {
        return campaigns.plansWith(campaign);
    }
}
