package org.marronnier.store.enrolment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.store.run.Instants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The ways that contacts went through scenarios, for those who look at them. */
@Repository
@Transactional(readOnly = true)
public class EnrolmentPaths {

    /**
     * Where somebody stands in a scenario, or how they left it.
     *
     * @param number of the edition by which they go
     * @param zone of the contact, where it is one that exists
     */
    public record Enrolment(
            long id,
            long scenario,
            String plan,
            String programme,
            String key,
            String scenarioState,
            long edition,
            int number,
            long contact,
            String externalId,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String zone,
            String firedBy,
            Instant firedAt,
            Instant enteredAt,
            String state,
            @Nullable String reason,
            String step,
            Instant due,
            Instant actAt,
            @Nullable String waitsFor,
            @Nullable Instant endedAt) {}

    /** A step that was gone through. */
    public record Passed(String step, Instant at, String what, @Nullable String way) {}

    /**
     * What was decided of a step's message.
     *
     * @param reasons as JSON
     */
    public record Decided(
            String step,
            Instant at,
            String outcome,
            @Nullable String channel,
            @Nullable Instant until,
            String reasons) {}

    /** The message of a step, and what became of it. */
    public record Sent(
            long id,
            String step,
            String channel,
            @Nullable String template,
            String status,
            @Nullable String failure,
            @Nullable Instant sentAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant openedAt,
            @Nullable Instant clickedAt,
            @Nullable Instant bouncedAt,
            @Nullable Instant unsubscribedAt,
            boolean inInbox) {}

    /**
     * Whom to list.
     *
     * @param state RUNNING, DEFERRED, DONE, EXITED, STOPPED, FAILED or REFUSED
     * @param step where they stand; null for any, and for those who left
     * @param edition by which they go; null for any
     * @param reason why they were turned away; null for any
     */
    public record Asked(
            String state, @Nullable String step, @Nullable Long edition, @Nullable String reason) {}

    /** What the name of a firing by an event begins with; its id follows. */
    private static final String BY_EVENT = "event:";

    private static final String SELECT =
            """
            select e.*, s.plan, s.programme, s.key, s.state as scenario_state, d.number, c.external_id, c.first_name,
                   c.last_name, c.known_zone
            """;

    private static final String JOINED =
            """
            join live_scenario s on s.id = e.scenario_id
            join scenario_edition d on d.id = e.edition_id
            join contact c on c.id = e.contact_id
            """;

    private final JdbcClient jdbc;

    public EnrolmentPaths(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Enrolment> find(long id) {
        return jdbc.sql(SELECT + "from enrolment e " + JOINED + "where e.id = :id")
                .param("id", id)
                .query(EnrolmentPaths::enrolment)
                .optional();
    }

    /**
     * Those of a contact, the last first.
     *
     * @param before the last one seen; {@link Long#MAX_VALUE} for the first
     */
    public List<Enrolment> ofContact(long contact, long before, int limit) {
        return jdbc.sql(
                        SELECT
                                + """
                                from (select * from enrolment where contact_id = :contact and id < :before
                                      order by id desc limit :limit) e
                                """
                                + JOINED
                                + "order by e.id desc")
                .param("contact", contact)
                .param("before", before)
                .param("limit", limit)
                .query(EnrolmentPaths::enrolment)
                .list();
    }

    /** Those of a scenario that are asked for, the last first; the cursor as in the other. */
    public List<Enrolment> of(long scenario, Asked asked, long before, int limit) {
        var where = new StringBuilder("where scenario_id = :scenario and id < :before ");
        switch (asked.state) {
            case "RUNNING" -> where.append("and state = 'RUNNING' ");
            case "DEFERRED" -> where.append("and state = 'RUNNING' and waits_for = 'DEFERRED' ");
            case "REFUSED" -> where.append("and state = 'REFUSED' ");
            case "FAILED" -> where.append("and state = 'FAILED' ");
            default ->
                    where.append("and state = :state and state in ('DONE', 'EXITED', 'STOPPED') ");
        }
        if (asked.step != null) {
            where.append("and step = :step ");
        }
        if (asked.edition != null) {
            where.append("and edition_id = :edition ");
        }
        if (asked.reason != null) {
            where.append("and reason = :reason ");
        }
        return jdbc.sql(
                        SELECT
                                + "from (select * from enrolment "
                                + where
                                + "order by id desc limit :limit) e "
                                + JOINED
                                + "order by e.id desc")
                .param("scenario", scenario)
                .param("before", before)
                .param("limit", limit)
                .param("state", asked.state)
                .param("step", asked.step)
                .param("edition", asked.edition)
                .param("reason", asked.reason)
                .query(EnrolmentPaths::enrolment)
                .list();
    }

    /** An event that made somebody enter. */
    public record Happened(String type, Instant at) {}

    /** The event that made somebody enter; empty where it was none, or is gone. */
    public Optional<Happened> event(Enrolment one) {
        return one.firedBy.startsWith(BY_EVENT)
                ? jdbc.sql("select type, at from event where id = :id")
                        .param("id", one.firedBy.substring(BY_EVENT.length()))
                        .query(
                                (row, _) ->
                                        new Happened(
                                                row.getString("type"), Instants.from(row, "at")))
                        .optional()
                : Optional.empty();
    }

    /** In their order. */
    public List<Passed> passed(long enrolment) {
        return jdbc.sql(
                        """
                select step, at, what, way from enrolment_step where enrolment_id = :id order by at, step, what
                """)
                .param("id", enrolment)
                .query(
                        (row, _) ->
                                new Passed(
                                        row.getString("step"),
                                        Instants.from(row, "at"),
                                        row.getString("what"),
                                        row.getString("way")))
                .list();
    }

    /** In their order. */
    public List<Decided> decided(long enrolment) {
        return jdbc.sql(
                        """
                select step, at, outcome, channel, until, reasons from step_decision
                where enrolment_id = :id order by at, step
                """)
                .param("id", enrolment)
                .query(
                        (row, _) ->
                                new Decided(
                                        row.getString("step"),
                                        Instants.from(row, "at"),
                                        row.getString("outcome"),
                                        row.getString("channel"),
                                        Instants.orNull(row, "until"),
                                        row.getString("reasons")))
                .list();
    }

    /** In their order. */
    public List<Sent> sent(long enrolment) {
        return jdbc.sql(
                        """
                select m.*, exists (select from inbox_mail i where i.message_id = m.id) as in_inbox
                from message m where m.enrolment_id = :id order by m.id
                """)
                .param("id", enrolment)
                .query(EnrolmentPaths::sent)
                .list();
    }

    private static Sent sent(ResultSet row, int number) throws SQLException {
        return new Sent(
                row.getLong("id"),
                row.getString("step"),
                row.getString("channel"),
                row.getString("template"),
                row.getString("status"),
                row.getString("reason"),
                Instants.orNull(row, "sent_at"),
                Instants.orNull(row, "delivered_at"),
                Instants.orNull(row, "opened_at"),
                Instants.orNull(row, "clicked_at"),
                Instants.orNull(row, "bounced_at"),
                Instants.orNull(row, "unsubscribed_at"),
                row.getBoolean("in_inbox"));
    }

    private static Enrolment enrolment(ResultSet row, int number) throws SQLException {
        return new Enrolment(
                row.getLong("id"),
                row.getLong("scenario_id"),
                row.getString("plan"),
                row.getString("programme"),
                row.getString("key"),
                row.getString("scenario_state"),
                row.getLong("edition_id"),
                row.getInt("number"),
                row.getLong("contact_id"),
                row.getString("external_id"),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("known_zone"),
                row.getString("fired_by"),
                Instants.from(row, "fired_at"),
                Instants.from(row, "entered_at"),
                row.getString("state"),
                row.getString("reason"),
                row.getString("step"),
                Instants.from(row, "due"),
                Instants.from(row, "act_at"),
                row.getString("waits_for"),
                Instants.orNull(row, "ended_at"));
    }
}
