package org.marronnier.scheduler.impact;

import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.Vocabulary;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.pressure.Capacity;
import org.marronnier.engine.impact.FullDays;
import org.marronnier.scheduler.audience.BackgroundCounting;
import org.marronnier.scheduler.audience.Fingerprint;
import org.marronnier.scheduler.node.Node;
import org.marronnier.store.impact.RuleImpacts;
import org.marronnier.store.impact.SentMessages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.stereotype.Component;

/**
 * What a rule or capacity would have held back over the last days: asked at once, computed one at a
 * time in the background, some contacts after the others. Who asks again in other words is not kept
 * waiting for the first question.
 */
@Component
public class ComputingImpacts implements BackgroundCounting {

    /** How many days are tried, today not included. */
    public static final int DAYS = 30;

    private static final Logger LOG = LoggerFactory.getLogger(ComputingImpacts.class);
    private static final int CONTACTS = 5_000;

    private final Plans plans;
    private final RuleImpacts impacts;
    private final SentMessages messages;
    private final PastHouseholds households;
    private final Node node;
    private final Clock clock;

    ComputingImpacts(
            Plans plans,
            RuleImpacts impacts,
            SentMessages messages,
            PastHouseholds households,
            Node node,
            Clock clock) {
        this.plans = plans;
        this.impacts = impacts;
        this.messages = messages;
        this.households = households;
        this.node = node;
        this.clock = clock;
    }

    /**
     * Asks what a rule would have held back.
     *
     * @param slot who edits which rule, so that another question takes this one's place; null for
     *     one that stands alone
     * @param before the rule as it stands; null for a new one
     * @param after the rule as it is written now
     * @return the number to ask for the answer by
     */
    public long ask(
            PlanDocument plan,
            @Nullable String slot,
            ItemKind kind,
            @Nullable Map<String, Object> before,
            Map<String, Object> after) {
        var definition =
                Fingerprint.of(kind + " " + before + " " + after + " " + Vocabulary.of(plan));
        return impacts.ask(
                new RuleImpacts.Question(plan.plan().key(), slot, kind, before, after, definition),
                now());
    }

    /** Where a question stands. */
    public Optional<RuleImpacts.Standing> find(long id) {
        return impacts.find(id);
    }

    @Override
    public void drainOnce() {
        while (!Thread.currentThread().isInterrupted()) {
            var taken = impacts.take(node.id(), now());
            if (taken.isEmpty()) {
                return;
            }
            compute(taken.get());
        }
    }

    private void compute(RuleImpacts.Standing taken) {
        var begun = System.nanoTime();
        try {
            plans.load(taken.question().plan())
                    .flatMap(plan -> impact(plan, taken))
                    .ifPresentOrElse(
                            impact -> {
                                impacts.answer(taken, node.id(), impact.tree(), now());
                                LOG.info(
                                        "impact computed plan={} kind={} held={} ms={}",
                                        taken.question().plan(),
                                        taken.question().kind(),
                                        impact.after().held().messages(),
                                        (System.nanoTime() - begun) / 1_000_000);
                            },
                            () -> impacts.fail(taken, node.id(), now()));
        } catch (IllegalArgumentException
                | DataIntegrityViolationException
                | InvalidDataAccessResourceUsageException why) {
            LOG.warn(
                    "impact not computed plan={} kind={}",
                    taken.question().plan(),
                    taken.question().kind(),
                    why);
            impacts.fail(taken, node.id(), now());
        }
    }

    /** Empty where another question has taken the place of this one. */
    private Optional<Impact> impact(PlanDocument plan, RuleImpacts.Standing taken) {
        var question = taken.question();
        var end = ZonedDateTime.ofInstant(now(), plan.plan().zone()).truncatedTo(ChronoUnit.DAYS);
        var from = end.minusDays(DAYS).toInstant();
        var until = end.toInstant();
        Function<Capacity, FullDays> full = capacity -> full(plan, capacity, from, until);
        var trial =
                new Trial(
                        plan,
                        question.before() == null
                                ? null
                                : TriedRule.of(question.kind(), question.before(), full),
                        TriedRule.of(question.kind(), question.after(), full),
                        from,
                        until,
                        now());
        var last = messages.lastContact();
        for (var after = 0L; after < last; after += CONTACTS) {
            if (!impacts.reach(taken, node.id(), (double) after / last, now())) {
                return Optional.empty();
            }
            households.read(trial, after, Math.min(last, after + CONTACTS));
        }
        return Optional.of(trial.impact());
    }

    private FullDays full(PlanDocument plan, Capacity capacity, Instant from, Instant until) {
        var zone = plan.plan().zone();
        return new FullDays(
                zone,
                capacity.perDay() == 0
                        ? Map.of()
                        : messages
                                .last(
                                        plan.plan().key(),
                                        capacity.channel(),
                                        capacity.perDay(),
                                        zone,
                                        from,
                                        until)
                                .stream()
                                .collect(
                                        Collectors.toMap(
                                                SentMessages.Last::day,
                                                last ->
                                                        new FullDays.Last(
                                                                last.at().getEpochSecond(),
                                                                last.message()))));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
