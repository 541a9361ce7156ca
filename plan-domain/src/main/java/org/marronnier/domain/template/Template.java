package org.marronnier.domain.template;

import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;

/** What a message says, with merge fields such as <code>{{firstName}}</code>. */
public record Template(
        String key,
        Channel channel,
        @Nullable String locale,
        @Nullable String sender,
        @Nullable String subject,
        @Nullable String html,
        @Nullable String text) {}
