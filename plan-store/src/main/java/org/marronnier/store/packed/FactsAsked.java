package org.marronnier.store.packed;

import java.time.Instant;
import java.util.List;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.ConsentKind;

/**
 * What a pass needs to know of its contacts.
 *
 * @param channels whose addresses are asked for
 * @param consents the kinds that are asked for; each is known by its place in the list
 * @param at the decision instant
 * @param since messages before it count nowhere any more
 * @param externalIds whether they are asked for
 */
public record FactsAsked(
        List<Channel> channels,
        List<ConsentKind> consents,
        Instant at,
        Instant since,
        boolean externalIds) {

    public FactsAsked {
        channels = List.copyOf(channels);
        consents = List.copyOf(consents);
    }
}
