package org.marronnier.engine.decision;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.ConsentKind;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.pressure.Window;

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
 * @param preferences the contact's own limit on each channel, where it set one
 */
public record Member(
        String externalId,
        @Nullable ZoneId zone,
        Standing standing,
        Addresses addresses,
        Map<ConsentKind, Consent> consents,
        boolean customer,
        List<PastMessage> history,
        Map<String, Integer> limits,
        Map<String, List<Instant>> blocking,
        Map<Channel, Preference> preferences) {

    /** What may block a contact altogether. */
    public record Standing(
            boolean erased, boolean suppressed, boolean complained, @Nullable Instant pausedUntil) {
        public static final Standing FREE = new Standing(false, false, false, null);
    }

    /**
     * @param confirmed whether the record's source is a confirmation
     */
    public record Consent(ConsentStatus status, boolean confirmed) {}

    /**
     * At most so many service and promotional messages on a channel, as the contact wishes: a rule
     * of that contact alone.
     */
    public record Preference(int max, Window window) {

        private static final String PREFIX = "preference:";

        /** What the rule is called on a channel, where rules are named by key. */
        public static String key(Channel channel) {
            return PREFIX + channel;
        }

        /** The channel of a rule that is a preference; none for a rule of the plan. */
        public static Optional<Channel> channel(String rule) {
            return rule.startsWith(PREFIX)
                    ? Optional.of(Channel.valueOf(rule.substring(PREFIX.length())))
                    : Optional.empty();
        }

        public Preference {
            if (max < 1) {
                throw new IllegalArgumentException(
                        "A preference allows at least 1 message (%d). Deny the consent instead."
                                .formatted(max));
            }
        }
    }

    public Member {
        consents = Map.copyOf(consents);
        history = List.copyOf(history);
        limits = Map.copyOf(limits);
        blocking = Map.copyOf(blocking);
        preferences = Map.copyOf(preferences);
    }
}
