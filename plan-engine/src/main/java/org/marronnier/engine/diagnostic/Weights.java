package org.marronnier.engine.diagnostic;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.campaign.CampaignKind;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.figure.Figure;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.Intent;
import org.marronnier.domain.message.SourceName;
import org.marronnier.domain.scenario.Step;
import org.marronnier.engine.calendar.Occurrences;

/** The messages of a plan: those that left where some did, else those that it foresees. */
final class Weights {

    /** A month of messages says more than a quarter, but only where there are enough. */
    private static final int MONTH = 30;

    private Weights() {}

    static Shares shares(PlanDocument plan, Figure.@Nullable Volumes volumes) {
        if (volumes == null || volumes.total() == 0) {
            return Shares.of(Shares.Basis.PLAN_YEAR, foreseen(plan));
        }
        return Shares.of(
                volumes.days() <= MONTH ? Shares.Basis.LAST_30_DAYS : Shares.Basis.LAST_90_DAYS,
                sent(plan, volumes));
    }

    private static List<Weight> sent(PlanDocument plan, Figure.Volumes volumes) {
        Map<String, @Nullable Intent> intents = new HashMap<>();
        Map<String, Boolean> newsletters = new HashMap<>();
        scenarios(plan)
                .forEach(
                        scenario ->
                                intents.put(
                                        SourceName.ofScenario(scenario.brief().key()),
                                        scenario.brief().intent()));
        for (var campaign : plan.campaigns()) {
            var source = SourceName.ofCampaign(campaign.brief().key());
            intents.put(source, campaign.brief().intent());
            newsletters.put(source, isNewsletter(campaign.brief()));
        }
        return volumes.volumes().stream()
                .map(
                        volume ->
                                new Weight(
                                        SourceName.isOfScenario(volume.source()),
                                        newsletters.getOrDefault(volume.source(), false)
                                                && volume.channel() == Channel.EMAIL,
                                        volume.type(),
                                        intents.get(volume.source()),
                                        volume.messages()))
                .toList();
    }

    private static List<Weight> foreseen(PlanDocument plan) {
        var weights = new ArrayList<Weight>();
        var from = plan.plan().from().atStartOfDay();
        var to = plan.plan().to().plusDays(1).atStartOfDay();
        for (var campaign : plan.campaigns()) {
            var brief = campaign.brief();
            if (brief.kind() != CampaignKind.HIGHLIGHT) {
                weights.add(
                        new Weight(
                                false,
                                isNewsletter(brief),
                                brief.type(),
                                brief.intent(),
                                occurrences(plan, brief, from, to)));
            }
        }
        scenarios(plan)
                .filter(scenario -> scenario.status() != Status.ENDED)
                .forEach(
                        scenario ->
                                weights.add(
                                        new Weight(
                                                true,
                                                false,
                                                scenario.brief().type(),
                                                scenario.brief().intent(),
                                                longest(scenario.brief().steps()))));
        return weights;
    }

    /** A recurring campaign by e-mail. */
    static boolean isNewsletter(CampaignBrief campaign) {
        return campaign.kind() == CampaignKind.RECURRING
                && campaign.channels().contains(Channel.EMAIL);
    }

    /** How many messages the longest way through the steps sends. */
    static long longest(List<Step> steps) {
        var messages = 0L;
        for (var step : steps) {
            switch (step) {
                case Step.Send _ -> messages++;
                case Step.Branch branch ->
                        messages += Math.max(longest(branch.then()), longest(branch.otherwise()));
                case Step.Split split ->
                        messages +=
                                split.ways().stream()
                                        .mapToLong(way -> longest(way.steps()))
                                        .max()
                                        .orElse(0);
                case Step.End _ -> {
                    return messages;
                }
                case Step.WaitFor _, Step.WaitUntil _ -> {}
            }
        }
        return messages;
    }

    private static long occurrences(
            PlanDocument plan, CampaignBrief campaign, LocalDateTime from, LocalDateTime to) {
        var start = campaign.start();
        return start == null
                ? 0
                : Occurrences.of(start, campaign.recurrence(), plan.plan().zone())
                        .between(from, to)
                        .size();
    }

    static Stream<PlanDocument.Scenario> scenarios(PlanDocument plan) {
        return plan.programmes().stream().flatMap(programme -> programme.scenarios().stream());
    }
}
