package org.marronnier.web.run;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.contact.Chunk;
import org.marronnier.domain.contact.Contacts;
import org.marronnier.domain.contact.TimelineEntry;
import org.marronnier.domain.contact.Timelines;
import org.marronnier.domain.document.Plans;
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
@RequestMapping("/api/v1/contacts/{contact}/decisions")
class ContactDecisionsApi {

    private static final int PAGE = 100;

    /**
     * @param next the cursor of the next page; null on the last
     */
    record DecisionPage(List<Told> decisions, @Nullable String next) {}

    /**
     * What was decided about one message, and what became of it.
     *
     * @param occurrence local time in the plan's zone
     * @param outcome null for a message that was brought in without a decision
     * @param reasons every gate that failed, the first naming the outcome
     * @param message null where none was made
     * @param earlier what was decided before: deferrals, newest first
     */
    record Told(
            Instant at,
            String contact,
            String plan,
            String source,
            @Nullable String occurrence,
            @Nullable String outcome,
            @Nullable String channel,
            @Nullable Instant until,
            List<Object> reasons,
            TimelineEntry.@Nullable Message message,
            List<TimelineEntry.Earlier> earlier) {}

    private final Timelines timelines;
    private final Contacts contacts;
    private final Plans plans;

    ContactDecisionsApi(Timelines timelines, Contacts contacts, Plans plans) {
        this.timelines = timelines;
        this.contacts = contacts;
        this.plans = plans;
    }

    /** Newest first, those of the survivor for a merged contact. */
    @GetMapping
    @With(Scope.CONTACTS_READ)
    ResponseEntity<?> ofContact(
            @PathVariable String contact, @RequestParam @Nullable String cursor) {
        var known = contacts.find(contact);
        if (known.isEmpty()) {
            return Problems.notFound("No contact has this external id.");
        }
        Chunk<TimelineEntry> found;
        try {
            found = timelines.of(known.get().id(), Timelines.Kind.ALL, cursor, PAGE);
        } catch (IllegalArgumentException foreign) {
            return Problems.unreadable(
                    "The cursor is none of this list. Leave it out to begin anew.");
        }
        var zones = new HashMap<String, ZoneId>();
        return ResponseEntity.ok(
                new DecisionPage(
                        found.lines().stream()
                                .map(
                                        entry ->
                                                told(
                                                        entry,
                                                        known.get().externalId(),
                                                        zones.computeIfAbsent(
                                                                entry.plan(), this::zone)))
                                .toList(),
                        found.next()));
    }

    private static Told told(TimelineEntry entry, String contact, ZoneId zone) {
        var firedFor = entry.firedFor();
        var message = entry.message();
        return new Told(
                entry.at(),
                contact,
                entry.plan(),
                entry.source(),
                firedFor != null
                        ? DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                                LocalDateTime.ofInstant(firedFor, zone))
                        : message == null ? null : message.occurrence(),
                entry.outcome(),
                entry.channel() == null ? null : entry.channel().name(),
                entry.until(),
                entry.reasons(),
                message,
                entry.earlier());
    }

    private ZoneId zone(String plan) {
        return plans.load(plan).map(document -> document.plan().zone()).orElse(ZoneOffset.UTC);
    }
}
