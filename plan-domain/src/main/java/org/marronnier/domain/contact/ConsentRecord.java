package org.marronnier.domain.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.ConsentStatus;

/** What a contact said once about one channel and purpose. */
public record ConsentRecord(
        Channel channel,
        String purpose,
        ConsentStatus status,
        @Nullable String basis,
        @Nullable String source,
        @Nullable String proof,
        Instant at) {}
