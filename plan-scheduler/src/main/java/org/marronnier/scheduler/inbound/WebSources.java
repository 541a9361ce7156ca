package org.marronnier.scheduler.inbound;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.scenario.Step;
import org.marronnier.domain.time.LocalTimes;
import org.marronnier.engine.calendar.Occurrences;
import org.marronnier.engine.scenario.Course;
import org.marronnier.engine.scenario.StepPath;
import org.marronnier.scheduler.decision.PlanRules;
import org.marronnier.scheduler.decision.Source;
import org.marronnier.scheduler.enrolment.StepSource;
import org.marronnier.scheduler.scenario.LiveScenarios;
import org.marronnier.store.inbound.WebOffers;
import org.springframework.stereotype.Component;

/** What asks to be shown on the web. */
@Component
class WebSources {

    private final LiveScenarios scenarios;
    private final WebOffers offers;

    WebSources(LiveScenarios scenarios, WebOffers offers) {
        this.scenarios = scenarios;
        this.offers = offers;
    }

    /**
     * A source that may be shown.
     *
     * @param offer its number, where it has one yet
     */
    record Standing(PlanRules plan, Source source, String template, @Nullable Long offer) {}

    /**
     * What the scenarios that are live offer a contact, by the edition that it went through; what
     * is due and not over, and was not shown yet.
     */
    Map<String, List<Standing>> ofScenarios(long contact, Instant now) {
        var standing = new HashMap<String, List<Standing>>();
        for (var offer : offers.ofScenarios(contact, now)) {
            of(offer)
                    .ifPresent(
                            one ->
                                    standing.computeIfAbsent(offer.plan(), _ -> new ArrayList<>())
                                            .add(one));
        }
        return standing;
    }

    private Optional<Standing> of(WebOffers.Offer offer) {
        var scenario = offer.scenario();
        var edition = offer.edition();
        var step = offer.step();
        if (scenario == null || edition == null || step == null) {
            return Optional.empty();
        }
        return scenarios
                .find(scenario)
                .filter(live -> live.isLive())
                .flatMap(
                        live -> {
                            var brief = scenarios.edition(edition);
                            return Course.of(brief)
                                    .at(new StepPath(step))
                                    .filter(Step.Send.class::isInstance)
                                    .map(Step.Send.class::cast)
                                    .map(
                                            send ->
                                                    new Standing(
                                                            live.rules(),
                                                            StepSource.of(
                                                                    live, brief, send, offer.due()),
                                                            send.template(),
                                                            offer.id()));
                        });
    }

    /** The occurrences of a plan's campaigns on the web alone that are due and not over. */
    static Stream<Standing> ofCampaigns(PlanRules plan, Instant now) {
        return plan.shown().flatMap(brief -> standing(plan, brief, now));
    }

    private static Stream<Standing> standing(PlanRules plan, CampaignBrief brief, Instant now) {
        try {
            var zone = plan.zone();
            var local = now.atZone(zone).toLocalDateTime();
            var lasts = brief.expiry() == null ? Source.DEFAULT_EXPIRY : brief.expiry();
            return Occurrences.of(brief, zone)
                    .between(lasts.before(local).minusDays(1), local.plusDays(1))
                    .stream()
                    .map(at -> LocalTimes.instant(at, zone))
                    .filter(due -> !due.isAfter(now))
                    .flatMap(due -> of(plan, brief, due).stream())
                    .filter(one -> !now.isAfter(one.source.expiry()));
        } catch (IllegalArgumentException e) {
            // What cannot be read is shown to nobody.
            return Stream.of();
        }
    }

    private static Optional<Standing> of(PlanRules plan, CampaignBrief brief, Instant due) {
        return Optional.ofNullable(brief.template())
                .map(
                        template ->
                                new Standing(
                                        plan, Source.of(brief, due, plan.zone()), template, null));
    }
}
