package org.marronnier.scheduler.decision;

import java.util.HashSet;
import java.util.Set;

/**
 * A source, and the contacts that it asks to speak to.
 *
 * @param areMeant whether it is known which of the contacts match the target; otherwise it is
 *     tested
 * @param strangers those that are known not to
 */
public record Asked(
        Source source, Set<Long> contacts, boolean areMeant, Set<Long> strangers, Claims claims) {

    public Asked {
        contacts = Set.copyOf(contacts);
        strangers = Set.copyOf(strangers);
    }

    public Asked(Source source, Set<Long> contacts, boolean areMeant, Claims claims) {
        this(source, contacts, areMeant, Set.of(), claims);
    }

    /** Contacts of whom it is not known yet whether they match the target. */
    public static Asked of(Source source, Set<Long> contacts) {
        return new Asked(source, contacts, false, Claims.NONE);
    }

    /**
     * Contacts that are asked each for itself, such as those who stand before a step of a scenario:
     * who shares an address with another is no duplicate of it.
     *
     * @param strangers those of them that do not match the target
     */
    public static Asked apart(Source source, Set<Long> contacts, Set<Long> strangers) {
        return new Asked(source, contacts, true, strangers, Claims.OWN);
    }

    /** The same, with it known who matches. */
    Asked matchedBy(Set<Long> matching) {
        var others = new HashSet<>(contacts);
        others.removeAll(matching);
        return new Asked(source, contacts, true, others, claims);
    }

    /** Those who match, where that is known. */
    Set<Long> meant() {
        if (strangers.isEmpty()) {
            return contacts;
        }
        var meant = new HashSet<>(contacts);
        meant.removeAll(strangers);
        return meant;
    }

    boolean asks(Source another, long contact) {
        return source.isSameAs(another) && contacts.contains(contact);
    }
}
