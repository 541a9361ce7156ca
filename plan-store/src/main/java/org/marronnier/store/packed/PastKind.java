package org.marronnier.store.packed;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.message.MessageType;

/** What a message was when it was sent. */
public record PastKind(
        Channel channel,
        MessageType type,
        @Nullable String programme,
        @Nullable String purpose,
        Set<String> tags,
        @Nullable String offer) {

    public PastKind {
        tags = Set.copyOf(tags);
    }
}
