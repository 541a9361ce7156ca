package org.marronnier.domain.fact;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.message.MessageStatus;

/**
 * Hears the facts of some contacts: each contact with its fields first, then what happened to them.
 * Events of one contact and type come in the order of time, records of one consent in the order in
 * which they count. Instants are microseconds since 1970 in UTC.
 */
public interface FactListener {

    /**
     * A contact; its fields follow.
     *
     * @param zone null where it has none, or an unknown one
     */
    void contact(long contact, @Nullable ZoneId zone);

    /** A field or attribute of the contact told last; one that is missing is not told. */
    void field(int field, FactKind kind, String text);

    /** An event; its properties follow. */
    void event(long contact, int type, long at);

    /** A property of the event told last; one that is missing is not told. */
    void property(int property, FactKind kind, String text);

    /** A record of a consent. */
    void consent(long contact, int consent, ConsentStatus status, long at);

    /** A message; the statuses that it reached follow. */
    void message(long contact, RecordedMessage message);

    /** A status that the message told last reached. */
    void reached(MessageStatus status, long at);
}
