package org.marronnier.scheduler.demonstration;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.scheduler.demonstration.Crowd.Person;
import org.marronnier.store.demonstration.MadeRows;
import org.marronnier.store.demonstration.MadeRows.MadeConsent;
import org.marronnier.store.demonstration.MadeRows.MadeContact;
import org.marronnier.store.demonstration.MadeRows.MadeEvent;
import org.marronnier.store.demonstration.MadeRows.MadeMessage;

/**
 * Two thousand invented contacts of a plan with two years behind them, as rows; the same for the
 * same plan and instant.
 */
public final class Demonstration {

    private static final int CONTACTS = 2_000;
    private static final long SEED = 2_027;

    private Demonstration() {}

    /**
     * @param now up to when the contacts have lived; cut to whole seconds
     */
    public static MadeRows rows(PlanDocument plan, Instant now) {
        var until = now.truncatedTo(ChronoUnit.SECONDS);
        var crowd = CrowdMaker.crowd(SEED, until, plan.plan().zone(), CONTACTS);
        var past = new PastMessages(plan, crowd, SEED, until);
        var messages = past.all();
        return new MadeRows(
                crowd.people().stream().map(person -> contact(person, past)).toList(),
                crowd.people().stream()
                        .flatMap(
                                person ->
                                        person.consents().stream()
                                                .map(
                                                        agreement ->
                                                                new MadeConsent(
                                                                        person.card().externalId(),
                                                                        agreement.channel().name(),
                                                                        agreement.purpose(),
                                                                        agreement.status().name(),
                                                                        agreement.basis(),
                                                                        agreement.source(),
                                                                        agreement.proof(),
                                                                        agreement.at())))
                        .toList(),
                crowd.people().stream()
                        .flatMap(
                                person ->
                                        person.events().stream()
                                                .map(
                                                        deed ->
                                                                new MadeEvent(
                                                                        deed.id(),
                                                                        person.card().externalId(),
                                                                        deed.type(),
                                                                        deed.at(),
                                                                        deed.properties())))
                        .toList(),
                messages.stream().map(message -> message(plan, message)).toList());
    }

    private static MadeContact contact(Person person, PastMessages past) {
        var card = person.card();
        return new MadeContact(
                card.externalId(),
                card.email(),
                card.phone(),
                card.firstName(),
                card.lastName(),
                card.birthDate(),
                card.street(),
                card.postcode(),
                card.city(),
                card.country(),
                card.language(),
                card.zone(),
                card.household(),
                card.attributes(),
                person.health().suppressed(),
                past.complained(person),
                person.health().pausedUntil(),
                past.bounced(person),
                card.since());
    }

    private static MadeMessage message(PlanDocument plan, Remembered remembered) {
        var message = remembered.message();
        var occurrence = remembered.occurrence();
        return new MadeMessage(
                remembered.externalId(),
                plan.plan().key(),
                message.source(),
                occurrence == null ? null : occurrence.toString(),
                message.channel().name(),
                message.type().name(),
                message.purpose(),
                message.programme(),
                message.tags().stream().sorted().toList(),
                message.offer(),
                remembered.template(),
                message.at(),
                remembered.opened(),
                remembered.clicked(),
                remembered.bounced(),
                remembered.complained());
    }
}
