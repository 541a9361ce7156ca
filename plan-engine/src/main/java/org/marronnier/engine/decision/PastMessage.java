package org.marronnier.engine.decision;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.pressure.Scope;

/**
 * A message that holds a place in the contact's memory, with what it was when it was sent.
 *
 * @param at the instant it was placed at
 */
public record PastMessage(
        Instant at,
        Channel channel,
        MessageType type,
        @Nullable String programme,
        String source,
        @Nullable String purpose,
        Set<String> tags,
        @Nullable String offer) {

    public PastMessage {
        tags = Set.copyOf(tags);
    }

    static PastMessage of(Candidate candidate, Channel channel, Instant at) {
        return new PastMessage(
                at,
                channel,
                candidate.type(),
                candidate.programme(),
                candidate.source(),
                candidate.purpose(),
                candidate.tags(),
                candidate.offer());
    }

    boolean isIn(Scope scope) {
        return (scope.channels().isEmpty() || scope.channels().contains(channel))
                && (scope.types().isEmpty() || scope.types().contains(type))
                && (scope.programmes().isEmpty()
                        || (programme != null && scope.programmes().contains(programme)))
                && (scope.purposes().isEmpty()
                        || (purpose != null && scope.purposes().contains(purpose)))
                && (scope.tags().isEmpty() || tags.stream().anyMatch(scope.tags()::contains));
    }

    /**
     * Whether a rule may restrict the message: a transactional one only where the scope names the
     * type.
     */
    boolean isRestrictedBy(Scope scope) {
        return isIn(scope) && (type != MessageType.TRANSACTIONAL || scope.types().contains(type));
    }
}
