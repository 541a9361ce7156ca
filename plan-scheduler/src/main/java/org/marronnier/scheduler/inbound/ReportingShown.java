package org.marronnier.scheduler.inbound;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.contact.Contact;
import org.marronnier.domain.contact.Contacts;
import org.marronnier.scheduler.campaign.PlanShelf;
import org.marronnier.scheduler.decision.WithinCapacity;
import org.marronnier.store.decision.ContactFacts;
import org.marronnier.store.inbound.WebOffers;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A message was shown on the web: it is one of the contact's history, and takes its place in the
 * caps and in the capacity of its day. Told twice, it counts once.
 */
@Component
public class ReportingShown {

    /** While others hold the contact, each for less than a second. */
    private static final int TRIES = 5;

    /** How far the clocks of those who report may be ahead. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private final Contacts contacts;
    private final ContactFacts facts;
    private final WebOffers offers;
    private final PlanShelf plans;
    private final WithinCapacity capacity;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ReportingShown(
            Contacts contacts,
            ContactFacts facts,
            WebOffers offers,
            PlanShelf plans,
            WithinCapacity capacity,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.contacts = contacts;
        this.facts = facts;
        this.offers = offers;
        this.plans = plans;
        this.capacity = capacity;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** What came of it. */
    public sealed interface Answer {
        /**
         * @param fresh false where it was reported before
         */
        record Counted(long message, Instant at, boolean fresh) implements Answer {}

        record NoContact() implements Answer {}

        /** No message of this number was ever to be shown to the contact. */
        record NoMessage() implements Answer {}

        /** It cannot have been shown at that instant: it was not due yet, or that is to come. */
        record NotThen(Instant from, Instant to) implements Answer {}

        /** Others hold the contact; to be reported again. */
        record Busy() implements Answer {}
    }

    /**
     * @param contact external id
     * @param at when it was shown; null for now
     */
    public Answer report(String contact, long message, @Nullable Instant at) {
        for (var attempt = 0; attempt < TRIES; attempt++) {
            try {
                return transaction.execute(_ -> count(contact, message, at));
            } catch (PessimisticLockingFailureException e) {
                // It is tried again, as whoever walks a batch of contacts would.
            }
        }
        return new Answer.Busy();
    }

    private Answer count(String contact, long message, @Nullable Instant at) {
        var known = contacts.find(contact);
        if (known.isEmpty()) {
            return new Answer.NoContact();
        }
        var id = known.get().id();
        offers.holdEnrolment(message, id);
        facts.lock(Set.of(id), false);
        var offer = offers.hold(message, id);
        if (offer.isEmpty()) {
            if (!contacts.find(contact).map(Contact::id).equals(Optional.of(id))) {
                throw new CannotAcquireLockException("The contact was merged meanwhile.");
            }
            return new Answer.NoMessage();
        }
        var before = offer.get().shownAt();
        if (before != null) {
            return new Answer.Counted(message, before, false);
        }
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var when = at == null ? now : at.truncatedTo(ChronoUnit.SECONDS);
        if (when.isBefore(offer.get().due()) || when.isAfter(now.plus(AHEAD))) {
            return new Answer.NotThen(offer.get().due(), now);
        }
        var shown = when.isAfter(now) ? now : when;
        var day =
                plans.plan(offer.get().plan())
                        .map(plan -> capacity.left(plan, Channel.WEB, shown))
                        .orElse(null);
        offers.show(offer.get(), shown, day, now);
        return new Answer.Counted(message, shown, true);
    }
}
