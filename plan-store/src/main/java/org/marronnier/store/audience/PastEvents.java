package org.marronnier.store.audience;

import java.sql.ResultSet;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.marronnier.domain.condition.PropertyTest;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.domain.time.Span;
import org.marronnier.store.run.Instants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** When contacts had events of a kind. */
@Repository
@Transactional(readOnly = true)
public class PastEvents {

    private final JdbcClient jdbc;

    PastEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The instants at which each of some contacts had such an event, in the order of time.
     *
     * @param zone in which dates among the properties are read
     * @param from later than this
     * @param until and not later than this
     */
    public Map<Long, List<Instant>> of(
            Collection<Long> contacts,
            String event,
            List<PropertyTest> where,
            ZoneId zone,
            Instant from,
            Instant until) {
        var firings = new Firings(zone, from, until);
        var events = firings.onEvent(new Trigger.OnEvent(event, where, Span.ZERO));
        var found = new HashMap<Long, List<Instant>>();
        jdbc.sql(
                        "select e.contact_id, e.at from (%s) e where e.contact_id = any (:contacts) order by e.at"
                                .formatted(events))
                .params(firings.parameters())
                .param("contacts", contacts.toArray(Long[]::new))
                .query(
                        (ResultSet row) -> {
                            found.computeIfAbsent(
                                            row.getLong("contact_id"), any -> new ArrayList<>())
                                    .add(Instants.from(row, "at"));
                        });
        return found;
    }
}
