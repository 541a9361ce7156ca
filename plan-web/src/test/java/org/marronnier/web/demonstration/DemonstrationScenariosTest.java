package org.marronnier.web.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.scheduler.demonstration.Demonstration;
import org.marronnier.store.database.TestDatabase;
import org.marronnier.store.demonstration.DemonstrationTables;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who is in the demonstration's scenarios once it is loaded: what was counted, who is listed, and
 * what each went through say the same.
 */
class DemonstrationScenariosTest {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final PlanDocument PLAN = DemonstrationPlan.on(NOW.atZone(PARIS).toLocalDate());

    @BeforeAll
    static void fill() {
        var tables = new DemonstrationTables(DATABASE.jdbc(), DATABASE.dataSource());
        new TransactionTemplate(new JdbcTransactionManager(DATABASE.dataSource()))
                .executeWithoutResult(_ -> tables.fill(Demonstration.rows(PLAN, NOW), NOW));
    }

    /** Each is there so that a visitor sees every way in which one can stand. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "state = 'RUNNING' and waits_for = 'WAIT' and step = '1'",
                "state = 'RUNNING' and waits_for = 'DEFERRED'",
                "state = 'DONE'",
                "state = 'EXITED'",
                "state = 'REFUSED' and reason = 'NOT_TARGETED'",
                "state = 'REFUSED' and reason = 'REENTRY'"
            })
    void hasSomebodyInEveryState(String condition) {
        assertThat(count("enrolment where " + condition)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bienvenue-lettre",
                "bienvenue-client",
                "relance-45-jours",
                "avis-apres-achat",
                "panier-abandonne",
                "anniversaire",
                "carte-or"
            })
    void letSomebodyIntoEachScenarioThisMonth(String scenario) {
        assertThat(
                        count(
                                """
                                enrolment e join live_scenario s on s.id = e.scenario_id
                                where s.key = '%s' and e.state <> 'REFUSED' and e.fired_at > '%s'
                                """
                                        .formatted(scenario, NOW.minusSeconds(30 * 86_400))))
                .isPositive();
    }

    /** Where they stand, as it was counted, and as they are listed. */
    @Test
    void countsThoseWhoAreListed() {
        assertThat(differences(COUNTED, LISTED)).isEmpty();
    }

    /** A line of the tally, and the rows that it stands for. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "entered | enrolment where state <> 'REFUSED'",
                "refused:NOT_TARGETED | enrolment where reason = 'NOT_TARGETED'",
                "refused:REENTRY | enrolment where reason = 'REENTRY'",
                "done | enrolment where state = 'DONE'",
                "exited | enrolment where state = 'EXITED'",
                "sent | message where enrolment_id is not null",
                "opened | message where enrolment_id is not null and opened_at is not null",
                "clicked | message where enrolment_id is not null and clicked_at is not null",
                "control | step_decision where outcome = 'CONTROL'"
            })
    void countsWhatHappened(String line, String rows) {
        assertThat(count(rows))
                .isPositive()
                .isEqualTo(
                        DATABASE.jdbc()
                                .sql("select sum(n) from scenario_tally where line = :line")
                                .param("line", line)
                                .query(Long.class)
                                .single());
    }

    @Test
    void hasAMessageForEveryDecisionThatSent() {
        var sent = "select enrolment_id, step, at from step_decision where outcome = 'SEND'";

        assertThat(count("(" + sent + ") d")).isPositive();
        assertThat(
                        differences(
                                sent,
                                "select enrolment_id, step, at from message where enrolment_id is not null"))
                .isEmpty();
        assertThat(
                        differences(
                                sent,
                                "select enrolment_id, step, at from enrolment_step where what = 'SENT'"))
                .isEmpty();
    }

    @Test
    void hasNobodyInsideTwice() {
        assertThat(
                        count(
                                """
                                enrolment a join enrolment b
                                    on b.scenario_id = a.scenario_id and b.contact_id = a.contact_id and b.id <> a.id
                                where a.state <> 'REFUSED' and b.state <> 'REFUSED'
                                  and b.fired_at >= a.fired_at and b.fired_at < coalesce(a.ended_at, 'infinity')
                                """))
                .isZero();
    }

    /** The workers find nothing to make up for: whoever is inside goes on later than now. */
    @Test
    void leavesOnlyTheFutureToTheWorkers() {
        assertThat(count("enrolment where state = 'RUNNING' and act_at <= '" + NOW + "'")).isZero();
        assertThat(count("enrolment where state <> 'RUNNING' and ended_at > '" + NOW + "'"))
                .isZero();
        assertThat(
                        DATABASE.jdbc()
                                .sql(
                                        "select distinct since from live_scenario where state = 'LIVE'")
                                .query(java.time.OffsetDateTime.class)
                                .list())
                .containsExactly(NOW.atOffset(ZoneOffset.UTC));
    }

    private static final String COUNTED =
            """
            select scenario_id, edition_id, step, n from (
                select scenario_id, edition_id, step,
                       sum(case line when 'reached' then n when 'passed' then -n when 'exited' then -n else 0 end) as n
                from scenario_tally where step <> '' group by scenario_id, edition_id, step) there
            where n <> 0
            """;

    private static final String LISTED =
            """
            select scenario_id, edition_id, step, count(*)::numeric from enrolment where state = 'RUNNING'
            group by scenario_id, edition_id, step
            """;

    /** The rows that only one of two queries has. */
    private static List<String> differences(String one, String other) {
        return DATABASE.jdbc()
                .sql(
                        """
                        select d::text from (
                            ((%1$s) except all (%2$s)) union all ((%2$s) except all (%1$s))) d limit 10
                        """
                                .formatted(one, other))
                .query(String.class)
                .list();
    }

    private static long count(String from) {
        return DATABASE.jdbc().sql("select count(*) from " + from).query(Long.class).single();
    }
}
