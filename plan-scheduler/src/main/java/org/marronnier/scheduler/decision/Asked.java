package org.marronnier.scheduler.decision;

import java.util.Set;

/**
 * A source, and the contacts that it asks to speak to.
 *
 * @param areMeant whether the contacts are known to match the target; otherwise it is tested
 */
public record Asked(Source source, Set<Long> contacts, boolean areMeant, Claims claims) {

    public Asked {
        contacts = Set.copyOf(contacts);
    }

    /** Contacts of whom it is not known yet whether they match the target. */
    public static Asked of(Source source, Set<Long> contacts) {
        return new Asked(source, contacts, false, Claims.NONE);
    }

    boolean asks(Source another, long contact) {
        return source.isSameAs(another) && contacts.contains(contact);
    }
}
