package org.marronnier.scheduler.enrolment;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.pressure.Capacity;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.domain.scenario.Step;
import org.marronnier.engine.decision.Decision;
import org.marronnier.scheduler.campaign.FunnelLine;
import org.marronnier.scheduler.campaign.ReasonsAsJson;
import org.marronnier.scheduler.decision.Asked;
import org.marronnier.scheduler.decision.Decided;
import org.marronnier.scheduler.decision.DecidingHouseholds;
import org.marronnier.scheduler.decision.PlanRules;
import org.marronnier.scheduler.decision.Source;
import org.marronnier.scheduler.decision.WithinCapacity;
import org.marronnier.scheduler.scenario.LiveScenario;
import org.marronnier.scheduler.scenario.LiveScenarios;
import org.marronnier.store.decision.ContactFacts;
import org.marronnier.store.enrolment.Enrolments;
import org.marronnier.store.enrolment.Enrolments.Due;
import org.marronnier.store.enrolment.StepDecisions;
import org.marronnier.store.outbox.Messages;
import org.marronnier.store.scenario.ScenarioTally;
import org.springframework.stereotype.Component;

/**
 * Has some enrolments go on, in one transaction: they and their contacts are held, what they read
 * is read once, their sends are decided together, and all that follows is written together.
 */
@Component
class WalkingBatch {

    private final LiveScenarios live;
    private final EditionTests tests;
    private final DecidingHouseholds deciding;
    private final WithinCapacity capacity;
    private final Enrolments enrolments;
    private final StepDecisions decisions;
    private final Messages messages;
    private final ScenarioTally tally;
    private final Offering offering;

    WalkingBatch(
            LiveScenarios live,
            EditionTests tests,
            DecidingHouseholds deciding,
            WithinCapacity capacity,
            Enrolments enrolments,
            StepDecisions decisions,
            Messages messages,
            ScenarioTally tally,
            Offering offering) {
        this.live = live;
        this.tests = tests;
        this.deciding = deciding;
        this.capacity = capacity;
        this.enrolments = enrolments;
        this.decisions = decisions;
        this.messages = messages;
        this.tally = tally;
        this.offering = offering;
    }

    /** A walk that stands before a send, and what that asks for. */
    private record Standing(Walk walk, ScenarioBrief edition, Step.Send send) {}

    /** What sends of the same step, due at the same instant, share. */
    private record Shared(long edition, String step, Instant due) {}

    /** Who asks together, and for whom each does. */
    private record Group(Source source, Map<Long, Standing> byContact) {}

    /** All that is written. */
    private static final class Written {
        final List<Walk> walks = new ArrayList<>();
        final List<StepDecisions.Entry> decisions = new ArrayList<>();
        final List<Messages.OfStep> messages = new ArrayList<>();
    }

    /**
     * @param claimed which the caller's transaction holds, all of scenarios that are at hand
     * @param withOthers whether all else that is due of the same contacts is decided with them
     */
    void walk(List<Due> claimed, boolean withOthers, Instant now) {
        var all = new ArrayList<>(claimed);
        var withHouseholds =
                claimed.stream()
                        .map(this::scenario)
                        .anyMatch(one -> one.rules().countsHouseholds());
        var rows =
                deciding.lock(
                        claimed.stream().map(Due::contact).collect(Collectors.toSet()),
                        withHouseholds);
        if (withOthers) {
            all.addAll(
                    atHand(
                            enrolments.claimOthers(
                                    claimed.stream().map(Due::contact).collect(Collectors.toSet()),
                                    claimed.stream().map(Due::id).toList(),
                                    now),
                            live));
        }
        var outcomes = outcomes(all);
        var written = new Written();
        all.stream()
                .collect(Collectors.groupingBy(due -> scenario(due).plan()))
                .values()
                .forEach(those -> walk(those, rows, outcomes, now, written));
        write(written);
    }

    private LiveScenario scenario(Due due) {
        return live.find(due.scenario())
                .orElseThrow(() -> new IllegalStateException("NOT_IN_SERVICE"));
    }

    private Map<Long, Set<MessageStatus>> outcomes(List<Due> all) {
        var waiting =
                all.stream()
                        .filter(due -> Enrolments.OUTCOME.equals(due.waitsFor()))
                        .map(Due::id)
                        .toList();
        return waiting.isEmpty() ? Map.of() : enrolments.outcomes(waiting);
    }

    /** Walks those of one plan. */
    private void walk(
            List<Due> those,
            List<ContactFacts.Row> rows,
            Map<Long, Set<MessageStatus>> outcomes,
            Instant now,
            Written written) {
        var rules = scenario(those.getFirst()).rules();
        var contacts =
                rows.stream().collect(Collectors.toMap(ContactFacts.Row::id, Function.identity()));
        var editions = new HashMap<Long, LiveScenario>();
        those.forEach(due -> editions.put(due.edition(), scenario(due)));
        var told =
                tests.tell(
                        rules,
                        editions,
                        those.stream().map(Due::contact).collect(Collectors.toSet()),
                        now);
        var standing = new ArrayList<Standing>();
        for (var due : those) {
            var row = contacts.get(due.contact());
            var zone = row == null || row.zone() == null ? rules.zone() : row.zone();
            var walk =
                    new Walk(
                            due,
                            scenario(due),
                            told,
                            zone,
                            row == null ? "" : row.externalId(),
                            now);
            written.walks.add(walk);
            if (row == null || row.erased()) {
                walk.stop(row == null ? "CONTACT_GONE" : "ERASED");
            } else {
                var theirs = outcomes.getOrDefault(due.id(), Set.of());
                stand(walk, () -> walk.begin(theirs)).ifPresent(standing::add);
            }
        }
        if (!standing.isEmpty()) {
            decide(rules, standing, rows, told, now, written);
        }
    }

    /** What one cannot do keeps nobody else from going on. */
    private Optional<Standing> stand(Walk walk, Supplier<Optional<Step.Send>> going) {
        try {
            return going.get()
                    .map(send -> new Standing(walk, live.edition(walk.from().edition()), send));
        } catch (IllegalArgumentException
                | IllegalStateException
                | ArithmeticException
                | DateTimeException e) {
            walk.fail(Failure.of(e));
            return Optional.empty();
        }
    }

    private void decide(
            PlanRules rules,
            List<Standing> standing,
            List<ContactFacts.Row> rows,
            EditionTests.Told told,
            Instant now,
            Written written) {
        var groups = groups(standing);
        var asked = new ArrayList<Asked>();
        var bySource = new IdentityHashMap<Source, Group>();
        for (var group : groups) {
            bySource.put(group.source, group);
            asked.add(
                    Asked.apart(
                            group.source,
                            group.byContact.keySet(),
                            group.byContact.entrySet().stream()
                                    .filter(
                                            entry ->
                                                    !told.isMeant(
                                                            entry.getValue().walk.from().edition(),
                                                            entry.getKey()))
                                    .map(Map.Entry::getKey)
                                    .collect(Collectors.toSet())));
        }
        var concerned = concerned(rules, standing, rows);
        var decided =
                capacity.of(deciding.decideHeld(rules, asked, concerned, now, now), rules, now);
        var scarce = rules.capacities().stream().map(Capacity::channel).collect(Collectors.toSet());
        for (var one : decided) {
            var group = Objects.requireNonNull(bySource.get(one.source()));
            var who = Objects.requireNonNull(group.byContact.get(one.contact()));
            written.decisions.add(entry(who, one.decision()));
            if (one.leaves()) {
                written.messages.add(
                        message(
                                who,
                                one,
                                rules,
                                scarce.contains(one.decision().channel())
                                        ? rules.localDay(now)
                                        : null));
            }
            stand(who.walk, () -> who.walk.decided(one.decision()));
        }
    }

    /** Contacts of one step and due ask together; somebody who is there twice, in another group. */
    private List<Group> groups(List<Standing> standing) {
        var groups = new ArrayList<Group>();
        var open = new LinkedHashMap<Shared, Group>();
        for (var one : standing) {
            var walk = one.walk;
            var shared = new Shared(walk.from().edition(), walk.step().text(), walk.due());
            var group = open.get(shared);
            if (group == null || group.byContact.containsKey(walk.from().contact())) {
                group =
                        new Group(
                                StepSource.of(walk.scenario(), one.edition, one.send, walk.due()),
                                new LinkedHashMap<>());
                open.put(shared, group);
                groups.add(group);
            }
            group.byContact.put(walk.from().contact(), one);
        }
        return groups;
    }

    /** The rows of those who stand before a send, and of their households where these count. */
    private static List<ContactFacts.Row> concerned(
            PlanRules rules, List<Standing> standing, List<ContactFacts.Row> rows) {
        var contacts =
                standing.stream().map(one -> one.walk.from().contact()).collect(Collectors.toSet());
        var households = new HashSet<String>();
        if (rules.countsHouseholds()) {
            rows.stream()
                    .filter(row -> contacts.contains(row.id()))
                    .map(ContactFacts.Row::household)
                    .filter(household -> household != null && !household.isBlank())
                    .forEach(households::add);
        }
        return rows.stream()
                .filter(
                        row ->
                                contacts.contains(row.id())
                                        || (row.household() != null
                                                && households.contains(row.household())))
                .toList();
    }

    private void write(Written written) {
        messages.queue(written.messages);
        written.walks.forEach(offering::offer);
        decisions.add(written.decisions);
        enrolments.pass(written.walks.stream().map(Walk::passed).flatMap(List::stream).toList());
        enrolments.move(written.walks.stream().map(Walk::moved).toList());
        var counts = new HashMap<ScenarioTally.Line, Long>();
        written.walks.forEach(
                walk -> walk.counts().forEach((line, n) -> counts.merge(line, n, Long::sum)));
        tally.add(counts);
    }

    private static StepDecisions.Entry entry(Standing who, Decision decision) {
        var walk = who.walk;
        return new StepDecisions.Entry(
                walk.from().id(),
                walk.step().text(),
                decision.at(),
                walk.scenario().id(),
                walk.from().contact(),
                walk.due(),
                decision.outcome().name(),
                FunnelLine.of(decision),
                decision.channel() == null ? null : decision.channel().name(),
                decision.until(),
                ReasonsAsJson.of(decision.reasons()));
    }

    private static Messages.OfStep message(
            Standing who, Decided decided, PlanRules rules, @Nullable LocalDate capacityDay) {
        var walk = who.walk;
        var source = decided.source();
        return new Messages.OfStep(
                walk.from().id(),
                walk.step().text(),
                walk.scenario().id(),
                walk.from().contact(),
                rules.key(),
                source.name(),
                DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                        walk.due().atZone(rules.zone()).toLocalDateTime()),
                Objects.requireNonNull(decided.decision().channel()).name(),
                source.type().name(),
                source.purpose(),
                source.programme(),
                source.tags(),
                source.offer(),
                who.send.template(),
                decided.decision().at(),
                source.expiry(),
                capacityDay);
    }

    /** Whether all scenarios of some enrolments are at hand. */
    static List<Due> atHand(Collection<Due> claimed, LiveScenarios live) {
        return claimed.stream().filter(due -> live.find(due.scenario()).isPresent()).toList();
    }
}
