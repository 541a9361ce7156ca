package org.marronnier.scheduler.audience;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.marronnier.domain.audience.AudienceCount;
import org.marronnier.domain.audience.AudienceCounts;
import org.marronnier.domain.audience.AudienceCounts.Answer;
import org.marronnier.domain.audience.AudienceSubject;
import org.marronnier.domain.audience.Audiences;
import org.marronnier.domain.audience.Vocabulary;
import org.marronnier.domain.computing.Computing.Asked;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * How many contacts a campaign or segment means: shown as last computed, at once; computed one at a
 * time in the background.
 */
@Component
public class CountingAudiences implements BackgroundCounting {

    private static final Logger LOG = LoggerFactory.getLogger(CountingAudiences.class);

    private final Plans plans;
    private final Audiences audiences;
    private final AudienceCounts counts;
    private final Draining draining;
    private final Clock clock;

    CountingAudiences(
            Plans plans,
            Audiences audiences,
            AudienceCounts counts,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.plans = plans;
        this.audiences = audiences;
        this.counts = counts;
        this.draining = new Draining(transactions);
        this.clock = clock;
    }

    /**
     * The count as it stands, at once. One that was never computed, is of another target or is a
     * day old is put into the queue.
     */
    public AudienceCount shown(PlanDocument plan, AudienceSubject subject) {
        var condition = fingerprint(plan, subject);
        var key = plan.plan().key();
        var known = counts.find(key, subject);
        if (known.isEmpty() || isStale(known.get(), condition)) {
            counts.ask(key, subject, condition, now());
        }
        return known.orElseGet(() -> AudienceCount.waiting(condition));
    }

    /** The counts of several subjects, as {@link #shown} shows one. */
    public Map<AudienceSubject, AudienceCount> shown(
            PlanDocument plan, Collection<? extends AudienceSubject> subjects) {
        var key = plan.plan().key();
        var known = counts.all(key);
        var shown = new HashMap<AudienceSubject, AudienceCount>();
        for (var subject : subjects) {
            var condition = fingerprint(plan, subject);
            var count = known.get(subject);
            if (count == null || isStale(count, condition)) {
                counts.ask(key, subject, condition, now());
            }
            shown.put(subject, count == null ? AudienceCount.waiting(condition) : count);
        }
        return shown;
    }

    /** Asks for a new count, whatever the age of the last. */
    public void recompute(PlanDocument plan, AudienceSubject subject) {
        counts.ask(plan.plan().key(), subject, fingerprint(plan, subject), now());
    }

    /**
     * Computes every count that waits, one after the other. One whose target cannot be evaluated
     * fails and lets the others pass; where the database is away, all wait.
     */
    @Override
    public void drainOnce() {
        draining.drain(
                counts,
                this::compute,
                (asked, refused) ->
                        LOG.warn(
                                "audience not counted, its target cannot be evaluated plan={} subject={}",
                                asked.plan(),
                                asked.subject().text(),
                                refused));
    }

    private Optional<Answer> compute(Asked<AudienceSubject> asked) {
        var plan = plans.load(asked.plan());
        var target = plan.flatMap(document -> target(document, asked.subject()));
        if (plan.isEmpty() || target.isEmpty()) {
            LOG.warn(
                    "audience not counted, it is not in its plan plan={} subject={}",
                    asked.plan(),
                    asked.subject().text());
            return Optional.empty();
        }
        var start = System.nanoTime();
        var figures = audiences.count(target.get(), Vocabulary.of(plan.get()), now());
        LOG.info(
                "audience counted plan={} subject={} contacts={} ms={}",
                asked.plan(),
                asked.subject().text(),
                figures.contacts(),
                (System.nanoTime() - start) / 1_000_000);
        return Optional.of(new Answer(figures, fingerprint(plan.get(), asked.subject())));
    }

    private boolean isStale(AudienceCount known, String condition) {
        var figures = known.figures();
        return Freshness.isOver(
                known.condition(), figures == null ? null : figures.at(), condition, now());
    }

    private static Optional<Condition> target(PlanDocument plan, AudienceSubject subject) {
        return switch (subject) {
            case AudienceSubject.Campaign(var key) ->
                    plan.campaigns().stream()
                            .map(PlanDocument.Campaign::brief)
                            .filter(campaign -> campaign.key().equals(key))
                            .findFirst()
                            .map(
                                    campaign -> {
                                        var target = campaign.target();
                                        return target == null ? Condition.EVERYBODY : target;
                                    });
            case AudienceSubject.Segment(var key) ->
                    plan.segments().stream()
                            .filter(segment -> segment.key().equals(key))
                            .findFirst()
                            .map(segment -> segment.when());
            case AudienceSubject.Stage(var key) ->
                    plan.conventions().stages().stream()
                            .filter(stage -> stage.key().equals(key))
                            .findFirst()
                            .map(stage -> new Condition.InStage(key));
            case AudienceSubject.Scenario(var programme, var key) ->
                    ScenarioTarget.of(plan, programme, key);
        };
    }

    /** What is counted and what it leans on, as one short text: another text, another count. */
    private static String fingerprint(PlanDocument plan, AudienceSubject subject) {
        return Fingerprint.of(target(plan, subject) + " " + Vocabulary.of(plan));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
