package org.marronnier.domain.pressure;

import org.marronnier.domain.channel.Channel;

/** How many messages a channel can carry on one local day of the plan. */
public record Capacity(Channel channel, int perDay) {
    public Capacity {
        if (perDay < 0) {
            throw new IllegalArgumentException(
                    "The capacity (%d) of channel %s cannot be negative."
                            .formatted(perDay, channel));
        }
    }
}
