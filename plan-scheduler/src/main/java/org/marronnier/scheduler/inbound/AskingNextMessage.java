package org.marronnier.scheduler.inbound;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.contact.Contact;
import org.marronnier.domain.contact.Contacts;
import org.marronnier.domain.document.Plans;
import org.marronnier.engine.template.Rendered;
import org.marronnier.engine.template.Rendering;
import org.marronnier.scheduler.campaign.PlanShelf;
import org.marronnier.scheduler.decision.Decided;
import org.marronnier.scheduler.decision.DecidingHouseholds;
import org.marronnier.scheduler.decision.PlanRules;
import org.marronnier.scheduler.decision.Source;
import org.marronnier.scheduler.decision.WithinCapacity;
import org.marronnier.scheduler.enrolment.Offering;
import org.marronnier.scheduler.inbound.NextMessage.Considered;
import org.marronnier.scheduler.inbound.WebSources.Standing;
import org.marronnier.store.inbound.WebOffers;
import org.marronnier.store.inbound.WebOffers.Occurrence;
import org.marronnier.store.outbox.ContactFields;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A contact comes, and somebody asks what it is to be shown on the web: of all that stands, what
 * ranks first and passes every gate now. Holds nobody, and takes no place: that is done when the
 * message is reported shown. All is read as of one moment, so that a merge is over or has not
 * begun.
 */
@Component
public class AskingNextMessage {

    private final Contacts contacts;
    private final Plans plans;
    private final PlanShelf shelf;
    private final WebSources sources;
    private final WebOffers offers;
    private final ContactFields fields;
    private final DecidingHouseholds deciding;
    private final WithinCapacity capacity;
    private final TransactionTemplate reading;
    private final Clock clock;

    AskingNextMessage(
            Contacts contacts,
            Plans plans,
            PlanShelf shelf,
            WebSources sources,
            WebOffers offers,
            ContactFields fields,
            DecidingHouseholds deciding,
            WithinCapacity capacity,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.contacts = contacts;
        this.plans = plans;
        this.shelf = shelf;
        this.sources = sources;
        this.offers = offers;
        this.fields = fields;
        this.deciding = deciding;
        this.capacity = capacity;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.clock = clock;
    }

    /** What stood to be shown, with what was decided of it. */
    private record Judged(Standing standing, Decided decided) {

        Considered considered() {
            return new Considered(
                    standing.plan().key(), standing.source().due(), decided.decision());
        }
    }

    /**
     * @param contact external id
     * @param plan the only one whose messages are shown; null for those of all plans
     */
    public NextMessage ask(String contact, @Nullable String plan) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Optional<NextMessage> answer;
        do {
            answer = reading.execute(_ -> answer(contact, plan, now)).get();
        } while (answer.isEmpty());
        return answer.get();
    }

    /** What is answered behind the reading; empty where the contact was merged away meanwhile. */
    private Supplier<Optional<NextMessage>> answer(
            String contact, @Nullable String plan, Instant now) {
        return contacts.find(contact)
                .map(known -> first(known, judged(known.id(), plan, now)))
                .orElse(() -> Optional.of(new NextMessage.NoContact()));
    }

    /**
     * What stands to be shown to a contact now, and what is decided of it, in the order of rank.
     * Keeps nothing.
     *
     * @param contact its number
     * @param plan the only one whose messages are looked at; null for those of all plans
     */
    public List<Considered> look(long contact, @Nullable String plan) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return reading.execute(_ -> judged(contact, plan, now)).stream()
                .map(Judged::considered)
                .toList();
    }

    /** In the order of rank; those of equal rank by their plan. */
    private List<Judged> judged(long contact, @Nullable String plan, Instant now) {
        var ofScenarios = sources.ofScenarios(contact, now);
        var shown = offers.shown(contact, now);
        return (plan == null ? plans.keys().stream().sorted() : Stream.of(plan))
                .flatMap(key -> rules(key).stream())
                .flatMap(rules -> judged(rules, contact, ofScenarios, shown, now))
                .sorted(Comparator.comparing(one -> one.standing.source(), Source.RANK))
                .toList();
    }

    /** A plan whose rules cannot be evaluated shows nothing. */
    private Optional<PlanRules> rules(String plan) {
        try {
            return shelf.rules(plan);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Stream<Judged> judged(
            PlanRules rules,
            long contact,
            Map<String, List<Standing>> ofScenarios,
            Set<Occurrence> shown,
            Instant now) {
        // Two that ask for the very same are one.
        var standing = new LinkedHashMap<Source, Standing>();
        ofScenarios
                .getOrDefault(rules.key(), List.of())
                .forEach(one -> standing.putIfAbsent(one.source(), one));
        WebSources.ofCampaigns(rules, now)
                .filter(one -> !shown.contains(occurrence(one)))
                .forEach(one -> standing.putIfAbsent(one.source(), one));
        if (standing.isEmpty()) {
            return Stream.of();
        }
        return deciding.foresee(rules, List.copyOf(standing.keySet()), contact, now, now).stream()
                .map(
                        decided ->
                                new Judged(
                                        Objects.requireNonNull(standing.get(decided.source())),
                                        capacity.seen(decided, rules, now)));
    }

    private static Occurrence occurrence(Standing one) {
        return new Occurrence(one.plan().key(), one.source().name(), one.source().due());
    }

    private Supplier<Optional<NextMessage>> first(Contact contact, List<Judged> judged) {
        var considered = judged.stream().map(Judged::considered).toList();
        var reasons = new LinkedHashSet<String>();
        for (var one : judged) {
            if (one.decided.leaves()) {
                var message = written(contact, one, considered);
                if (message.isPresent()) {
                    return message.get();
                }
                reasons.add(NextMessage.UNWRITABLE);
            } else {
                one.considered().why().forEach(reasons::add);
            }
        }
        if (reasons.isEmpty()) {
            reasons.add(NextMessage.NOTHING);
        }
        return () -> Optional.of(new NextMessage.None(List.copyOf(reasons), considered));
    }

    private Optional<Supplier<Optional<NextMessage>>> written(
            Contact contact, Judged one, List<Considered> considered) {
        var standing = one.standing;
        var source = standing.source();
        return standing.plan().document().templates().stream()
                .filter(template -> template.key().equals(standing.template()))
                .findFirst()
                .flatMap(
                        template ->
                                fields.of(contact.externalId())
                                        .map(known -> Rendering.render(template, known)))
                .flatMap(
                        rendered ->
                                switch (rendered) {
                                    case Rendered.Unwritable _ ->
                                            Optional.<Rendered.Message>empty();
                                    case Rendered.Message message -> Optional.of(message);
                                })
                .map(
                        message ->
                                () ->
                                        number(standing, contact.id())
                                                .map(
                                                        number ->
                                                                new NextMessage.Message(
                                                                        number,
                                                                        source.name(),
                                                                        standing.template(),
                                                                        message.subject(),
                                                                        message.html(),
                                                                        message.text(),
                                                                        source.expiry(),
                                                                        considered)));
    }

    /** That of a campaign is made when it is first answered, to a contact that is there. */
    private Optional<Long> number(Standing standing, long contact) {
        var offer = standing.offer();
        var source = standing.source();
        return offer != null
                ? Optional.of(offer)
                : offers.of(
                        Offering.of(standing.plan(), source, standing.template()),
                        contact,
                        source.due(),
                        source.expiry());
    }
}
