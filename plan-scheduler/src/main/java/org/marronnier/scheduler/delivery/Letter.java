package org.marronnier.scheduler.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;

/**
 * A message as it is handed to a channel.
 *
 * @param message its id in the history
 * @param recipient the contact's address on the channel
 * @param reference the same for every attempt; the Message-ID of a mail
 * @param unsubscribe where a contact may say no; null where nothing is asked
 */
public record Letter(
        long message,
        String contact,
        Channel channel,
        String recipient,
        @Nullable Sender sender,
        @Nullable String subject,
        @Nullable String html,
        String text,
        String reference,
        @Nullable String unsubscribe,
        Instant at) {

    /** Who speaks. */
    public record Sender(@Nullable String name, String address) {}
}
