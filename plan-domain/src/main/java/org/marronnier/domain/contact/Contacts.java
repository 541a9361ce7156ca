package org.marronnier.domain.contact;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The contacts of the house, read one at a time or a screen at a time, however many there are. */
public interface Contacts {

    Optional<Contact> find(String externalId);

    /**
     * Contacts whose external id, e-mail address, last name or first name starts with the text, in
     * that order, without regard to case but in the first. Two words are a first and a last name,
     * in either order. All, by external id, for a blank text.
     *
     * @param after the cursor of an earlier answer; null for the first lines
     * @throws IllegalArgumentException when the cursor is none of ours
     */
    Chunk<ContactLine> search(String text, @Nullable String after, int limit);

    /** These contacts, in the order of external ids; those that are gone are left out. */
    List<ContactLine> lines(Collection<Long> contacts);

    /** The current status of each channel and purpose the contact ever said something about. */
    List<ConsentRecord> currentConsents(long contact, Instant now);

    /** Everything the contact ever said, newest first. */
    Chunk<ConsentRecord> consentHistory(long contact, @Nullable String after, int limit);

    /** What the contact did, newest first. */
    Chunk<EventRecord> events(long contact, @Nullable String after, int limit);
}
