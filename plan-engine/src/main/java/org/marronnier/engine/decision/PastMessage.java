package org.marronnier.engine.decision;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.message.MessageType;

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

    /** What the rules tell it by. */
    MessageKind kind() {
        return new MessageKind(channel, type, programme, purpose, tags);
    }
}
