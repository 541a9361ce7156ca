package org.marronnier.store.enrolment;

import static org.marronnier.store.run.Instants.toSql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.store.run.Instants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Who is inside which scenario, and where they stand. */
@Repository
@Transactional
public class Enrolments {

    /** It waits for the end of the wait that it stands at; its due is when the wait began. */
    public static final String WAIT = "WAIT";

    /** It was deferred, and is decided again. */
    public static final String DEFERRED = "DEFERRED";

    /** It waits for what becomes of the message before; its due is when it waits no longer. */
    public static final String OUTCOME = "OUTCOME";

    /**
     * An enrolment that goes on.
     *
     * @param step the path of the step it stands before
     * @param due when that step is due by its own clock
     * @param actAt when it is looked at
     * @param waitsFor {@link #WAIT}, {@link #DEFERRED}, {@link #OUTCOME}, or null
     */
    public record Due(
            long id,
            long scenario,
            long edition,
            long contact,
            String step,
            Instant due,
            Instant actAt,
            @Nullable String waitsFor) {}

    /** Where an enrolment stands from now on; what ended has an end. */
    public record Moved(
            long id,
            String state,
            String step,
            Instant due,
            Instant actAt,
            @Nullable String waitsFor,
            @Nullable String reason,
            @Nullable Instant endedAt) {}

    /** A step that an enrolment went through. */
    public record Passed(
            long enrolment, String step, Instant at, String what, @Nullable String way) {}

    private static final String COLUMNS =
            "e.id, e.scenario_id, e.edition_id, e.contact_id, e.step, e.due, e.act_at, e.waits_for";

    private final JdbcClient jdbc;

    public Enrolments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The live scenarios that have somebody to look at; a look at the index for each. */
    @Transactional(readOnly = true)
    public List<Long> dueScenarios(Instant now) {
        return jdbc.sql(
                        """
                select s.id from live_scenario s
                where s.state = 'LIVE'
                  and exists (select from enrolment e
                              where e.scenario_id = s.id and e.state = 'RUNNING' and e.act_at <= :now)
                order by s.id
                """)
                .param("now", toSql(now))
                .query(Long.class)
                .list();
    }

    /**
     * Holds some that are to be looked at and that nobody else holds, the longest due first, until
     * the end of the transaction.
     *
     * @param each of one scenario at most
     */
    public List<Due> claim(Collection<Long> scenarios, Instant now, int each) {
        return jdbc.sql(
                        """
                select %s
                from live_scenario s cross join lateral (
                    select * from enrolment d
                    where d.scenario_id = s.id and d.state = 'RUNNING' and d.act_at <= :now
                    order by d.act_at, d.id limit :each
                    for update skip locked) e
                where s.id = any (:scenarios) and s.state = 'LIVE'
                """
                                .formatted(COLUMNS))
                .param("scenarios", ids(scenarios))
                .param("now", toSql(now))
                .param("each", each)
                .query(Enrolments::due)
                .list();
    }

    /** Holds the others of some contacts that are to be looked at, where nobody else does. */
    public List<Due> claimOthers(Collection<Long> contacts, Collection<Long> held, Instant now) {
        return jdbc.sql(
                        """
                select %s
                from enrolment e
                where e.contact_id = any (:contacts) and e.state = 'RUNNING' and e.act_at <= :now
                  and e.id <> all (:held)
                  and exists (select from live_scenario s where s.id = e.scenario_id and s.state = 'LIVE')
                order by e.id
                for update of e skip locked
                """
                                .formatted(COLUMNS))
                .param("contacts", ids(contacts))
                .param("held", ids(held))
                .param("now", toSql(now))
                .query(Enrolments::due)
                .list();
    }

    /** Holds one that is to be looked at, unless somebody else does. */
    public Optional<Due> claim(long id, Instant now) {
        return jdbc.sql(
                        """
                select %s from enrolment e
                where e.id = :id and e.state = 'RUNNING' and e.act_at <= :now
                  and exists (select from live_scenario s where s.id = e.scenario_id and s.state = 'LIVE')
                for update of e skip locked
                """
                                .formatted(COLUMNS))
                .param("id", id)
                .param("now", toSql(now))
                .query(Enrolments::due)
                .optional();
    }

    /**
     * Those of some contacts that may stand before a send and would be decided at an instant or
     * were deferred to it; nobody is held.
     */
    @Transactional(readOnly = true)
    public List<Due> waiting(Collection<Long> contacts, Instant at) {
        return jdbc.sql(
                        """
                select %s
                from enrolment e join live_scenario s on s.id = e.scenario_id
                where e.contact_id = any (:contacts) and e.state = 'RUNNING' and e.act_at <= :at and s.state = 'LIVE'
                  and (e.waits_for is null or e.waits_for = 'DEFERRED')
                order by e.id
                """
                                .formatted(COLUMNS))
                .param("contacts", ids(contacts))
                .param("at", toSql(at))
                .query(Enrolments::due)
                .list();
    }

    public void move(List<Moved> moved) {
        if (moved.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                update enrolment e
                set state = m.state, step = m.step, due = m.due, act_at = m.act_at, waits_for = m.waits_for,
                    reason = m.reason, ended_at = m.ended_at
                from unnest(cast(:ids as bigint[]), cast(:states as text[]), cast(:steps as text[]),
                            cast(:dues as timestamptz[]), cast(:acts as timestamptz[]), cast(:waits as text[]),
                            cast(:reasons as text[]), cast(:ends as timestamptz[]))
                         as m (id, state, step, due, act_at, waits_for, reason, ended_at)
                where e.id = m.id
                """)
                .param("ids", moved.stream().map(Moved::id).toArray(Long[]::new))
                .param("states", texts(moved, Moved::state))
                .param("steps", texts(moved, Moved::step))
                .param("dues", texts(moved, Moved::due))
                .param("acts", texts(moved, Moved::actAt))
                .param("waits", texts(moved, Moved::waitsFor))
                .param("reasons", texts(moved, Moved::reason))
                .param("ends", texts(moved, Moved::endedAt))
                .update();
    }

    public void pass(List<Passed> passed) {
        if (passed.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                insert into enrolment_step (enrolment_id, step, at, what, way)
                select * from unnest(cast(:ids as bigint[]), cast(:steps as text[]), cast(:ats as timestamptz[]),
                                     cast(:whats as text[]), cast(:ways as text[]))
                on conflict do nothing
                """)
                .param("ids", passed.stream().map(Passed::enrolment).toArray(Long[]::new))
                .param("steps", texts(passed, Passed::step))
                .param("ats", texts(passed, Passed::at))
                .param("whats", texts(passed, Passed::what))
                .param("ways", texts(passed, Passed::way))
                .update();
    }

    /**
     * What became so far of the last message of each of some enrolments; a message that will not
     * arrive counts as failed. Of one that still waits for the contact to come, nothing did.
     */
    @Transactional(readOnly = true)
    public Map<Long, Set<MessageStatus>> outcomes(Collection<Long> enrolments) {
        var found = new HashMap<Long, Set<MessageStatus>>();
        jdbc.sql(
                        """
                select distinct on (enrolment_id) enrolment_id, array_remove(array[
                    case when status in ('FAILED', 'CANCELLED') then 'FAILED' end,
                    case when status = 'SENT' then 'SENT' end,
                    case when delivered_at is not null then 'DELIVERED' end,
                    case when opened_at is not null then 'OPENED' end,
                    case when clicked_at is not null then 'CLICKED' end,
                    case when bounced_at is not null then 'BOUNCED' end,
                    case when complained_at is not null then 'COMPLAINED' end,
                    case when unsubscribed_at is not null then 'UNSUBSCRIBED' end], null) as outcomes
                from message m
                where enrolment_id = any (:enrolments)
                  and not exists (
                      select from web_offer o
                      where o.enrolment_id = m.enrolment_id and o.shown_at is null and o.id > m.id)
                order by enrolment_id, id desc
                """)
                .param("enrolments", ids(enrolments))
                .query(
                        row -> {
                            var outcomes = (String[]) row.getArray("outcomes").getArray();
                            var set = new HashSet<MessageStatus>();
                            for (var outcome : outcomes) {
                                set.add(MessageStatus.valueOf(outcome));
                            }
                            found.put(row.getLong("enrolment_id"), set);
                        });
        return found;
    }

    static Long[] ids(Collection<Long> ids) {
        return ids.toArray(Long[]::new);
    }

    static <T> @Nullable String[] texts(List<T> rows, Function<T, @Nullable Object> column) {
        return rows.stream()
                .map(column)
                .map(value -> value == null ? null : value.toString())
                .toArray(String[]::new);
    }

    private static Due due(ResultSet row, int number) throws SQLException {
        return new Due(
                row.getLong("id"),
                row.getLong("scenario_id"),
                row.getLong("edition_id"),
                row.getLong("contact_id"),
                row.getString("step"),
                Instants.from(row, "due"),
                Instants.from(row, "act_at"),
                row.getString("waits_for"));
    }
}
