package org.marronnier.domain.pressure;

import java.util.Set;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.message.MessageType;

/** Which messages a rule speaks of. A dimension left empty means any. */
public record Scope(
        Set<Channel> channels,
        Set<MessageType> types,
        Set<String> programmes,
        Set<String> tags,
        Set<String> purposes) {

    /** Any message. */
    public static final Scope ANY = new Scope(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    public Scope {
        channels = Set.copyOf(channels);
        types = Set.copyOf(types);
        programmes = Set.copyOf(programmes);
        tags = Set.copyOf(tags);
        purposes = Set.copyOf(purposes);
    }
}
