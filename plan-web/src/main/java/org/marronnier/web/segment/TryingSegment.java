package org.marronnier.web.segment;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.marronnier.domain.audience.Vocabulary;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.contact.Contact;
import org.marronnier.domain.contact.Contacts;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.engine.condition.Verdict;
import org.marronnier.scheduler.condition.TestingConditions;
import org.springframework.stereotype.Component;

/** Tries whether a contact is in a segment now, and which part of the segment fails. */
@Component
class TryingSegment {

    private final Contacts contacts;
    private final TestingConditions testing;
    private final Clock clock;

    TryingSegment(Contacts contacts, TestingConditions testing, Clock clock) {
        this.contacts = contacts;
        this.testing = testing;
        this.clock = clock;
    }

    /** What came of it. */
    record Trial(Contact contact, Instant at, Verdict verdict) {}

    /** Empty where no contact has the external id. */
    Optional<Trial> of(String externalId, String segment, PlanDocument plan) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return contacts.find(externalId)
                .flatMap(
                        contact ->
                                testing.explain(
                                                contact.id(),
                                                new Condition.InSegment(segment),
                                                Vocabulary.of(plan),
                                                now)
                                        .map(verdict -> new Trial(contact, now, verdict)));
    }
}
