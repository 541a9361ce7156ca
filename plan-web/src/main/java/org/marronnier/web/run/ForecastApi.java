package org.marronnier.web.run;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.campaign.Campaigns;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.figure.Figure;
import org.marronnier.domain.figure.FigureSubject;
import org.marronnier.domain.figure.PlanFigure;
import org.marronnier.domain.user.Scope;
import org.marronnier.scheduler.decision.PlanRules;
import org.marronnier.scheduler.figure.MeasuringPlans;
import org.marronnier.web.api.Problems;
import org.marronnier.web.security.With;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a campaign would come to at its next occurrence, asked by programs. */
@RestController
@RequestMapping("/api/v1/campaigns/{campaign}/forecast")
class ForecastApi {

    private final MeasuringPlans measuring;
    private final Campaigns campaigns;
    private final Plans plans;

    ForecastApi(MeasuringPlans measuring, Campaigns campaigns, Plans plans) {
        this.measuring = measuring;
        this.campaigns = campaigns;
        this.plans = plans;
    }

    /**
     * A forecast as it stands.
     *
     * @param state waiting, done or failed; the figures of an older one stand while it waits
     * @param occurrence the instant that was judged
     * @param judged how many contacts were judged; fewer than are targeted make an estimate
     * @param margin by how much at most {@code queued} is off, in 95 of 100 draws
     * @param funnel all who will be targeted, line by line; {@code queued} would get a message
     */
    record Told(
            String plan,
            String campaign,
            String state,
            @Nullable Instant computedAt,
            @Nullable Instant occurrence,
            @Nullable Long judged,
            @Nullable Long margin,
            @Nullable Map<String, Object> funnel) {}

    /** As last computed, at once; one that is older than the plan or a day is computed again. */
    @GetMapping
    @With(Scope.PLANS_READ)
    ResponseEntity<?> show(@PathVariable String campaign, @RequestParam @Nullable String plan) {
        var holders = plan == null ? campaigns.plansWith(campaign) : List.of(plan);
        if (holders.size() > 1) {
            return Problems.conflict(
                    "The campaign %s is in several plans: %s. Name one with ?plan=."
                            .formatted(campaign, String.join(", ", holders)));
        }
        return holders.stream()
                .findFirst()
                .flatMap(plans::load)
                .flatMap(
                        document ->
                                document.campaigns().stream()
                                        .filter(one -> one.brief().key().equals(campaign))
                                        .findFirst()
                                        .<ResponseEntity<?>>map(one -> answer(document, one)))
                .orElseGet(() -> Problems.notFound("There is no campaign %s.".formatted(campaign)));
    }

    private ResponseEntity<?> answer(PlanDocument plan, PlanDocument.Campaign campaign) {
        var key = campaign.brief().key();
        if (!PlanRules.sends(campaign.brief())) {
            return Problems.conflict(
                    "The campaign %s sends nothing: it needs a channel and a template."
                            .formatted(key));
        }
        return ResponseEntity.ok(
                told(
                        plan.plan().key(),
                        key,
                        measuring.shown(plan, new FigureSubject.Forecast(key))));
    }

    private static Told told(String plan, String campaign, PlanFigure shown) {
        var forecast = shown.figure() instanceof Figure.Forecast known ? known : null;
        return new Told(
                plan,
                campaign,
                shown.state().name().toLowerCase(Locale.ROOT),
                shown.at(),
                forecast == null ? null : forecast.occurrence(),
                forecast == null ? null : forecast.judged(),
                forecast == null ? null : forecast.margin(),
                forecast == null ? null : RunAnswer.lines(forecast.funnel()));
    }
}
