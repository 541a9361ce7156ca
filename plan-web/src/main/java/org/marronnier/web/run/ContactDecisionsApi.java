package org.marronnier.web.run;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.contact.Contact;
import org.marronnier.domain.contact.Contacts;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.user.Scope;
import org.marronnier.store.decision.Decisions;
import org.marronnier.web.api.Problems;
import org.marronnier.web.security.With;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/contacts/{contact}/decisions")
class ContactDecisionsApi {

    private static final int PAGE = 100;

    /**
     * @param next the cursor of the next page; null on the last
     */
    record DecisionPage(List<DecisionLine> decisions, @Nullable String next) {}

    private final Decisions decisions;
    private final Contacts contacts;
    private final Plans plans;

    ContactDecisionsApi(Decisions decisions, Contacts contacts, Plans plans) {
        this.decisions = decisions;
        this.contacts = contacts;
        this.plans = plans;
    }

    /** Newest first, those of the survivor for a merged contact; none for one that is not known. */
    @GetMapping
    @With(Scope.CONTACTS_READ)
    ResponseEntity<?> ofContact(
            @PathVariable String contact, @RequestParam @Nullable String cursor) {
        Instant beforeAt = null;
        var beforeRun = Long.MAX_VALUE;
        if (cursor != null) {
            try {
                var dot = cursor.indexOf('.');
                beforeAt =
                        Instant.ofEpochSecond(
                                Long.parseLong(cursor.substring(0, Math.max(0, dot))));
                beforeRun = Long.parseLong(cursor.substring(dot + 1));
            } catch (NumberFormatException | DateTimeException e) {
                return Problems.unreadable(
                        "The cursor is none of this list. Leave it out to begin anew.");
            }
        }
        var known = contacts.find(contact).map(Contact::externalId).orElse(contact);
        var found = decisions.ofContact(known, beforeAt, beforeRun, PAGE + 1);
        var page = found.stream().limit(PAGE).toList();
        var zones = new HashMap<String, ZoneId>();
        return ResponseEntity.ok(
                new DecisionPage(
                        page.stream()
                                .map(
                                        line ->
                                                DecisionLine.of(
                                                        line,
                                                        zones.computeIfAbsent(
                                                                line.plan(), this::zone)))
                                .toList(),
                        found.size() > PAGE
                                ? page.getLast().at().getEpochSecond() + "." + page.getLast().run()
                                : null));
    }

    private ZoneId zone(String plan) {
        return plans.load(plan).map(document -> document.plan().zone()).orElse(ZoneOffset.UTC);
    }
}
