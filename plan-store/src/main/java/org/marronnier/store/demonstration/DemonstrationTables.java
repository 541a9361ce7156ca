package org.marronnier.store.demonstration;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The tables that a demonstration fills, by COPY, within the transaction of its caller. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class DemonstrationTables {

    /** Any number that nobody else locks by. */
    private static final long LOCK = 0x6d61_7272_6f6eL;

    private final JdbcClient jdbc;
    private final Copying copying;
    private final ScenarioTables scenarios;
    private final JsonMapper json = JsonMapper.shared();

    public DemonstrationTables(JdbcClient jdbc, DataSource dataSource) {
        this.jdbc = jdbc;
        this.copying = new Copying(dataSource);
        this.scenarios = new ScenarioTables(jdbc, copying);
    }

    /**
     * Whether nobody has put in a plan or a contact; a second process that asks waits for the first
     * one's transaction.
     */
    public boolean areEmpty() {
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query((_, _) -> true)
                .single();
        return jdbc.sql("select not exists (select from contact) and not exists (select from plan)")
                .query(Boolean.class)
                .single();
    }

    /**
     * Writes all rows.
     *
     * @param now from when on the scenarios live
     */
    public void fill(MadeRows rows, Instant now) {
        copying.copy(
                """
                contact (external_id, email, email_key, phone, first_name, last_name, birth_date, street, postcode, city,
                    country, language, zone, known_zone, household, attributes, suppressed_at, complained_at,
                    paused_until, email_bounced_at, created_at, updated_at)""",
                rows.contacts().stream().map(this::columns));
        var ids = ids();
        copying.copy(
                "consent (contact_id, channel, purpose, status, basis, source, proof, at)",
                rows.consents().stream().map(row -> columns(row, ids)));
        copying.copy(
                "event (id, contact_id, type, at, properties)",
                rows.events().stream().map(row -> columns(row, ids)));
        copying.copy(
                """
                run (plan, campaign, fired_for, state, decides_at, gathered_at, cursor_external_id, decided_at, started_at,
                    progressed_at, ended_at)""",
                rows.runs().stream().map(DemonstrationTables::columns));
        var runs = runs();
        copying.copy(
                "run_tally (run_id, line, n)",
                rows.runs().stream().flatMap(run -> tally(run, id(run, runs))));
        copying.copy(
                "decision (run_id, contact_id, at, outcome, line, channel, reasons)",
                rows.runs().stream().flatMap(run -> decisions(run, id(run, runs), ids)));
        var enrolments = scenarios.fill(rows.scenarios(), ids, now);
        copying.copy(
                """
                message (contact_id, run_id, enrolment_id, step, plan, source, occurrence, channel, type, purpose, programme, tags, offer, template,
                    status, at, sent_at, delivered_at, opened_at, clicked_at, bounced_at, complained_at)""",
                rows.messages().stream().map(row -> columns(row, ids, runs, enrolments)));
        jdbc.sql("analyze contact, consent, event, run, run_tally, decision, message").update();
    }

    private record Occurrence(String plan, String campaign, Instant firedFor) {}

    private Map<Occurrence, Long> runs() {
        var runs = new HashMap<Occurrence, Long>();
        jdbc.sql("select id, plan, campaign, fired_for from run")
                .query(
                        row -> {
                            var firedFor = row.getObject(4, OffsetDateTime.class).toInstant();
                            runs.put(
                                    new Occurrence(row.getString(2), row.getString(3), firedFor),
                                    row.getLong(1));
                        });
        return runs;
    }

    private static Long id(MadeRows.MadeRun run, Map<Occurrence, Long> runs) {
        return Objects.requireNonNull(
                runs.get(new Occurrence(run.plan(), run.campaign(), run.firedFor())));
    }

    private Map<String, Long> ids() {
        var ids = new HashMap<String, Long>();
        jdbc.sql("select external_id, id from contact")
                .query(
                        row -> {
                            ids.put(row.getString(1), row.getLong(2));
                        });
        return ids;
    }

    private @Nullable Object[] columns(MadeRows.MadeContact row) {
        return new @Nullable Object[] {
            row.externalId(),
            row.email(),
            row.email(),
            row.phone(),
            row.firstName(),
            row.lastName(),
            row.birthDate(),
            row.street(),
            row.postcode(),
            row.city(),
            row.country(),
            row.language(),
            row.zone(),
            row.zone(),
            row.household(),
            json(row.attributes()),
            row.suppressed(),
            row.complained(),
            row.pausedUntil(),
            row.bounced(),
            row.created(),
            row.created()
        };
    }

    private static @Nullable Object[] columns(MadeRows.MadeConsent row, Map<String, Long> ids) {
        return new @Nullable Object[] {
            ids.get(row.externalId()),
            row.channel(),
            row.purpose(),
            row.status(),
            row.basis(),
            row.source(),
            row.proof(),
            row.at()
        };
    }

    private @Nullable Object[] columns(MadeRows.MadeEvent row, Map<String, Long> ids) {
        return new @Nullable Object[] {
            row.id(), ids.get(row.externalId()), row.type(), row.at(), json(row.properties())
        };
    }

    private static @Nullable Object[] columns(MadeRows.MadeRun row) {
        var last = row.decisions().isEmpty() ? "" : row.decisions().getLast().externalId();
        var at = row.firedFor();
        return new @Nullable Object[] {
            row.plan(), row.campaign(), at, "done", at, at, last, at, at, at, at
        };
    }

    private static Stream<@Nullable Object[]> tally(MadeRows.MadeRun run, Long id) {
        return run.funnel().entrySet().stream()
                .map(line -> new @Nullable Object[] {id, line.getKey(), line.getValue()});
    }

    private static Stream<@Nullable Object[]> decisions(
            MadeRows.MadeRun run, Long id, Map<String, Long> ids) {
        return run.decisions().stream()
                .map(
                        row ->
                                new @Nullable Object[] {
                                    id,
                                    ids.get(row.externalId()),
                                    run.firedFor(),
                                    row.outcome(),
                                    row.line(),
                                    row.channel(),
                                    row.reasons()
                                });
    }

    private static @Nullable Object[] columns(
            MadeRows.MadeMessage row,
            Map<String, Long> ids,
            Map<Occurrence, Long> runs,
            Map<MadeScenario.Firing, Long> enrolments) {
        var campaign = row.campaign();
        return new @Nullable Object[] {
            ids.get(row.externalId()),
            campaign == null ? null : runs.get(new Occurrence(row.plan(), campaign, row.at())),
            row.firing() == null ? null : Objects.requireNonNull(enrolments.get(row.firing())),
            row.step(),
            row.plan(),
            row.source(),
            row.occurrence(),
            row.channel(),
            row.type(),
            row.purpose(),
            row.programme(),
            "{" + String.join(",", row.tags()) + "}",
            row.offer(),
            row.template(),
            "SENT",
            row.at(),
            row.at(),
            row.bounced() == null ? row.at() : null,
            row.opened(),
            row.clicked(),
            row.bounced(),
            row.complained()
        };
    }

    private String json(Map<String, Object> object) {
        return json.writeValueAsString(new TreeMap<>(object));
    }
}
