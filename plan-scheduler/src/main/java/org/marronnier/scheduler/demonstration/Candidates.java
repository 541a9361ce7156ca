package org.marronnier.scheduler.demonstration;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.time.Span;
import org.marronnier.engine.decision.Candidate;
import org.marronnier.scheduler.demonstration.Askings.Asking;
import org.marronnier.scheduler.demonstration.Crowd.Person;

/** What the engine is asked for each contact of an asking. */
final class Candidates {

    private static final Span DEFAULT_EXPIRY = Span.days(1);

    private Candidates() {}

    /** Until when the messages of a campaign that are due at an instant may leave. */
    static Instant expiry(CampaignBrief campaign, Instant due, ZoneId zone) {
        return (campaign.expiry() == null ? DEFAULT_EXPIRY : campaign.expiry()).after(due, zone);
    }

    static Candidate of(Asking.OfCampaign asking, Person person, Instant expiry) {
        var campaign = asking.campaign();
        return new Candidate(
                campaign.key(),
                person.card().externalId(),
                "campaign:" + campaign.key(),
                campaign.key(),
                campaign.programme(),
                campaign.type(),
                campaign.purpose(),
                Set.copyOf(campaign.tags()),
                campaign.offer(),
                campaign.channels(),
                asking.at(),
                expiry,
                campaign.priority(),
                campaign.value(),
                campaign.whenCapped(),
                campaign.control(),
                true,
                null);
    }

    static Candidate of(Asking.OfScenario asking, ZoneId zone) {
        var scenario = asking.scenario();
        var send = asking.send();
        return new Candidate(
                scenario.key(),
                asking.person().card().externalId(),
                "scenario:" + scenario.key(),
                scenario.key(),
                asking.programme().brief().key(),
                scenario.type(),
                scenario.purpose(),
                Set.copyOf(send.tags()),
                send.offer(),
                send.channels(),
                asking.at(),
                send.expiry().after(asking.at(), zone),
                scenario.priority(),
                BigDecimal.ZERO,
                WhenCapped.DROP,
                scenario.control(),
                true,
                null);
    }
}
