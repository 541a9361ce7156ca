package org.marronnier.scheduler.demonstration;

import java.util.Set;
import org.marronnier.domain.message.SourceName;
import org.marronnier.engine.decision.Candidate;
import org.marronnier.scheduler.demonstration.Askings.Asking;
import org.marronnier.scheduler.demonstration.Crowd.Person;

/**
 * What the engine is asked for each contact of an asking: a message that left at once or not at
 * all.
 */
final class Candidates {

    private Candidates() {}

    static Candidate of(Asking.OfCampaign asking, Person person) {
        var campaign = asking.campaign();
        return new Candidate(
                campaign.key(),
                person.card().externalId(),
                SourceName.ofCampaign(campaign.key()),
                campaign.key(),
                campaign.programme(),
                campaign.type(),
                campaign.purpose(),
                Set.copyOf(campaign.tags()),
                campaign.offer(),
                campaign.channels(),
                asking.at(),
                asking.at(),
                campaign.priority(),
                campaign.value(),
                campaign.whenCapped(),
                campaign.control(),
                true,
                null);
    }
}
