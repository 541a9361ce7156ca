package org.marronnier.domain.message;

import java.util.List;

/** Events that tell what became of a message. */
public final class MessageEvents {

    /** What such types of events begin with. */
    public static final String PREFIX = "message.";

    /** What they tell, as it stands behind the prefix. */
    public static final List<String> KINDS =
            List.of("delivered", "opened", "clicked", "bounced", "complained", "unsubscribed");

    public static final List<String> TYPES = KINDS.stream().map(PREFIX::concat).toList();

    private MessageEvents() {}
}
