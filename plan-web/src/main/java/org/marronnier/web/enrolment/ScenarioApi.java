package org.marronnier.web.enrolment;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.contact.Contacts;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.user.Scope;
import org.marronnier.engine.scenario.Course;
import org.marronnier.scheduler.enrolment.SteeringEnrolments;
import org.marronnier.store.enrolment.EnrolmentPaths;
import org.marronnier.store.enrolment.EnrolmentPaths.Enrolment;
import org.marronnier.store.enrolment.ScenarioFigures;
import org.marronnier.store.scenario.StoredScenarios;
import org.marronnier.web.api.Problems;
import org.marronnier.web.security.With;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How scenarios run and where contacts stand in them, asked by programs. */
@RestController
@RequestMapping("/api/v1")
class ScenarioApi {

    private static final int PAGE = 50;

    /**
     * How a scenario runs.
     *
     * @param state live, paused or ended
     * @param edition the number of the one that contacts enter by
     * @param days of the period that is counted, today included
     * @param refused how many were turned away in the period, by the reason
     * @param messages how many in the period, by line of the funnel, opened and clicked
     * @param steps of that edition, by their paths
     */
    record Running(
            String plan,
            String programme,
            String scenario,
            String state,
            int edition,
            Instant since,
            int days,
            long inside,
            long entered,
            long exited,
            long done,
            long stuck,
            Map<String, Long> refused,
            Map<String, Long> messages,
            Map<String, StepCount> steps) {}

    /**
     * @param there how many are there now
     * @param passed how many passed it in the period
     */
    record StepCount(long there, long passed) {}

    /**
     * Where a contact stands in a scenario.
     *
     * @param state running, done, exited, stopped, failed or refused
     * @param firedBy the name of the firing, such as {@code event:<id>}
     * @param step the path of the step before which the contact stands
     * @param next when it is looked at next; null for one that is over
     */
    record Standing(
            long id,
            String plan,
            String programme,
            String scenario,
            int edition,
            String firedBy,
            Instant firedAt,
            String state,
            @Nullable String reason,
            String step,
            @Nullable String waitsFor,
            @Nullable Instant next,
            @Nullable Instant endedAt) {}

    /**
     * @param next the cursor of the next page; null on the last
     */
    record StandingPage(List<Standing> enrolments, @Nullable String next) {}

    record Retried(long retried) {}

    private final Plans plans;
    private final Contacts contacts;
    private final StoredScenarios stored;
    private final ScenarioFigures counted;
    private final EnrolmentPaths paths;
    private final SteeringEnrolments steering;
    private final Clock clock;

    ScenarioApi(
            Plans plans,
            Contacts contacts,
            StoredScenarios stored,
            ScenarioFigures counted,
            EnrolmentPaths paths,
            SteeringEnrolments steering,
            Clock clock) {
        this.plans = plans;
        this.contacts = contacts;
        this.stored = stored;
        this.counted = counted;
        this.paths = paths;
        this.steering = steering;
        this.clock = clock;
    }

    /**
     * Of a scenario that is or was in service; with {@code plan} where several have one of the key.
     */
    @GetMapping("/scenarios/{key}")
    @With(Scope.PLANS_READ)
    ResponseEntity<?> running(
            @PathVariable String key,
            @RequestParam @Nullable String plan,
            @RequestParam(defaultValue = "7") int days) {
        if (days < 1 || days > 366) {
            return Problems.unreadable("days must be from 1 to 366.");
        }
        var found =
                plans.keys().stream()
                        .filter(one -> plan == null || one.equals(plan))
                        .flatMap(one -> stored.of(one).stream())
                        .filter(row -> row.key().equals(key))
                        .toList();
        if (found.isEmpty()) {
            return Problems.notFound("No scenario %s is or was in service.".formatted(key));
        }
        if (found.size() > 1) {
            return Problems.conflict(
                    "The scenario %s is in several plans: %s. Name one with ?plan=."
                            .formatted(
                                    key,
                                    String.join(
                                            ", ",
                                            found.stream()
                                                    .map(StoredScenarios.Row::plan)
                                                    .toList())));
        }
        return ResponseEntity.ok(running(found.getFirst(), days));
    }

    private Running running(StoredScenarios.Row row, int days) {
        var zone = plans.load(row.plan()).map(PlanDocument::plan).orElseThrow().zone();
        var today = LocalDate.ofInstant(clock.instant(), zone);
        var tally = new Tally(counted.counts(row.id(), today.minusDays(days - 1L)));
        var edition =
                stored.editionsOf(row.id()).stream()
                        .filter(one -> one.id() == row.edition())
                        .findFirst()
                        .orElseThrow();
        var mine = tally.of(edition.id());
        var steps = new LinkedHashMap<String, StepCount>();
        Course.of(edition.brief())
                .all()
                .forEach(
                        placed -> {
                            var at = mine.at(placed.path().text());
                            steps.put(
                                    placed.path().text(),
                                    new StepCount(at.inside(), at.recent("passed")));
                        });
        var refused = new LinkedHashMap<String, Long>();
        tally.refusedBy()
                .forEach((line, n) -> refused.put(line.substring(Tally.REFUSED.length()), n));
        var messages = new LinkedHashMap<String, Long>();
        for (var line :
                List.of("queued", "sent", "uncertain", "failed", "control", "opened", "clicked")) {
            messages.put(line, tally.recent(line));
        }
        messages.put("deferred", tally.all("deferred"));
        messages.putAll(tally.withheldBy());
        return new Running(
                row.plan(),
                row.programme(),
                row.key(),
                row.state().name().toLowerCase(Locale.ROOT),
                edition.number(),
                row.since(),
                days,
                tally.inside(),
                tally.recent("entered"),
                tally.recent("exited"),
                tally.recent("done"),
                tally.all(Tally.STUCK),
                refused,
                messages,
                steps);
    }

    /** The last first. */
    @GetMapping("/contacts/{externalId}/enrolments")
    @With(Scope.CONTACTS_READ)
    ResponseEntity<?> ofContact(
            @PathVariable String externalId, @RequestParam @Nullable Long cursor) {
        var contact = contacts.find(externalId);
        if (contact.isEmpty()) {
            return Problems.notFound("No contact has this external id.");
        }
        var read =
                paths.ofContact(
                        contact.get().id(), cursor == null ? Long.MAX_VALUE : cursor, PAGE + 1);
        var page = read.stream().limit(PAGE).map(ScenarioApi::standing).toList();
        return ResponseEntity.ok(
                new StandingPage(
                        page, read.size() > PAGE ? Long.toString(page.getLast().id()) : null));
    }

    private static Standing standing(Enrolment one) {
        var isRunning = one.state().equals("RUNNING");
        return new Standing(
                one.id(),
                one.plan(),
                one.programme(),
                one.key(),
                one.number(),
                one.firedBy(),
                one.firedAt(),
                one.state().toLowerCase(Locale.ROOT),
                one.reason(),
                one.step(),
                isRunning ? one.waitsFor() : null,
                isRunning ? one.actAt() : null,
                one.endedAt());
    }

    /** One that cannot go on goes on before its step; one that is not stuck stays as it is. */
    @PostMapping("/enrolments/{id}/retry")
    @With(Scope.RUNS_FIRE)
    ResponseEntity<?> retry(@PathVariable long id) {
        return paths.find(id)
                .<ResponseEntity<?>>map(
                        one ->
                                ResponseEntity.ok(
                                        new Retried(steering.retry(one.scenario(), List.of(id)))))
                .orElseGet(() -> Problems.notFound("There is no enrolment %d.".formatted(id)));
    }
}
