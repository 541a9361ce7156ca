package org.marronnier.store.decision;

import static org.marronnier.store.run.Instants.toSql;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.marronnier.domain.run.Funnel;
import org.marronnier.store.copy.Copies;
import org.marronnier.store.copy.Literals;
import org.marronnier.store.run.Instants;
import org.marronnier.store.run.Runs;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The contacts of runs that were deferred, and wait to be decided again. */
@Repository
@Transactional
public class Deferrals {

    /** A contact of a run that waits. */
    public record Deferred(long run, long contact) {}

    private final JdbcClient jdbc;
    private final Runs runs;
    private final Copies copies;

    public Deferrals(JdbcClient jdbc, Runs runs, DataSource database) {
        this.jdbc = jdbc;
        this.runs = runs;
        this.copies = new Copies(database);
    }

    /** The running runs of which somebody's instant has come. */
    @Transactional(readOnly = true)
    public Set<Long> dueRuns(Instant now) {
        return new HashSet<>(
                jdbc.sql(
                                """
                select r.id
                from run r
                where r.state = 'running'
                  and exists (select from decision d where d.run_id = r.id and d.line = 'deferred' and d.until <= :now)
                """)
                        .param("now", toSql(now))
                        .query(Long.class)
                        .list());
    }

    /** The earliest instant to which a run deferred somebody. */
    @Transactional(readOnly = true)
    public Optional<Instant> first(long run) {
        return jdbc.sql(
                        "select until from decision where run_id = :run and line = 'deferred' order by until limit 1")
                .param("run", run)
                .query((row, _) -> Instants.from(row, "until"))
                .optional();
    }

    /**
     * Contacts that a run deferred to an instant of a stretch of time, its end included.
     *
     * @param inRank the first by external id; otherwise the first to be found
     */
    @Transactional(readOnly = true)
    public Set<Long> between(long run, Instant from, Instant to, boolean inRank, int limit) {
        return new HashSet<>(
                jdbc.sql(
                                "select d.contact_id from decision d"
                                        + (inRank
                                                ? " join contact c on c.id = d.contact_id\n"
                                                : "\n")
                                        + """
                                where d.run_id = :run and d.line = 'deferred' and d.until between :from and :to
                                order by\s"""
                                        + (inRank ? "c.external_id" : "d.until, d.contact_id")
                                        + " limit :limit")
                        .param("run", run)
                        .param("from", toSql(from))
                        .param("to", toSql(to))
                        .param("limit", limit)
                        .query(Long.class)
                        .list());
    }

    /** The run ended before its time: those who wait will not be decided again. */
    public void cancel(long run) {
        long cancelled =
                jdbc.sql(
                                """
                with waiting as (
                    select contact_id from decision where run_id = :run and line = 'deferred'
                    order by contact_id for no key update
                )
                update decision d set line = 'cancelled'
                from waiting where d.run_id = :run and d.contact_id = waiting.contact_id
                """)
                        .param("run", run)
                        .update();
        runs.tally(run, Map.of(Funnel.DEFERRED, -cancelled, Funnel.CANCELLED, cancelled));
    }

    /** Those who still wait in runs that failed will not be decided again. */
    public void cancelOfFailedRuns() {
        jdbc.sql(
                        """
                select r.id
                from run r
                where r.state = 'failed'
                  and exists (select from decision d where d.run_id = r.id and d.line = 'deferred')
                """)
                .query(Long.class)
                .list()
                .forEach(this::cancel);
    }

    /**
     * Those of some contacts that a plan's runs deferred to an instant or before, or at that very
     * instant: these were candidates of the same decision.
     */
    @Transactional(readOnly = true)
    public List<Deferred> of(String plan, Collection<Long> contacts, Instant at) {
        var deferred = new ArrayList<Deferred>();
        if (contacts.isEmpty()) {
            return deferred;
        }
        copies.out(
                """
                select d.run_id, d.contact_id
                from decision d join run r on r.id = d.run_id
                where d.contact_id = any (%1$s) and d.line = 'deferred' and (d.until <= %2$s or d.at = %2$s)
                  and r.plan = %3$s and r.state = 'running'
                """
                        .formatted(
                                Literals.longs(contacts),
                                Literals.instant(at),
                                Literals.text(plan)),
                row -> deferred.add(new Deferred(row.getLong(), row.getLong())));
        return deferred;
    }
}
