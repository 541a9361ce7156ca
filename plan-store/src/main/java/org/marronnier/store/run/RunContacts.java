package org.marronnier.store.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.run.Funnel;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The contacts that stand in one line of a run's funnel, a screen at a time. */
@Repository
@Transactional(readOnly = true)
public class RunContacts {

    /** The lines that say what became of a message; the others say what was decided. */
    private static final Set<String> MESSAGES =
            Set.of(Funnel.QUEUED, Funnel.SENT, Funnel.UNCERTAIN, Funnel.FAILED, Funnel.CANCELLED);

    private static final String COLUMNS =
            """
            select d.contact_id, c.external_id, c.first_name, c.last_name, c.known_zone, d.outcome, d.until, m.status,
                   m.reason as failure, d.reasons, d.at
            """;

    /** Messages that were taken back, and those who were deferred and will not be decided again. */
    private static final String CANCELLED =
            COLUMNS
                    + """
            from ((select run_id, contact_id
                   from message
                   where run_id = :run and status = :line and status <> 'SENT' and contact_id > :after
                   order by contact_id
                   limit :limit)
                  union all
                  (select run_id, contact_id
                   from decision
                   where run_id = :run and line = 'cancelled' and contact_id > :after
                   order by contact_id
                   limit :limit)
                  order by contact_id
                  limit :limit) one
                 join decision d on d.run_id = one.run_id and d.contact_id = one.contact_id
                 join contact c on c.id = d.contact_id
                 left join message m on m.run_id = d.run_id and m.contact_id = d.contact_id
            order by d.contact_id
            """;

    private final JdbcClient jdbc;

    public RunContacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A contact and what became of it.
     *
     * @param zone of the contact, where it is one that exists
     * @param until when a deferred one is decided again
     * @param status of its message; null where there is none
     * @param failure why the message failed
     * @param reasons as JSON
     */
    public record Line(
            long contact,
            String externalId,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String zone,
            String outcome,
            @Nullable Instant until,
            @Nullable String status,
            @Nullable String failure,
            String reasons,
            Instant at) {}

    /**
     * The contacts of a line of {@link Funnel}, in the order of their ids; all that are decided for
     * the targeted.
     *
     * @param after the last contact seen; 0 for the first
     */
    public List<Line> of(long run, String line, long after, int limit) {
        return jdbc.sql(query(line))
                .param("run", run)
                .param(
                        "line",
                        MESSAGES.contains(line) ? line.toUpperCase(java.util.Locale.ROOT) : line)
                .param("after", after)
                .param("limit", limit)
                .query(RunContacts::line)
                .list();
    }

    /**
     * The screen is taken before anything is joined to it: a join would read the run from its
     * start. What a partial index leaves out is said again as a literal, so that any plan may use
     * it.
     */
    private static String query(String line) {
        if (line.equals(Funnel.CANCELLED)) {
            return CANCELLED;
        }
        if (MESSAGES.contains(line)) {
            return COLUMNS
                    + """
                    from (select run_id, contact_id, status, reason
                          from message
                          where run_id = :run and status = :line and contact_id > :after %s
                          order by contact_id
                          limit :limit) m
                         join decision d on d.run_id = m.run_id and d.contact_id = m.contact_id
                         join contact c on c.id = m.contact_id
                    order by m.contact_id
                    """
                            .formatted(line.equals(Funnel.SENT) ? "" : "and status <> 'SENT'");
        }
        return COLUMNS
                + """
                from (select run_id, contact_id, outcome, until, reasons, at
                      from decision
                      where run_id = :run and contact_id > :after %s
                      order by contact_id
                      limit :limit) d
                     join contact c on c.id = d.contact_id
                     left join message m on m.run_id = d.run_id and m.contact_id = d.contact_id
                order by d.contact_id
                """
                        .formatted(
                                line.equals(Funnel.TARGETED)
                                        ? "and cast(:line as text) is not null"
                                        : "and line = :line and line <> 'queued'");
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        return new Line(
                row.getLong("contact_id"),
                row.getString("external_id"),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("known_zone"),
                row.getString("outcome"),
                Instants.orNull(row, "until"),
                row.getString("status"),
                row.getString("failure"),
                row.getString("reasons"),
                Instants.from(row, "at"));
    }
}
