package org.marronnier.scheduler.demonstration;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.campaign.CampaignKind;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.time.LocalTimes;
import org.marronnier.engine.calendar.Occurrences;
import org.marronnier.engine.trigger.Firing;
import org.marronnier.scheduler.demonstration.Crowd.Person;

/**
 * When the plan would have asked to speak, had it been in force for two years: each campaign that
 * has ended or is live at its times, each live scenario when its trigger fired.
 */
final class Askings {

    private final PlanDocument plan;
    private final Matching matching;
    private final ZoneId zone;
    private final Instant from;
    private final Instant now;

    Askings(PlanDocument plan, Matching matching, Instant now) {
        this.plan = plan;
        this.matching = matching;
        this.now = now;
        zone = plan.plan().zone();
        from = now.atZone(zone).minusYears(CrowdMaker.YEARS).toInstant();
    }

    /** A time at which a source asks: a campaign for everybody, or a scenario for one contact. */
    sealed interface Asking {
        Instant at();

        record OfCampaign(CampaignBrief campaign, LocalDateTime occurrence, Instant at)
                implements Asking {}

        /** A trigger fires for somebody who is known by then. */
        record OfScenario(PastScenario scenario, Person person, Firing firing) implements Asking {
            @Override
            public Instant at() {
                return firing.at();
            }
        }
    }

    /** All of them, oldest first. */
    List<Asking> of(Crowd crowd) {
        var askings = new ArrayList<Asking>();
        plan.campaigns().forEach(campaign -> askings.addAll(of(campaign)));
        PastScenario.of(plan).forEach(scenario -> askings.addAll(of(scenario, crowd)));
        askings.sort(Comparator.comparing(Asking::at));
        return askings;
    }

    private List<Asking> of(PlanDocument.Campaign campaign) {
        var brief = campaign.brief();
        var start = brief.start();
        var over = campaign.status() == Status.ENDED || campaign.status() == Status.LIVE;
        if (start == null || !over || brief.kind() == CampaignKind.HIGHLIGHT) {
            return List.of();
        }
        var recurring = brief.recurrence() != null;
        return Occurrences.of(
                        recurring ? start.minusWeeks(52 * CrowdMaker.YEARS) : start,
                        brief.recurrence(),
                        zone)
                .between(local(from), local(now))
                .stream()
                .<Asking>map(at -> new Asking.OfCampaign(brief, at, LocalTimes.instant(at, zone)))
                .toList();
    }

    private List<Asking> of(PastScenario scenario, Crowd crowd) {
        var trigger = scenario.brief().trigger();
        if (trigger == null) {
            return List.of();
        }
        var firings = new PastFirings(trigger, matching, zone);
        var askings = new ArrayList<Asking>();
        for (var person : crowd.people()) {
            var since = person.card().since().minusSeconds(1);
            for (var firing : firings.of(person, since.isAfter(from) ? since : from, now)) {
                askings.add(new Asking.OfScenario(scenario, person, firing));
            }
        }
        return askings;
    }

    private LocalDateTime local(Instant instant) {
        return instant.atZone(zone).toLocalDateTime();
    }
}
