package org.marronnier.web.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.pressure.Capacity;
import org.marronnier.engine.calendar.Occurrences;
import org.marronnier.scheduler.decision.PlanRules;
import org.marronnier.scheduler.why.SendSteps;

/** What else may take places of a channel's day that a campaign wants. */
final class SharedDay {

    private SharedDay() {}

    /**
     * The names of the campaigns that are due on the same local day, and of the scenarios, that may
     * send by a channel of the campaign that carries a limited number a day.
     */
    static List<String> of(PlanDocument plan, CampaignBrief campaign, Instant due) {
        var scarce =
                plan.capacity().stream()
                        .map(Capacity::channel)
                        .filter(campaign.channels()::contains)
                        .collect(Collectors.toSet());
        var day = due.atZone(plan.plan().zone()).toLocalDate();
        return scarce.isEmpty()
                ? List.of()
                : Stream.concat(campaigns(plan, campaign, scarce, day), scenarios(plan, scarce))
                        .toList();
    }

    private static Stream<String> campaigns(
            PlanDocument plan, CampaignBrief campaign, Set<Channel> scarce, LocalDate day) {
        return plan.campaigns().stream()
                .filter(one -> one.status().mayRun())
                .map(PlanDocument.Campaign::brief)
                .filter(brief -> !brief.key().equals(campaign.key()))
                .filter(PlanRules::sends)
                .filter(brief -> brief.channels().stream().anyMatch(scarce::contains))
                .filter(brief -> isDueOn(day, brief, plan))
                .map(CampaignBrief::name);
    }

    private static boolean isDueOn(LocalDate day, CampaignBrief brief, PlanDocument plan) {
        try {
            return !Occurrences.of(brief, plan.plan().zone())
                    .between(day.atStartOfDay(), day.plusDays(1).atStartOfDay())
                    .isEmpty();
        } catch (IllegalArgumentException e) {
            // What cannot be read will not be fired either.
            return false;
        }
    }

    private static Stream<String> scenarios(PlanDocument plan, Set<Channel> scarce) {
        return plan.programmes().stream()
                .filter(programme -> programme.status().mayRun())
                .flatMap(programme -> programme.scenarios().stream())
                .filter(one -> one.status().mayRun())
                .map(PlanDocument.Scenario::brief)
                .filter(
                        brief ->
                                SendSteps.of(brief).stream()
                                        .flatMap(send -> send.channels().stream())
                                        .anyMatch(scarce::contains))
                .map(brief -> brief.name());
    }
}
