package org.marronnier.scheduler.inbound;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.scenario.EntryRefusal;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.scheduler.scenario.LiveScenario;
import org.marronnier.scheduler.scenario.LiveScenarios;
import org.marronnier.scheduler.trigger.Entering;
import org.marronnier.scheduler.trigger.Fired;
import org.marronnier.store.decision.ContactFacts;
import org.marronnier.store.inbound.CalledFirings;
import org.marronnier.store.inbound.CalledFirings.Settled;
import org.marronnier.store.trigger.Entries.Name;
import org.marronnier.store.trigger.Entries.Pair;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Somebody asks that contacts enter a scenario that starts on call. */
@Component
public class CallingScenario {

    private static final int TRIES = 5;
    private static final String PREFIX = "call:";

    private final Plans plans;
    private final LiveScenarios scenarios;
    private final ContactFacts facts;
    private final Entering entering;
    private final CalledFirings firings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CallingScenario(
            Plans plans,
            LiveScenarios scenarios,
            ContactFacts facts,
            Entering entering,
            CalledFirings firings,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.plans = plans;
        this.scenarios = scenarios;
        this.facts = facts;
        this.entering = entering;
        this.firings = firings;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Where a scenario is. */
    public record Place(String plan, String programme) {}

    /**
     * Who is called.
     *
     * @param id of this call for this contact, so that a repeat is harmless; null for one of its
     *     own
     */
    public record Call(String externalId, @Nullable String id) {}

    /** What came of one call. */
    public sealed interface Outcome {

        /** The contact is in the scenario, by this call. */
        record Entered(long enrolment) implements Outcome {}

        /** The contact was turned away. */
        record Refused(String reason) implements Outcome {}

        /** Nobody has this external id. */
        record NoContact() implements Outcome {}
    }

    /** What came of it all. */
    public sealed interface Answer {

        /** One outcome a call, in their order. */
        record Called(List<Outcome> outcomes) implements Answer {}

        record Unknown() implements Answer {}

        /** Several scenarios have this key. */
        record Ambiguous(List<Place> places) implements Answer {}

        /** It is not in service. */
        record NotLive(Status status) implements Answer {}

        /** Something else than a call starts it. */
        record NotOnCall() implements Answer {}

        /** Others hold the contacts; to be asked again. */
        record Busy() implements Answer {}
    }

    private record Found(Place place, Status status) {}

    /**
     * @param plan null for any
     * @param programme null for any
     * @param askedKey the same for a repeat of the whole call; null where it is one of its own
     */
    public Answer call(
            String scenario,
            @Nullable String plan,
            @Nullable String programme,
            List<Call> calls,
            @Nullable String askedKey) {
        var found = find(scenario, plan, programme);
        if (found.isEmpty()) {
            return new Answer.Unknown();
        }
        if (found.size() > 1) {
            return new Answer.Ambiguous(found.stream().map(Found::place).toList());
        }
        var place = found.getFirst().place;
        var live =
                scenarios.all().stream()
                        .filter(LiveScenario::isLive)
                        .filter(
                                one ->
                                        one.key().equals(scenario)
                                                && one.plan().equals(place.plan)
                                                && one.programme().equals(place.programme))
                        .findFirst();
        if (live.isEmpty()) {
            return new Answer.NotLive(found.getFirst().status);
        }
        if (!(live.get().brief().trigger() instanceof Trigger.OnCall)) {
            return new Answer.NotOnCall();
        }
        return call(live.get(), calls, askedKey);
    }

    private List<Found> find(String scenario, @Nullable String plan, @Nullable String programme) {
        return plans.keys().stream()
                .filter(key -> plan == null || key.equals(plan))
                .map(plans::load)
                .flatMap(Optional::stream)
                .flatMap(
                        document ->
                                document.programmes().stream()
                                        .filter(
                                                one ->
                                                        programme == null
                                                                || one.brief()
                                                                        .key()
                                                                        .equals(programme))
                                        .flatMap(one -> found(document, one, scenario)))
                .toList();
    }

    private static Stream<Found> found(
            PlanDocument plan, PlanDocument.Programme programme, String scenario) {
        return programme.scenarios().stream()
                .filter(one -> one.brief().key().equals(scenario))
                .map(
                        one ->
                                new Found(
                                        new Place(plan.plan().key(), programme.brief().key()),
                                        programme.status().mayRun()
                                                ? one.status()
                                                : programme.status()));
    }

    private Answer call(LiveScenario scenario, List<Call> calls, @Nullable String askedKey) {
        var whole = askedKey == null ? UUID.randomUUID().toString() : askedKey;
        var known = firings.contacts(calls.stream().map(Call::externalId).toList());
        var names =
                IntStream.range(0, calls.size())
                        .mapToObj(at -> name(scenario, calls.get(at), known, whole, at))
                        .toList();
        for (var attempt = 1; ; attempt++) {
            try {
                var settled = transaction.execute(_ -> enter(scenario, names));
                return new Answer.Called(
                        names.stream()
                                .map(
                                        name ->
                                                name.<Outcome>map(one -> outcome(settled.get(one)))
                                                        .orElseGet(Outcome.NoContact::new))
                                .toList());
            } catch (PessimisticLockingFailureException e) {
                if (attempt == TRIES) {
                    return new Answer.Busy();
                }
            }
        }
    }

    /** A repeat has the same name; two of one call that name nobody's own id do not. */
    private static Optional<Name> name(
            LiveScenario scenario, Call call, Map<String, Long> contacts, String whole, int at) {
        return Optional.ofNullable(contacts.get(call.externalId))
                .map(
                        contact ->
                                new Name(
                                        new Pair(scenario.id(), contact),
                                        PREFIX + (call.id == null ? whole + "/" + at : call.id)));
    }

    private LinkedHashMap<Name, Settled> enter(LiveScenario scenario, List<Optional<Name>> called) {
        var names =
                called.stream()
                        .flatMap(Optional::stream)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var erased =
                facts
                        .lock(
                                names.stream()
                                        .map(name -> name.pair().contact())
                                        .distinct()
                                        .toList(),
                                false)
                        .stream()
                        .collect(Collectors.toMap(ContactFacts.Row::id, ContactFacts.Row::erased));
        var before = firings.settled(names);
        var fired = new ArrayList<Fired>();
        for (var name : names) {
            var contact = name.pair().contact();
            var isErased = erased.get(contact);
            // Whoever was merged away a moment ago is not there.
            if (isErased != null && !before.containsKey(name)) {
                fired.add(
                        new Fired(
                                scenario,
                                contact,
                                name.firedBy(),
                                now,
                                isErased ? EntryRefusal.ERASED : null));
            }
        }
        entering.enter(fired, now);
        return new LinkedHashMap<>(firings.settled(names));
    }

    private static Outcome outcome(@Nullable Settled settled) {
        if (settled == null) {
            return new Outcome.NoContact();
        }
        return settled.refusal() == null
                ? new Outcome.Entered(settled.enrolment())
                : new Outcome.Refused(settled.refusal());
    }
}
