package org.marronnier.store.trigger;

import static org.marronnier.store.run.Instants.toSql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.store.run.Instants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What has come in, and waits to be answered by the scenarios that live. */
@Repository
@Transactional
public class Arrivals {

    /**
     * An event of a contact, or a change of the contact itself.
     *
     * @param event null where the contact, its consents or its messages changed
     * @param type of the event
     * @param at when it happened
     * @param firedBy the name of a firing that could not be settled; null of all else
     */
    public record Arrival(
            long id,
            long contact,
            @Nullable String event,
            @Nullable String type,
            Instant at,
            Instant receivedAt,
            @Nullable String firedBy) {

        /** Whether the contact itself changed: that has no instant of its own. */
        public boolean isOfContact() {
            return event == null && type == null;
        }
    }

    private static final String COLUMNS =
            "id, contact_id, event_id, type, at, received_at, fired_by";

    private final JdbcClient jdbc;

    Arrivals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes those that wait and whose instant has come, the first come first, and holds them until
     * the transaction ends.
     */
    public List<Arrival> claim(int limit, Instant now) {
        return jdbc.sql(
                        """
                select %s from arrival
                where error is null and (retry_at is null or retry_at <= :now)
                order by id limit :limit
                for update skip locked
                """
                                .formatted(COLUMNS))
                .param("limit", limit)
                .param("now", toSql(now))
                .query(Arrivals::arrival)
                .list();
    }

    /** Takes one of them; empty where it was answered, failed, or is in other hands. */
    public Optional<Arrival> claimOne(long id) {
        return jdbc.sql(
                        "select %s from arrival where id = :id and error is null for update skip locked"
                                .formatted(COLUMNS))
                .param("id", id)
                .query(Arrivals::arrival)
                .optional();
    }

    /** They are answered, and leave. */
    public void answered(Collection<Long> ids) {
        jdbc.sql("delete from arrival where id = any (:ids)")
                .param("ids", ids.toArray(Long[]::new))
                .update();
    }

    /**
     * It cannot be answered, and waits for somebody to retry it.
     *
     * @param error a word; no personal data
     */
    public void failed(long id, String error) {
        jdbc.sql(
                        "update arrival set error = :error, attempts = attempts + 1 where id = :id and error is null")
                .param("id", id)
                .param("error", error)
                .update();
    }

    /**
     * Something of a contact could not be settled when its instant came; it waits to be retried.
     *
     * @param firedBy the name of a firing that follows from nothing recorded; null of all else
     */
    public void failed(
            long contact, String type, Instant due, @Nullable String firedBy, String error) {
        jdbc.sql(
                        """
                insert into arrival (contact_id, type, at, received_at, fired_by, attempts, error)
                values (:contact, :type, :due, :due, :firedBy, 1, :error)
                """)
                .param("contact", contact)
                .param("type", type)
                .param("due", toSql(due))
                .param("firedBy", firedBy)
                .param("error", error)
                .update();
    }

    private static Arrival arrival(ResultSet row, int number) throws SQLException {
        return new Arrival(
                row.getLong("id"),
                row.getLong("contact_id"),
                row.getString("event_id"),
                row.getString("type"),
                Instants.from(row, "at"),
                Instants.from(row, "received_at"),
                row.getString("fired_by"));
    }
}
