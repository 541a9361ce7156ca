package org.marronnier.engine.decision;

import org.marronnier.domain.channel.Channel;

/** The address that a contact would be reached at (gate 5). */
public record Claim(Channel channel, String address) {

    /** What two claims share when they are for one address: telephone and SMS have one number. */
    public String key() {
        return start(channel) + address;
    }

    /**
     * A claim of a key, by one of the channels that share the address.
     *
     * @throws IllegalArgumentException when it is the key of no claim
     */
    public static Claim read(String key) {
        for (var channel : Channel.values()) {
            if (key.startsWith(start(channel))) {
                return new Claim(channel, key.substring(start(channel).length()));
            }
        }
        throw new IllegalArgumentException("The key (%s) names no kind of address.".formatted(key));
    }

    private static String start(Channel channel) {
        return switch (channel) {
            case SMS, PHONE -> "phone:";
            case EMAIL -> "email:";
            case PUSH -> "push:";
            case LETTER -> "letter:";
            case WEB -> "web:";
        };
    }
}
