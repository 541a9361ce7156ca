package org.marronnier.store.demonstration;

import static org.marronnier.store.run.Instants.toSql;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.store.demonstration.MadeScenario.Firing;
import org.marronnier.store.demonstration.MadeScenario.MadeEnrolment;
import org.marronnier.store.scenario.StoredScenarios;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of scenarios that live, and of who is in them. */
final class ScenarioTables {

    private final JdbcClient jdbc;
    private final Copying copying;
    private final StoredScenarios stored;

    ScenarioTables(JdbcClient jdbc, Copying copying) {
        this.jdbc = jdbc;
        this.copying = copying;
        this.stored = new StoredScenarios(jdbc);
    }

    /**
     * A scenario and the edition by which everybody entered.
     *
     * @param id of the scenario
     */
    private record Launched(long id, long edition) {}

    /**
     * Puts scenarios into service as of now, with who entered them before.
     *
     * @param contacts their ids by their external ids
     * @return the enrolments by what fired them
     */
    Map<Firing, Long> fill(List<MadeScenario> scenarios, Map<String, Long> contacts, Instant now) {
        var launched = new HashMap<String, Launched>();
        scenarios.forEach(scenario -> launched.put(scenario.brief().key(), launch(scenario, now)));
        copying.copy(
                "scenario_tally (scenario_id, edition_id, day, step, line, n)",
                scenarios.stream().flatMap(one -> counts(one, at(launched, one.brief().key()))));
        copying.copy(
                """
                enrolment (scenario_id, edition_id, contact_id, fired_by, fired_at, entered_at, state, reason, step, due,
                    act_at, waits_for, ended_at)""",
                enrolments(scenarios)
                        .map(
                                one ->
                                        columns(
                                                one,
                                                at(launched, one.firing().scenario()),
                                                id(one, contacts))));
        var ids = ids();
        copying.copy(
                "enrolment_step (enrolment_id, step, at, what, way)",
                enrolments(scenarios).flatMap(one -> passed(one, ids)));
        copying.copy(
                """
                step_decision (enrolment_id, scenario_id, contact_id, step, at, due, outcome, line, channel, until,
                    reasons)""",
                enrolments(scenarios)
                        .flatMap(
                                one ->
                                        decisions(
                                                one,
                                                at(launched, one.firing().scenario()),
                                                id(one, contacts),
                                                ids)));
        jdbc.sql("analyze enrolment, enrolment_step, step_decision, scenario_tally").update();
        return ids;
    }

    /** What fired before it was put into service fires no more; its edition is as old as they. */
    private Launched launch(MadeScenario scenario, Instant now) {
        var brief = scenario.brief();
        var id = stored.launch(scenario.plan(), scenario.programme(), brief.key(), brief, now);
        var edition =
                jdbc.sql(
                                """
                update scenario_edition set made_at = :since where scenario_id = :scenario returning id
                """)
                        .param("since", toSql(scenario.since()))
                        .param("scenario", id)
                        .query(Long.class)
                        .single();
        return new Launched(id, edition);
    }

    private static Launched at(Map<String, Launched> launched, String scenario) {
        return Objects.requireNonNull(launched.get(scenario));
    }

    private static Long id(MadeEnrolment one, Map<String, Long> contacts) {
        return Objects.requireNonNull(contacts.get(one.firing().externalId()));
    }

    /** In order of time, since the greatest number is listed as the last. */
    private static Stream<MadeEnrolment> enrolments(List<MadeScenario> scenarios) {
        return scenarios.stream()
                .flatMap(scenario -> scenario.enrolments().stream())
                .sorted(Comparator.comparing(MadeEnrolment::at));
    }

    private Map<Firing, Long> ids() {
        var ids = new HashMap<Firing, Long>();
        jdbc.sql(
                        """
                select s.key, c.external_id, e.fired_by, e.id
                from enrolment e join live_scenario s on s.id = e.scenario_id join contact c on c.id = e.contact_id
                """)
                .query(
                        row -> {
                            ids.put(
                                    new Firing(
                                            row.getString(1), row.getString(2), row.getString(3)),
                                    row.getLong(4));
                        });
        return ids;
    }

    private static Stream<@Nullable Object[]> counts(MadeScenario scenario, Launched launched) {
        return scenario.counts().stream()
                .map(
                        one ->
                                new @Nullable Object[] {
                                    launched.id,
                                    launched.edition,
                                    one.day(),
                                    one.step(),
                                    one.line(),
                                    one.n()
                                });
    }

    private static @Nullable Object[] columns(MadeEnrolment one, Launched launched, Long contact) {
        return new @Nullable Object[] {
            launched.id,
            launched.edition,
            contact,
            one.firing().firedBy(),
            one.at(),
            one.at(),
            one.state(),
            one.reason(),
            one.step(),
            one.due(),
            one.actAt(),
            one.waitsFor(),
            one.endedAt()
        };
    }

    private static Stream<@Nullable Object[]> passed(MadeEnrolment one, Map<Firing, Long> ids) {
        var id = ids.get(one.firing());
        return one.passed().stream()
                .map(
                        step ->
                                new @Nullable Object[] {
                                    id, step.step(), step.at(), step.what(), step.way()
                                });
    }

    private static Stream<@Nullable Object[]> decisions(
            MadeEnrolment one, Launched launched, Long contact, Map<Firing, Long> ids) {
        var id = ids.get(one.firing());
        return one.decisions().stream()
                .map(
                        decision ->
                                new @Nullable Object[] {
                                    id,
                                    launched.id,
                                    contact,
                                    decision.step(),
                                    decision.at(),
                                    decision.due(),
                                    decision.outcome(),
                                    decision.line(),
                                    decision.channel(),
                                    decision.until(),
                                    decision.reasons()
                                });
    }
}
