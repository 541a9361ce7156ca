package org.marronnier.store.decision;

import static org.marronnier.store.run.Instants.toSql;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.time.Span;
import org.marronnier.store.outbox.Messages;
import org.marronnier.store.run.Instants;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a decision needs to know of many contacts at once, a query a kind of fact. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class ContactFacts {

    /** A contact as its row says. */
    public record Row(
            long id,
            String externalId,
            @Nullable String household,
            @Nullable ZoneId zone,
            boolean erased,
            boolean suppressed,
            boolean complained,
            @Nullable Instant pausedUntil,
            @Nullable String email,
            boolean emailBounced,
            @Nullable String phone,
            boolean phoneBounced,
            @Nullable String street,
            @Nullable String postcode,
            @Nullable String city,
            @Nullable String pushToken) {}

    /** The current consent of a contact on a channel, for a purpose. */
    public record Consent(
            Channel channel, String purpose, ConsentStatus status, @Nullable String source) {}

    /** A message that holds a place. */
    public record Sent(
            Instant at,
            Channel channel,
            MessageType type,
            @Nullable String programme,
            String source,
            @Nullable String purpose,
            Set<String> tags,
            @Nullable String offer) {}

    /** The most that a contact wants on a channel in a rolling window. */
    public record Preference(Channel channel, int max, Span span) {}

    /** The columns of a {@link Row}. */
    static final String COLUMNS =
            """
            id, external_id, household, known_zone, erased_at, suppressed_at, complained_at, paused_until,
            email_key, email_bounced_at, phone, phone_bounced_at, street, postcode, city,
            attributes ->> 'pushToken' as push_token
            """;

    /** The state of SQL that tells that a lock was waited for too long. */
    private static final String LOCK_TIMEOUT = "55P03";

    private final JdbcClient jdbc;

    public ContactFacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Holds contacts until the end of the transaction, in the order of their ids, so that nobody
     * else decides over them. Where another waits for these and holds some, this one gives up
     * first, well before the database looks for a victim.
     *
     * @param withHouseholds the other members of their households too
     * @throws org.springframework.dao.PessimisticLockingFailureException when they are held for too
     *     long; to be tried again
     */
    public List<Row> lock(Collection<Long> contacts, boolean withHouseholds) {
        waitForLocks("700ms");
        try {
            var held = rows(contacts, withHouseholds, "for no key update");
            waitForLocks("0");
            return held;
        } catch (UncategorizedSQLException e) {
            var cause = e.getSQLException();
            if (cause != null && LOCK_TIMEOUT.equals(cause.getSQLState())) {
                throw new CannotAcquireLockException("Others hold the contacts for too long.", e);
            }
            throw e;
        }
    }

    /** How long this transaction waits for a lock; 0 is for as long as it takes. */
    private void waitForLocks(String time) {
        jdbc.sql("select set_config('lock_timeout', :time, true)")
                .param("time", time)
                .query(String.class)
                .single();
    }

    /** Contacts as they stand, in the order of their ids; nobody is held. */
    public List<Row> look(Collection<Long> contacts, boolean withHouseholds) {
        return rows(contacts, withHouseholds, "");
    }

    private List<Row> rows(Collection<Long> contacts, boolean withHouseholds, String hold) {
        var wanted =
                withHouseholds
                        ? """
                id in (select unnest(:wanted)
                       union
                       select other.id
                       from contact asked join contact other on other.household = asked.household
                       where asked.id = any (:wanted))
                """
                        : "id = any (:wanted)";
        return jdbc.sql(
                        """
                select %s
                from contact
                where %s
                order by id
                %s
                """
                                .formatted(COLUMNS, wanted, hold))
                .param("wanted", contacts.toArray(Long[]::new))
                .query(ContactFacts::contact)
                .list();
    }

    /**
     * The current consent of each contact on each channel that has one, for some purposes; of equal
     * instants the one recorded last.
     */
    public Map<Long, List<Consent>> consents(
            Collection<Long> contacts, Collection<String> purposes, Instant now) {
        var found = new HashMap<Long, List<Consent>>();
        jdbc.sql(
                        """
                select distinct on (contact_id, channel, purpose) contact_id, channel, purpose, status, source
                from consent
                where contact_id = any (:contacts) and purpose = any (:purposes) and at <= :now
                order by contact_id, channel, purpose, at desc, id desc
                """)
                .param("contacts", contacts.toArray(Long[]::new))
                .param("purposes", purposes.toArray(String[]::new))
                .param("now", toSql(now))
                .query(
                        (ResultSet row) -> {
                            found.computeIfAbsent(
                                            row.getLong("contact_id"), any -> new ArrayList<>())
                                    .add(
                                            new Consent(
                                                    Channel.valueOf(row.getString("channel")),
                                                    row.getString("purpose"),
                                                    ConsentStatus.valueOf(row.getString("status")),
                                                    row.getString("source")));
                        });
        return found;
    }

    /** The messages of each contact that hold a place, placed after an instant. */
    public Map<Long, List<Sent>> history(Collection<Long> contacts, Instant after) {
        var found = new HashMap<Long, List<Sent>>();
        jdbc.sql(
                        """
                select m.contact_id, m.at, m.channel, m.type, m.programme, m.source, m.purpose, m.tags, m.offer
                from message m
                where m.contact_id = any (:contacts) and m.at > :after and\s"""
                                + Messages.HOLDS_PLACE)
                .param("contacts", contacts.toArray(Long[]::new))
                .param("after", toSql(after))
                .query(
                        (ResultSet row) -> {
                            found.computeIfAbsent(
                                            row.getLong("contact_id"), any -> new ArrayList<>())
                                    .add(sent(row));
                        });
        return found;
    }

    /** What each contact that set a limit of its own wants at most. */
    public Map<Long, List<Preference>> preferences(Collection<Long> contacts) {
        var found = new HashMap<Long, List<Preference>>();
        jdbc.sql(
                        "select contact_id, channel, max, span from contact_preference where contact_id = any (:contacts)")
                .param("contacts", contacts.toArray(Long[]::new))
                .query(
                        (ResultSet row) -> {
                            found.computeIfAbsent(
                                            row.getLong("contact_id"), any -> new ArrayList<>())
                                    .add(
                                            new Preference(
                                                    Channel.valueOf(row.getString("channel")),
                                                    row.getInt("max"),
                                                    Span.parse(row.getString("span"))));
                        });
        return found;
    }

    private static Sent sent(ResultSet row) throws SQLException {
        return new Sent(
                Instants.from(row, "at"),
                Channel.valueOf(row.getString("channel")),
                MessageType.valueOf(row.getString("type")),
                row.getString("programme"),
                row.getString("source"),
                row.getString("purpose"),
                texts(row.getArray("tags")),
                row.getString("offer"));
    }

    private static Set<String> texts(Array array) throws SQLException {
        return Set.copyOf(List.of((String[]) array.getArray()));
    }

    static Row contact(ResultSet row, int number) throws SQLException {
        var zone = row.getString("known_zone");
        return new Row(
                row.getLong("id"),
                row.getString("external_id"),
                row.getString("household"),
                zone == null ? null : ZoneId.of(zone),
                row.getObject("erased_at") != null,
                row.getObject("suppressed_at") != null,
                row.getObject("complained_at") != null,
                Instants.orNull(row, "paused_until"),
                row.getString("email_key"),
                row.getObject("email_bounced_at") != null,
                row.getString("phone"),
                row.getObject("phone_bounced_at") != null,
                row.getString("street"),
                row.getString("postcode"),
                row.getString("city"),
                row.getString("push_token"));
    }
}
