package org.marronnier.store.decision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.marronnier.store.copy.Copies;
import org.marronnier.store.run.Instants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What was decided for each contact of each run. */
@Repository
@Transactional
public class Decisions {

    /**
     * A decision to be kept.
     *
     * @param line of the funnel
     * @param reasons as JSON
     */
    public record Entry(
            long contact,
            Instant at,
            String outcome,
            String line,
            @Nullable String channel,
            @Nullable Instant until,
            String reasons) {}

    /**
     * A decision as it was kept.
     *
     * @param source such as {@code campaign:winter-sale}
     * @param occurrence the instant that the run was fired for
     * @param reasons as JSON
     */
    public record Line(
            long run,
            Instant at,
            String contact,
            String plan,
            String source,
            Instant occurrence,
            String outcome,
            String line,
            @Nullable String channel,
            @Nullable Instant until,
            String reasons) {}

    private static final String LINES =
            """
            select d.run_id, d.at, c.external_id, r.plan, 'campaign:' || r.campaign as source, r.fired_for, d.outcome,
                   d.line, d.channel, d.until, d.reasons
            from any_decision d join run r on r.id = d.run_id join contact c on c.id = d.contact_id
            """;

    private static final String ENTRIES =
            """
            unnest(cast(:contacts as bigint[]), cast(:ats as timestamptz[]), cast(:outcomes as text[]),
                   cast(:lines as text[]), cast(:channels as text[]), cast(:untils as timestamptz[]),
                   cast(:reasons as text[]))
                 as entry (contact, at, outcome, line, channel, until, reasons)
            """;

    private static final String DECISIONS =
            "decision (run_id, contact_id, at, outcome, line, channel, until, reasons)";

    private final JdbcClient jdbc;
    private final Copies copies;

    public Decisions(JdbcClient jdbc, DataSource database) {
        this.jdbc = jdbc;
        this.copies = new Copies(database);
    }

    /** The first decision over each of some contacts. */
    public void add(long run, List<Entry> entries) {
        copies.in(
                DECISIONS,
                rows -> {
                    for (var entry : entries) {
                        var row = rows.next();
                        row.putShort(8);
                        row.putLongField(run);
                        row.putLongField(entry.contact());
                        row.putInstantField(entry.at());
                        row.putTextField(entry.outcome());
                        row.putTextField(entry.line());
                        row.putTextField(entry.channel());
                        row.putInstantField(entry.until());
                        row.putJsonField(entry.reasons());
                    }
                });
    }

    /**
     * The decision over contacts that had been deferred; what was decided before stays readable.
     *
     * @return the contacts that were still waiting
     */
    public Set<Long> again(long run, List<Entry> entries) {
        return new HashSet<>(
                given(
                                """
                with entry as (
                    select * from
                """
                                        + ENTRIES
                                        + """
                ), waiting as (
                    insert into earlier_decision (run_id, contact_id, at, outcome, line, channel, until, reasons)
                    select d.run_id, d.contact_id, d.at, d.outcome, d.line, d.channel, d.until, d.reasons
                    from decision d join entry on entry.contact = d.contact_id
                    where d.run_id = :run and d.line = 'deferred'
                    returning contact_id
                )
                update decision d
                set at = entry.at, outcome = entry.outcome, line = entry.line, channel = entry.channel,
                    until = entry.until, reasons = cast(entry.reasons as jsonb)
                from entry join waiting on waiting.contact_id = entry.contact
                where d.run_id = :run and d.contact_id = entry.contact
                returning d.contact_id
                """,
                                run,
                                entries)
                        .query(Long.class)
                        .list());
    }

    private JdbcClient.StatementSpec given(String sql, long run, List<Entry> entries) {
        return jdbc.sql(sql)
                .param("run", run)
                .param("contacts", entries.stream().map(Entry::contact).toArray(Long[]::new))
                .param(
                        "ats",
                        entries.stream().map(entry -> entry.at().toString()).toArray(String[]::new))
                .param("outcomes", entries.stream().map(Entry::outcome).toArray(String[]::new))
                .param("lines", entries.stream().map(Entry::line).toArray(String[]::new))
                .param("channels", entries.stream().map(Entry::channel).toArray(String[]::new))
                .param("untils", entries.stream().map(Decisions::until).toArray(String[]::new))
                .param("reasons", entries.stream().map(Entry::reasons).toArray(String[]::new));
    }

    /**
     * All decisions of a run, those before a later one too; oldest first, then by external id.
     * Streamed in a transaction, to be closed.
     */
    @Transactional(readOnly = true, propagation = Propagation.MANDATORY)
    public Stream<Line> allOfRun(long run) {
        return jdbc
                .sql(LINES + " where d.run_id = :run order by d.at, c.external_id")
                .param("run", run)
                .withFetchSize(2_000)
                .query(Decisions::line)
                .stream();
    }

    private static @Nullable String until(Entry entry) {
        return entry.until() == null ? null : entry.until().toString();
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        return new Line(
                row.getLong("run_id"),
                Instants.from(row, "at"),
                row.getString("external_id"),
                row.getString("plan"),
                row.getString("source"),
                Instants.from(row, "fired_for"),
                row.getString("outcome"),
                row.getString("line"),
                row.getString("channel"),
                Instants.orNull(row, "until"),
                row.getString("reasons"));
    }
}
