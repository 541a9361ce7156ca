package org.marronnier.scheduler.demonstration;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.TreeMap;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.run.Funnel;
import org.marronnier.scheduler.campaign.FunnelLine;
import org.marronnier.scheduler.campaign.ReasonsAsJson;
import org.marronnier.scheduler.demonstration.Crowd.Person;
import org.marronnier.store.demonstration.MadeRows;
import org.marronnier.store.demonstration.MadeRows.MadeConsent;
import org.marronnier.store.demonstration.MadeRows.MadeContact;
import org.marronnier.store.demonstration.MadeRows.MadeDecision;
import org.marronnier.store.demonstration.MadeRows.MadeEvent;
import org.marronnier.store.demonstration.MadeRows.MadeMessage;
import org.marronnier.store.demonstration.MadeRows.MadeRun;

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
        var lives = new PastLives(plan);
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
                past.runs().stream().map(run -> run(plan, run)).toList(),
                lives.rows(past.walks()),
                past.messages().stream().map(message -> message(plan, message, lives)).toList());
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

    private static MadeRun run(PlanDocument plan, PastRun run) {
        var funnel = new TreeMap<String, Long>();
        var decisions = new ArrayList<MadeDecision>();
        for (var decision : run.decisions()) {
            var line = FunnelLine.of(decision);
            var channel = decision.channel();
            funnel.merge(line.equals(Funnel.QUEUED) ? Funnel.SENT : line, 1L, Long::sum);
            decisions.add(
                    new MadeDecision(
                            decision.candidate().contact(),
                            decision.outcome().name(),
                            line,
                            channel == null ? null : channel.name(),
                            ReasonsAsJson.of(decision.reasons())));
        }
        funnel.put(Funnel.TARGETED, (long) decisions.size());
        return new MadeRun(plan.plan().key(), run.campaign(), run.at(), funnel, decisions);
    }

    private static MadeMessage message(PlanDocument plan, Remembered remembered, PastLives lives) {
        var message = remembered.message();
        var place = lives.place(remembered);
        return new MadeMessage(
                remembered.externalId(),
                plan.plan().key(),
                remembered.campaign(),
                place == null ? null : PastLives.firing(place.walk()),
                place == null ? null : place.step().text(),
                message.source(),
                DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(remembered.occurrence()),
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
