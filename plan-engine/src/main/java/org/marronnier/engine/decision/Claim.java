package org.marronnier.engine.decision;

import org.marronnier.domain.channel.Channel;

/** The address that a contact would be reached at (gate 5). */
public record Claim(Channel channel, String address) {

    /** What two claims share when they are for one address: telephone and SMS have one number. */
    public String key() {
        var kind =
                switch (channel) {
                    case SMS, PHONE -> "phone";
                    case EMAIL -> "email";
                    case PUSH -> "push";
                    case LETTER -> "letter";
                    case WEB -> "web";
                };
        return kind + ":" + address;
    }
}
