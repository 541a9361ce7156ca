package org.marronnier.engine.decision;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.ConsentStatus;

/**
 * What is known of one contact at the decision instant.
 *
 * @param zone null where the contact has none or an unknown one
 * @param consents the current one of each channel and purpose
 * @param customer whether the contact has at least one event of the plan's sale type
 * @param history the messages that count: sent, or handed over or queued and not known to have
 *     failed
 * @param limits the contact's own maximum under a rule, by its key: of the first override that the
 *     contact matches
 * @param blocking the instants of the contact's events that each blocking rule names, by its key
 */
public record Member(
        String externalId,
        @Nullable ZoneId zone,
        Standing standing,
        Addresses addresses,
        Map<ConsentKey, Consent> consents,
        boolean customer,
        List<PastMessage> history,
        Map<String, Integer> limits,
        Map<String, List<Instant>> blocking) {

    /** What may block a contact altogether. */
    public record Standing(
            boolean erased, boolean suppressed, boolean complained, @Nullable Instant pausedUntil) {
        public static final Standing FREE = new Standing(false, false, false, null);
    }

    /** What a consent is given for. */
    public record ConsentKey(Channel channel, String purpose) {}

    /**
     * @param confirmed whether the record's source is a confirmation
     */
    public record Consent(ConsentStatus status, boolean confirmed) {}

    public Member {
        consents = Map.copyOf(consents);
        history = List.copyOf(history);
        limits = Map.copyOf(limits);
        blocking = Map.copyOf(blocking);
    }
}
