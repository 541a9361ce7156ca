package org.marronnier.store.trigger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.contact.EventRecord;
import org.marronnier.store.json.Json;
import org.marronnier.store.run.Instants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What triggers read of many contacts at once, a query a kind of fact. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class TriggerFacts {

    /**
     * A contact that is held.
     *
     * @param zone null where it has none, or an unknown one
     */
    public record Held(long id, @Nullable ZoneId zone, boolean erased) {}

    /**
     * Events of one type that are read.
     *
     * @param after later than this
     * @param properties those that are read
     */
    public record Wanted(String type, Instant after, Set<String> properties) {
        public Wanted {
            properties = Set.copyOf(properties);
        }
    }

    /** Earlier than anything is recorded. */
    public static final Instant EVER = Instant.parse("0001-01-01T00:00:00Z");

    private final JdbcClient jdbc;

    TriggerFacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Holds those of some contacts that nobody else does until the transaction ends, and waits for
     * nobody.
     */
    public List<Held> holdFree(Collection<Long> contacts) {
        return contacts(contacts, "for no key update skip locked");
    }

    /** Contacts that the caller holds already. */
    public List<Held> held(Collection<Long> contacts) {
        return contacts(contacts, "");
    }

    private List<Held> contacts(Collection<Long> contacts, String hold) {
        return jdbc.sql(
                        "select id, known_zone, erased_at from contact where id = any (:contacts) order by id "
                                + hold)
                .param("contacts", contacts.toArray(Long[]::new))
                .query(TriggerFacts::held)
                .list();
    }

    /** Those of some contacts that there are. */
    public Set<Long> present(Collection<Long> contacts) {
        return new HashSet<>(
                jdbc.sql("select id from contact where id = any (:contacts)")
                        .param("contacts", contacts.toArray(Long[]::new))
                        .query(Long.class)
                        .list());
    }

    /** The events of contacts, of what is wanted alone. */
    public Map<Long, List<EventRecord>> events(
            Collection<Long> contacts, Collection<Wanted> wanted) {
        var found = new HashMap<Long, List<EventRecord>>();
        if (contacts.isEmpty() || wanted.isEmpty()) {
            return found;
        }
        var properties = new HashMap<String, Set<String>>();
        wanted.forEach(one -> properties.put(one.type, one.properties));
        jdbc.sql(
                        """
                select e.contact_id, e.id, e.type, e.at, case when w.reads then e.properties::text end as properties
                from unnest(cast(:contacts as bigint[])) as c (id)
                cross join unnest(cast(:types as text[]), cast(:afters as timestamptz[]), cast(:reads as boolean[]))
                           as w (type, after, reads)
                join event e on e.contact_id = c.id and e.type = w.type and e.at > w.after
                """)
                .param("contacts", contacts.toArray(Long[]::new))
                .param("types", wanted.stream().map(Wanted::type).toArray(String[]::new))
                .param(
                        "afters",
                        wanted.stream().map(one -> one.after.toString()).toArray(String[]::new))
                .param(
                        "reads",
                        wanted.stream()
                                .map(one -> !one.properties.isEmpty())
                                .toArray(Boolean[]::new))
                .query(
                        row -> {
                            var type = row.getString("type");
                            found.computeIfAbsent(row.getLong(1), _ -> new ArrayList<>())
                                    .add(
                                            new EventRecord(
                                                    row.getString("id"),
                                                    type,
                                                    Instants.from(row, "at"),
                                                    properties(
                                                            row.getString("properties"),
                                                            properties.getOrDefault(
                                                                    type, Set.of()))));
                        });
        return found;
    }

    /** Which of some contacts have such events at all. */
    public Set<Long> having(long after, long upTo, Collection<Wanted> wanted) {
        return new HashSet<>(
                jdbc.sql(
                                """
                select distinct e.contact_id
                from event e
                join unnest(cast(:types as text[]), cast(:afters as timestamptz[])) as w (type, after)
                     on e.type = w.type and e.at > w.after
                where e.contact_id > :after and e.contact_id <= :upTo
                """)
                        .param("types", wanted.stream().map(Wanted::type).toArray(String[]::new))
                        .param(
                                "afters",
                                wanted.stream()
                                        .map(one -> one.after.toString())
                                        .toArray(String[]::new))
                        .param("after", after)
                        .param("upTo", upTo)
                        .query(Long.class)
                        .list());
    }

    private static Map<String, Object> properties(@Nullable String text, Set<String> read) {
        if (text == null || !(new Json(text).tree() instanceof Map<?, ?> tree)) {
            return Map.of();
        }
        var kept = new HashMap<String, Object>();
        for (var property : read) {
            var value = tree.get(property);
            if (value != null) {
                kept.put(property, value);
            }
        }
        return kept;
    }

    private static Held held(ResultSet row, int number) throws SQLException {
        var zone = row.getString("known_zone");
        return new Held(
                row.getLong("id"),
                zone == null ? null : ZoneId.of(zone),
                row.getObject("erased_at") != null);
    }
}
