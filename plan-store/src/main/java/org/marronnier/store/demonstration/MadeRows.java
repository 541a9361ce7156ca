package org.marronnier.store.demonstration;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Invented rows, which name their contact by its external id. */
public record MadeRows(
        List<MadeContact> contacts,
        List<MadeConsent> consents,
        List<MadeEvent> events,
        List<MadeRun> runs,
        List<MadeScenario> scenarios,
        List<MadeMessage> messages) {

    public MadeRows {
        contacts = List.copyOf(contacts);
        consents = List.copyOf(consents);
        events = List.copyOf(events);
        runs = List.copyOf(runs);
        scenarios = List.copyOf(scenarios);
        messages = List.copyOf(messages);
    }

    /** A row of contacts. */
    public record MadeContact(
            String externalId,
            @Nullable String email,
            @Nullable String phone,
            String firstName,
            String lastName,
            @Nullable LocalDate birthDate,
            String street,
            String postcode,
            String city,
            String country,
            String language,
            @Nullable String zone,
            @Nullable String household,
            Map<String, Object> attributes,
            @Nullable Instant suppressed,
            @Nullable Instant complained,
            @Nullable Instant pausedUntil,
            @Nullable Instant bounced,
            Instant created) {}

    /** A row of consents. */
    public record MadeConsent(
            String externalId,
            String channel,
            String purpose,
            String status,
            String basis,
            String source,
            String proof,
            Instant at) {}

    /** A row of events. */
    public record MadeEvent(
            String id,
            String externalId,
            String type,
            Instant at,
            Map<String, Object> properties) {}

    /**
     * A run of a campaign that is over, with a decision for everybody who was targeted.
     *
     * @param funnel contacts by line, the first line included
     */
    public record MadeRun(
            String plan,
            String campaign,
            Instant firedFor,
            Map<String, Long> funnel,
            List<MadeDecision> decisions) {}

    /**
     * A row of decisions.
     *
     * @param line of the funnel
     * @param reasons as JSON
     */
    public record MadeDecision(
            String externalId,
            String outcome,
            String line,
            @Nullable String channel,
            String reasons) {}

    /**
     * A row of the messages that were sent.
     *
     * @param campaign of whose run at that instant it is; null for a scenario's
     * @param firing of the enrolment that it is of; null where there is none
     * @param step of that enrolment
     */
    public record MadeMessage(
            String externalId,
            String plan,
            @Nullable String campaign,
            MadeScenario.@Nullable Firing firing,
            @Nullable String step,
            String source,
            String occurrence,
            String channel,
            String type,
            @Nullable String purpose,
            @Nullable String programme,
            List<String> tags,
            @Nullable String offer,
            String template,
            Instant at,
            @Nullable Instant opened,
            @Nullable Instant clicked,
            @Nullable Instant bounced,
            @Nullable Instant complained) {}
}
