package org.marronnier.scheduler.inbound;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.engine.decision.Decision;
import org.marronnier.engine.decision.Gate;
import org.marronnier.engine.decision.Outcome;
import org.marronnier.engine.decision.Reason;

/** What a contact who comes now is shown. */
public sealed interface NextMessage {

    /**
     * What stood to be shown, and what was decided of it.
     *
     * @param plan the key of the plan that asks
     */
    record Considered(String plan, Instant due, Decision decision) {

        /** Why it is not shown now, as words: the gates it does not pass. */
        Stream<String> why() {
            if (decision.outcome() == Outcome.CONTROL) {
                return Stream.of(Gate.CONTROL.name());
            }
            return decision.reasons().stream().map(Reason::gate).map(Gate::name);
        }
    }

    /**
     * A message, written for the contact.
     *
     * @param message the number under which it is reported shown
     * @param considered all that stood to be shown, the highest rank first
     */
    record Message(
            long message,
            String source,
            String template,
            @Nullable String subject,
            @Nullable String html,
            String text,
            Instant expiresAt,
            List<Considered> considered)
            implements NextMessage {}

    /**
     * None, and why: the gates that what stood to be shown did not pass, or {@link #NOTHING} where
     * nothing did, or {@link #UNWRITABLE} where a template could not be written.
     */
    record None(List<String> reasons, List<Considered> considered) implements NextMessage {}

    /** Nobody has this external id. */
    record NoContact() implements NextMessage {}

    String NOTHING = "NOTHING";
    String UNWRITABLE = "UNWRITABLE";
}
