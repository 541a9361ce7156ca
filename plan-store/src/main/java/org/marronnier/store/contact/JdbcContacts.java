package org.marronnier.store.contact;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.contact.Chunk;
import org.marronnier.domain.contact.ConsentRecord;
import org.marronnier.domain.contact.Contact;
import org.marronnier.domain.contact.ContactLine;
import org.marronnier.domain.contact.Contacts;
import org.marronnier.domain.contact.EventRecord;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Contacts in PostgreSQL: every list is read along an index, from a cursor on. */
@Component
@Transactional(readOnly = true)
class JdbcContacts implements Contacts {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private record Found(int kind, String key, ContactLine line) {}

    private record NumberedConsent(long id, ConsentRecord consent) {}

    private final JdbcClient jdbc;

    JdbcContacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Contact> find(String externalId) {
        return jdbc.sql("select * from contact where external_id = :externalId")
                .param("externalId", externalId)
                .query((row, _) -> contact(row))
                .optional()
                .or(() -> survivor(externalId));
    }

    /** The contact that one was merged into. */
    private Optional<Contact> survivor(String externalId) {
        return jdbc.sql(
                        """
                        select c.* from contact_alias(array[cast(:externalId as text)]) a join contact c on c.id = a.contact_id
                        """)
                .param("externalId", externalId)
                .query((row, _) -> contact(row))
                .optional();
    }

    @Override
    public Chunk<ContactLine> search(String text, @Nullable String after, int limit) {
        var search = Search.of(text, Cursor.read(after, 3), limit + 1);
        var found = new ArrayList<Found>();
        for (var statement : search.statements()) {
            if (found.size() <= limit) {
                found.addAll(found(statement, search.parameters()));
            }
        }
        var chunk =
                Chunk.of(
                        found,
                        limit,
                        last ->
                                Cursor.of(
                                        String.valueOf(last.kind()),
                                        last.key(),
                                        last.line().externalId()));
        return new Chunk<>(chunk.lines().stream().map(Found::line).toList(), chunk.next());
    }

    private List<Found> found(String statement, Map<String, Object> parameters) {
        return jdbc.sql(statement)
                .params(parameters)
                .query((row, _) -> new Found(row.getInt("kind"), row.getString("key"), line(row)))
                .list();
    }

    @Override
    public List<ContactLine> lines(Collection<Long> contacts) {
        return jdbc.sql("select * from contact where id = any (:contacts) order by external_id")
                .param("contacts", contacts.toArray(Long[]::new))
                .query((row, _) -> line(row))
                .list();
    }

    @Override
    public List<ConsentRecord> currentConsents(long contact, Instant now) {
        return jdbc.sql(
                        """
                        select distinct on (channel, purpose) *
                        from consent
                        where contact_id = :contact and at <= :now
                        order by channel, purpose, at desc, id desc
                        """)
                .param("contact", contact)
                .param("now", utc(now))
                .query((row, _) -> consent(row))
                .list();
    }

    @Override
    public Chunk<ConsentRecord> consentHistory(long contact, @Nullable String after, int limit) {
        var cursor = Cursor.read(after, 2);
        var read =
                jdbc.sql(
                                """
                                select *
                                from consent
                                where contact_id = :contact
                                  and (cast(:at as timestamptz) is null or (at, id) < (:at, :id))
                                order by at desc, id desc
                                limit :limit
                                """)
                        .param("contact", contact)
                        .param("at", cursor == null ? null : utc(cursor.instant(0)))
                        .param("id", cursor == null ? 0 : cursor.number(1))
                        .param("limit", limit + 1)
                        .query((row, _) -> new NumberedConsent(row.getLong("id"), consent(row)))
                        .list();
        var chunk =
                Chunk.of(
                        read,
                        limit,
                        last ->
                                Cursor.of(
                                        last.consent().at().toString(), String.valueOf(last.id())));
        return new Chunk<>(
                chunk.lines().stream().map(NumberedConsent::consent).toList(), chunk.next());
    }

    @Override
    public Chunk<EventRecord> events(long contact, @Nullable String after, int limit) {
        var cursor = Cursor.read(after, 2);
        var read =
                jdbc.sql(
                                """
                                select id, type, at, properties
                                from event
                                where contact_id = :contact
                                  and (cast(:at as timestamptz) is null or (at, id) < (:at, :id))
                                order by at desc, id desc
                                limit :limit
                                """)
                        .param("contact", contact)
                        .param("at", cursor == null ? null : utc(cursor.instant(0)))
                        .param("id", cursor == null ? "" : cursor.parts().get(1))
                        .param("limit", limit + 1)
                        .query(
                                (row, _) ->
                                        new EventRecord(
                                                row.getString("id"),
                                                row.getString("type"),
                                                at(row, "at"),
                                                object(row.getString("properties"))))
                        .list();
        return Chunk.of(read, limit, last -> Cursor.of(last.at().toString(), last.id()));
    }

    private static Contact contact(ResultSet row) throws SQLException {
        return new Contact(
                row.getLong("id"),
                row.getString("external_id"),
                row.getString("email"),
                row.getString("phone"),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getObject("birth_date", LocalDate.class),
                row.getString("street"),
                row.getString("postcode"),
                row.getString("city"),
                row.getString("country"),
                row.getString("language"),
                row.getString("zone"),
                row.getString("known_zone"),
                row.getString("household"),
                object(row.getString("attributes")),
                new Contact.Standing(
                        maybe(row, "erased_at"),
                        maybe(row, "suppressed_at"),
                        maybe(row, "complained_at"),
                        maybe(row, "paused_until"),
                        maybe(row, "email_bounced_at"),
                        maybe(row, "phone_bounced_at")),
                at(row, "created_at"),
                at(row, "updated_at"));
    }

    private static ContactLine line(ResultSet row) throws SQLException {
        return new ContactLine(
                row.getString("external_id"),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("email"),
                row.getString("phone"),
                row.getString("city"),
                row.getString("country"));
    }

    private static ConsentRecord consent(ResultSet row) throws SQLException {
        return new ConsentRecord(
                Channel.valueOf(row.getString("channel")),
                row.getString("purpose"),
                ConsentStatus.valueOf(row.getString("status")),
                row.getString("basis"),
                row.getString("source"),
                row.getString("proof"),
                at(row, "at"));
    }

    /** A JSON object without the values that are missing. */
    private static Map<String, Object> object(String json) {
        var object =
                JSON.readValue(
                        json, new TypeReference<java.util.LinkedHashMap<String, Object>>() {});
        object.values().removeIf(java.util.Objects::isNull);
        return object;
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant maybe(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
