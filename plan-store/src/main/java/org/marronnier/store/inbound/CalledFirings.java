package org.marronnier.store.inbound;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.store.trigger.Entries.Name;
import org.marronnier.store.trigger.Entries.Pair;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What came of the calls that asked for contacts to enter scenarios. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class CalledFirings {

    /**
     * A firing that is settled.
     *
     * @param refusal why the contact was turned away; null where it entered
     */
    public record Settled(long enrolment, @Nullable String refusal) {}

    private final JdbcClient jdbc;

    public CalledFirings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The numbers of contacts by their external ids, or those of contacts that were merged into
     * them; of those that there are.
     */
    @Transactional(readOnly = true)
    public Map<String, Long> contacts(Collection<String> externalIds) {
        var found = new HashMap<String, Long>();
        read(
                "select external_id, id from contact where external_id = any (:asked)",
                externalIds,
                found);
        var missing = externalIds.stream().filter(id -> !found.containsKey(id)).toList();
        if (!missing.isEmpty()) {
            read("select external_id, contact_id as id from contact_alias(:asked)", missing, found);
        }
        return found;
    }

    private void read(String sql, Collection<String> asked, Map<String, Long> found) {
        jdbc.sql(sql)
                .param("asked", asked.toArray(String[]::new))
                .query(
                        row -> {
                            found.put(row.getString("external_id"), row.getLong("id"));
                        });
    }

    /** Those of some firings that are settled. */
    public Map<Name, Settled> settled(Collection<Name> names) {
        var found = new HashMap<Name, Settled>();
        jdbc.sql(
                        """
                select e.id, e.scenario_id, e.contact_id, e.fired_by, case when e.state = 'REFUSED' then e.reason end as refusal
                from unnest(cast(:scenarios as bigint[]), cast(:contacts as bigint[]), cast(:names as text[]))
                     as asked (scenario_id, contact_id, fired_by)
                join enrolment e using (scenario_id, contact_id, fired_by)
                """)
                .param(
                        "scenarios",
                        names.stream().map(name -> name.pair().scenario()).toArray(Long[]::new))
                .param(
                        "contacts",
                        names.stream().map(name -> name.pair().contact()).toArray(Long[]::new))
                .param("names", names.stream().map(Name::firedBy).toArray(String[]::new))
                .query(
                        row -> {
                            found.put(
                                    new Name(
                                            new Pair(
                                                    row.getLong("scenario_id"),
                                                    row.getLong("contact_id")),
                                            row.getString("fired_by")),
                                    new Settled(row.getLong("id"), row.getString("refusal")));
                        });
        return found;
    }
}
