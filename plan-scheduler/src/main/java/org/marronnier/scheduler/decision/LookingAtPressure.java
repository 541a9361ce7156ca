package org.marronnier.scheduler.decision;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.marronnier.engine.decision.Household;
import org.marronnier.engine.decision.RuleStanding;
import org.marronnier.store.decision.ContactFacts;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Somebody looks how full the windows of the rules are for a contact just now. */
@Component
public class LookingAtPressure {

    private final ContactFacts facts;
    private final GatheringFacts gathering;

    LookingAtPressure(ContactFacts facts, GatheringFacts gathering) {
        this.facts = facts;
        this.gathering = gathering;
    }

    /**
     * Every cap of a plan, then every wish of the contact; none for a contact that is not known.
     *
     * @param now in whole seconds
     */
    @Transactional(readOnly = true)
    public List<RuleStanding> of(PlanRules plan, long contact, Instant now) {
        var rows = facts.look(Set.of(contact), plan.countsHouseholds());
        var asked = rows.stream().filter(row -> row.id() == contact).findFirst();
        if (asked.isEmpty()) {
            return List.of();
        }
        var preferences = facts.preferences(rows.stream().map(ContactFacts.Row::id).toList());
        var members =
                gathering.of(rows, preferences, plan, List.of(), now, now).stream()
                        .map(GatheringFacts.Facts::member)
                        .toList();
        return RuleStanding.of(plan.book(), new Household(members), asked.get().externalId(), now);
    }
}
