package org.marronnier.domain.fact;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.message.MessageType;

/**
 * A message of a contact's history, as it was classified when it was sent.
 *
 * @param source {@code campaign:<key>} or {@code scenario:<key>}
 */
public record RecordedMessage(
        String plan,
        String source,
        Channel channel,
        MessageType type,
        @Nullable String programme,
        @Nullable String template,
        List<String> tags) {

    public RecordedMessage {
        tags = List.copyOf(tags);
    }
}
