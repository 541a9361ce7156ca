package org.marronnier.domain.contact;

import java.time.Instant;
import java.util.List;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.time.Span;

/** How often contacts themselves wish to be written to. */
public interface Preferences {

    /** Those of a contact, by channel. */
    List<Preference> of(long contact);

    /** Sets the preference of a channel; the same again changes nothing, its instant included. */
    Preference set(long contact, Channel channel, int max, Span span, Instant now);

    /** Takes a preference away; says whether there was one. */
    boolean remove(long contact, Channel channel);
}
