package org.marronnier.store.trigger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.marronnier.store.run.Instants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who matched what an entry trigger asks for when it was asked last. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class Memberships {

    /**
     * Whether a contact matches what a scenario waits for.
     *
     * @param at when that became so
     */
    public record Membership(long scenario, long contact, boolean inside, Instant at) {}

    private final JdbcClient jdbc;

    Memberships(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that some scenarios know; a contact that never matched is not among them. */
    public List<Membership> of(Collection<Long> scenarios, Collection<Long> contacts) {
        return jdbc.sql(
                        """
                select m.scenario_id, m.contact_id, m.inside, coalesce(m.at, s.since) as at
                from membership m join live_scenario s on s.id = m.scenario_id
                where m.scenario_id = any (:scenarios) and m.contact_id = any (:contacts)
                """)
                .param("scenarios", scenarios.toArray(Long[]::new))
                .param("contacts", contacts.toArray(Long[]::new))
                .query(
                        (row, _) ->
                                new Membership(
                                        row.getLong("scenario_id"),
                                        row.getLong("contact_id"),
                                        row.getBoolean("inside"),
                                        Instants.from(row, "at")))
                .list();
    }

    public void put(Collection<Membership> changed) {
        if (changed.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                insert into membership (scenario_id, contact_id, inside, at)
                select * from unnest(cast(:scenarios as bigint[]), cast(:contacts as bigint[]),
                                     cast(:insides as boolean[]), cast(:ats as timestamptz[]))
                on conflict (scenario_id, contact_id) do update set inside = excluded.inside, at = excluded.at
                """)
                .param("scenarios", changed.stream().map(Membership::scenario).toArray(Long[]::new))
                .param("contacts", changed.stream().map(Membership::contact).toArray(Long[]::new))
                .param("insides", changed.stream().map(Membership::inside).toArray(Boolean[]::new))
                .param(
                        "ats",
                        changed.stream().map(one -> one.at().toString()).toArray(String[]::new))
                .update();
    }
}
