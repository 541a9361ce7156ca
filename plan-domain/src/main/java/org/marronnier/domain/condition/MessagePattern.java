package org.marronnier.domain.condition;

import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.message.MessageType;

/**
 * Which messages of the contact's history are meant; what is left out means any. Status SENT by
 * default.
 */
public record MessagePattern(
        @Nullable Channel channel,
        @Nullable MessageType type,
        @Nullable MessageStatus status,
        @Nullable String programme,
        @Nullable String scenario,
        @Nullable String campaign,
        @Nullable String template,
        @Nullable String tag) {}
