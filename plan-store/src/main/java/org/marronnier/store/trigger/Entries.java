package org.marronnier.store.trigger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.scenario.EntryRefusal;
import org.marronnier.store.run.Instants;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Firings of scenarios that became enrolments, or were turned away. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class Entries {

    /** A contact and a scenario that fires for it. */
    public record Pair(long scenario, long contact) {}

    /** The name of one firing. */
    public record Name(Pair pair, String firedBy) {}

    /**
     * What the rules of entry ask about the past.
     *
     * @param last when what the contact last entered by had fired
     * @param running whether the contact is inside now
     * @param zone of the contact; null where it has none that is known
     */
    public record Past(@Nullable Instant last, boolean running, @Nullable ZoneId zone) {
        public static final Past NONE = new Past(null, false, null);

        /** What it is after one more entry. */
        public Past entered(Instant at) {
            return new Past(last != null && last.isAfter(at) ? last : at, true, zone);
        }
    }

    /**
     * A firing that is settled.
     *
     * @param life of the scenario, by which it is settled
     * @param day of the plan, on which it is counted
     * @param refusal why the contact was turned away; null for one who enters
     */
    public record Entry(
            Name name,
            long edition,
            long life,
            Instant firedAt,
            Instant enteredAt,
            Instant actAt,
            LocalDate day,
            @Nullable EntryRefusal refusal) {}

    private final JdbcClient jdbc;

    Entries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of some firings that are settled already. */
    public Set<Name> settled(Collection<Name> names) {
        if (names.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(
                jdbc.sql(
                                """
                select e.scenario_id, e.contact_id, e.fired_by
                from unnest(cast(:scenarios as bigint[]), cast(:contacts as bigint[]), cast(:names as text[]))
                     as asked (scenario_id, contact_id, fired_by)
                join enrolment e using (scenario_id, contact_id, fired_by)
                """)
                        .param("scenarios", longs(names, name -> name.pair.scenario))
                        .param("contacts", longs(names, name -> name.pair.contact))
                        .param("names", names.stream().map(Name::firedBy).toArray(String[]::new))
                        .query(
                                (row, _) ->
                                        new Name(
                                                new Pair(row.getLong(1), row.getLong(2)),
                                                row.getString(3)))
                        .list());
    }

    /** How some contacts stand to scenarios; one that is not there is not among them. */
    public Map<Pair, Past> past(Collection<Pair> pairs) {
        var found = new HashMap<Pair, Past>();
        jdbc.sql(
                        """
                select asked.scenario_id, c.id, c.known_zone, max(e.fired_at) as last,
                       coalesce(bool_or(e.state = 'RUNNING'), false) as running
                from unnest(cast(:scenarios as bigint[]), cast(:contacts as bigint[])) as asked (scenario_id, contact_id)
                join contact c on c.id = asked.contact_id
                left join enrolment e on e.scenario_id = asked.scenario_id and e.contact_id = c.id and e.state <> 'REFUSED'
                group by asked.scenario_id, c.id
                """)
                .param("scenarios", longs(pairs, Pair::scenario))
                .param("contacts", longs(pairs, Pair::contact))
                .query(
                        row -> {
                            var zone = row.getString("known_zone");
                            found.put(
                                    new Pair(row.getLong(1), row.getLong(2)),
                                    new Past(
                                            Instants.orNull(row, "last"),
                                            row.getBoolean("running"),
                                            zone == null ? null : ZoneId.of(zone)));
                        });
        return found;
    }

    /**
     * Enrols those who enter before their first step, keeps those who were turned away, and counts
     * both. A firing that is settled already is left as it is.
     *
     * @throws org.springframework.dao.PessimisticLockingFailureException when a scenario went into
     *     service anew since it was read; to be tried again
     */
    public void settle(List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        hold(entries);
        jdbc.sql(
                        """
                with fresh as (
                    insert into enrolment (scenario_id, edition_id, contact_id, fired_by, fired_at, entered_at, state,
                                           reason, due, act_at, ended_at)
                    select e.scenario_id, e.edition_id, e.contact_id, e.fired_by, e.fired_at, e.entered_at,
                           case when e.reason is null then 'RUNNING' else 'REFUSED' end, e.reason, e.fired_at, e.act_at,
                           case when e.reason is not null then e.entered_at end
                    from unnest(cast(:scenarios as bigint[]), cast(:editions as bigint[]), cast(:contacts as bigint[]),
                                cast(:names as text[]), cast(:fired as timestamptz[]), cast(:entered as timestamptz[]),
                                cast(:reasons as text[]), cast(:acts as timestamptz[]))
                         as e (scenario_id, edition_id, contact_id, fired_by, fired_at, entered_at, reason, act_at)
                    on conflict (scenario_id, contact_id, fired_by) do nothing
                    returning scenario_id, edition_id, contact_id, fired_by, reason
                ), counted as (
                    select f.scenario_id, f.edition_id, d.day, l.step, l.line, count(*) as n
                    from fresh f
                    join unnest(cast(:scenarios as bigint[]), cast(:contacts as bigint[]), cast(:names as text[]),
                                cast(:days as date[])) as d (scenario_id, contact_id, fired_by, day)
                         using (scenario_id, contact_id, fired_by)
                    cross join lateral (
                        select '' as step, case when f.reason is null then 'entered' else 'refused:' || f.reason end as line
                        union all select '0', 'reached' where f.reason is null) l
                    group by f.scenario_id, f.edition_id, d.day, l.step, l.line
                )
                insert into scenario_tally (scenario_id, edition_id, day, step, line, n)
                select scenario_id, edition_id, day, step, line, n from counted
                order by scenario_id, day, edition_id, step, line
                on conflict (scenario_id, day, edition_id, step, line) do update set n = scenario_tally.n + excluded.n
                """)
                .param("scenarios", longs(entries, entry -> entry.name.pair.scenario))
                .param("editions", longs(entries, Entry::edition))
                .param("contacts", longs(entries, entry -> entry.name.pair.contact))
                .param("names", texts(entries, entry -> entry.name.firedBy))
                .param("fired", instants(entries, Entry::firedAt))
                .param("entered", instants(entries, Entry::enteredAt))
                .param(
                        "reasons",
                        texts(
                                entries,
                                entry -> entry.refusal == null ? null : entry.refusal.name()))
                .param("acts", instants(entries, Entry::actAt))
                .param("days", texts(entries, entry -> entry.day.toString()))
                .update();
    }

    /** No scenario goes into service anew until the transaction ends. */
    private void hold(List<Entry> entries) {
        var lives = new TreeMap<Long, Long>();
        entries.forEach(entry -> lives.put(entry.name.pair.scenario, entry.life));
        var held =
                jdbc.sql(
                                """
                select s.id from live_scenario s
                where (s.id, s.begins_with) in (
                    select * from unnest(cast(:scenarios as bigint[]), cast(:lives as bigint[])))
                order by s.id for key share
                """)
                        .param("scenarios", lives.keySet().toArray(Long[]::new))
                        .param("lives", lives.values().toArray(Long[]::new))
                        .query(Long.class)
                        .list();
        if (held.size() < lives.size()) {
            throw new CannotAcquireLockException("A scenario went into service anew meanwhile.");
        }
    }

    private static <T> Long[] longs(Collection<T> of, Function<T, Long> value) {
        return of.stream().map(value).toArray(Long[]::new);
    }

    private static @Nullable String[] texts(
            List<Entry> entries, Function<Entry, @Nullable String> value) {
        return entries.stream().map(value).toArray(String[]::new);
    }

    private static String[] instants(List<Entry> entries, Function<Entry, Instant> value) {
        return entries.stream().map(entry -> value.apply(entry).toString()).toArray(String[]::new);
    }
}
