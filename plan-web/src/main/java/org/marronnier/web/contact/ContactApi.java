package org.marronnier.web.contact;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.contact.ConsentRecord;
import org.marronnier.domain.contact.Contact;
import org.marronnier.domain.contact.ContactLine;
import org.marronnier.domain.contact.Contacts;
import org.marronnier.domain.contact.EventRecord;
import org.marronnier.domain.user.Scope;
import org.marronnier.web.api.Problems;
import org.marronnier.web.security.With;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/contacts")
@With(Scope.CONTACTS_READ)
class ContactApi {

    private static final int MOST = 1_000;
    private static final int LAST_EVENTS = 50;

    /** Some contacts, and the cursor of those after them. */
    record Found(List<ContactLine> contacts, @Nullable String next) {}

    /** A contact with what it agreed to and what it did last. */
    record Whole(
            String externalId,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable LocalDate birthDate,
            @Nullable String street,
            @Nullable String postcode,
            @Nullable String city,
            @Nullable String country,
            @Nullable String language,
            @Nullable String zone,
            @Nullable String household,
            Map<String, Object> attributes,
            Contact.Standing standing,
            Instant createdAt,
            Instant updatedAt,
            List<ConsentRecord> consents,
            List<EventRecord> events) {}

    private final Contacts contacts;
    private final Clock clock;

    ContactApi(Contacts contacts, Clock clock) {
        this.contacts = contacts;
        this.clock = clock;
    }

    @GetMapping
    ResponseEntity<?> search(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit) {
        if (limit < 1 || limit > MOST) {
            return Problems.unreadable("The limit must be from 1 to %d.".formatted(MOST));
        }
        try {
            var found = contacts.search(q, after, limit);
            return ResponseEntity.ok(new Found(found.lines(), found.next()));
        } catch (IllegalArgumentException foreign) {
            return Problems.unreadable("The cursor is not one of this list.");
        }
    }

    @GetMapping("/{externalId}")
    ResponseEntity<?> one(@PathVariable String externalId) {
        var contact = contacts.find(externalId);
        return contact.isPresent()
                ? ResponseEntity.ok(whole(contact.get()))
                : Problems.notFound("No contact has this external id.");
    }

    private Whole whole(Contact contact) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new Whole(
                contact.externalId(),
                contact.email(),
                contact.phone(),
                contact.firstName(),
                contact.lastName(),
                contact.birthDate(),
                contact.street(),
                contact.postcode(),
                contact.city(),
                contact.country(),
                contact.language(),
                contact.zone(),
                contact.household(),
                contact.attributes(),
                contact.standing(),
                contact.createdAt(),
                contact.updatedAt(),
                contacts.currentConsents(contact.id(), now),
                contacts.events(contact.id(), null, LAST_EVENTS).lines());
    }
}
