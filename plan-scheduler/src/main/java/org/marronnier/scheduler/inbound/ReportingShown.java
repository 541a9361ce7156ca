package org.marronnier.scheduler.inbound;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.contact.Contacts;
import org.marronnier.scheduler.campaign.PlanShelf;
import org.marronnier.scheduler.decision.WithinCapacity;
import org.marronnier.store.decision.ContactFacts;
import org.marronnier.store.inbound.WebOffers;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A message was shown on the web: it is one of the contact's history, and takes its place in the
 * caps and in the capacity of its day. Told twice, it counts once.
 */
@Component
public class ReportingShown {

    /** How far the clocks of those who report may be ahead. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private final Contacts contacts;
    private final ContactFacts facts;
    private final WebOffers offers;
    private final PlanShelf plans;
    private final WithinCapacity capacity;
    private final Clock clock;

    ReportingShown(
            Contacts contacts,
            ContactFacts facts,
            WebOffers offers,
            PlanShelf plans,
            WithinCapacity capacity,
            Clock clock) {
        this.contacts = contacts;
        this.facts = facts;
        this.offers = offers;
        this.plans = plans;
        this.capacity = capacity;
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
    }

    /**
     * @param contact external id
     * @param at when it was shown; null for now
     */
    @Transactional
    public Answer report(String contact, long message, @Nullable Instant at) {
        var known = contacts.find(contact);
        if (known.isEmpty()) {
            return new Answer.NoContact();
        }
        var id = known.get().id();
        facts.lock(Set.of(id), false);
        var offer = offers.hold(message, id);
        if (offer.isEmpty()) {
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
