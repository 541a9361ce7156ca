package org.marronnier.domain.consent;

import org.marronnier.domain.channel.Channel;

/** What a consent is given for: a purpose, on a channel. */
public record ConsentKind(Channel channel, String purpose) {}
