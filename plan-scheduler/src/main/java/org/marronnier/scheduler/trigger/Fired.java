package org.marronnier.scheduler.trigger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.scenario.EntryRefusal;
import org.marronnier.scheduler.scenario.LiveScenario;
import org.marronnier.store.trigger.Entries.Name;
import org.marronnier.store.trigger.Entries.Pair;

/**
 * A scenario that fires for a contact.
 *
 * @param firedBy the name of this firing, the same however often it comes
 * @param at the trigger's own instant
 * @param refusal what already turns the contact away; null where nothing does
 */
public record Fired(
        LiveScenario scenario,
        long contact,
        String firedBy,
        Instant at,
        @Nullable EntryRefusal refusal) {

    public Pair pair() {
        return new Pair(scenario.id(), contact);
    }

    public Name name() {
        return new Name(pair(), firedBy);
    }
}
