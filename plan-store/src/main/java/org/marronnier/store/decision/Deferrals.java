package org.marronnier.store.decision;

import static org.marronnier.store.run.Instants.toSql;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
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

    public Deferrals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Those of some contacts that a plan's runs deferred to an instant or before, or at that very
     * instant: these were candidates of the same decision.
     */
    @Transactional(readOnly = true)
    public List<Deferred> of(String plan, Collection<Long> contacts, Instant at) {
        return jdbc.sql(
                        """
                select d.run_id, d.contact_id
                from decision d join run r on r.id = d.run_id
                where d.contact_id = any (:contacts) and d.line = 'deferred' and (d.until <= :at or d.at = :at)
                  and r.plan = :plan and r.state = 'running'
                """)
                .param("contacts", contacts.toArray(Long[]::new))
                .param("at", toSql(at))
                .param("plan", plan)
                .query((row, _) -> new Deferred(row.getLong(1), row.getLong(2)))
                .list();
    }
}
