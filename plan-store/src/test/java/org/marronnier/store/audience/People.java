package org.marronnier.store.audience;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.message.MessageStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Writes people into the tables of contacts, consents, events and messages. */
final class People {

    private static final Map<String, String> COLUMNS =
            Map.ofEntries(
                    Map.entry("email", "email"),
                    Map.entry("phone", "phone"),
                    Map.entry("firstName", "first_name"),
                    Map.entry("lastName", "last_name"),
                    Map.entry("street", "street"),
                    Map.entry("postcode", "postcode"),
                    Map.entry("city", "city"),
                    Map.entry("country", "country"),
                    Map.entry("language", "language"),
                    Map.entry("zone", "zone"),
                    Map.entry("household", "household"));

    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.builder().build();

    People(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The people's ids. */
    Map<Person, Long> settle(Collection<Person> people) {
        for (var table : List.of("contact", "consent", "event", "message")) {
            jdbc.sql("delete from " + table).update();
        }
        var ids = new LinkedHashMap<Person, Long>();
        for (var person : people) {
            ids.put(person, settle(person));
        }
        return ids;
    }

    private long settle(Person person) {
        var values = new HashMap<String, @Nullable Object>();
        COLUMNS.forEach((field, column) -> values.put(column, person.fields.get(field)));
        values.put("external_id", person.externalId);
        values.put("birth_date", (LocalDate) person.fields.get("birthDate"));
        values.put("known_zone", known((String) person.fields.get("zone")));
        var columns = List.copyOf(values.keySet());
        var id =
                jdbc.sql(
                                "insert into contact (attributes, %s) values (cast(:attributes as jsonb), :%s) returning id"
                                        .formatted(
                                                String.join(", ", columns),
                                                String.join(", :", columns)))
                        .params(values)
                        .param("attributes", json.writeValueAsString(person.attributes))
                        .query(Long.class)
                        .single();
        var number = 0;
        for (var event : person.events) {
            jdbc.sql(
                            "insert into event (id, contact_id, type, at, properties) values (?, ?, ?, ?, cast(? as jsonb))")
                    .params(
                            person.externalId + "-" + number++,
                            id,
                            event.type(),
                            event.at().atOffset(ZoneOffset.UTC),
                            json.writeValueAsString(event.properties()))
                    .update();
        }
        for (var consent : person.consents) {
            jdbc.sql(
                            "insert into consent (contact_id, channel, purpose, status, at) values (?, ?, ?, ?, ?)"
                                    + " on conflict do nothing")
                    .params(
                            id,
                            consent.channel().name(),
                            consent.purpose(),
                            consent.status().name(),
                            consent.at().atOffset(ZoneOffset.UTC))
                    .update();
        }
        for (var message : person.messages) {
            settle(id, message);
        }
        return id;
    }

    private void settle(long contact, Person.Message message) {
        jdbc.sql(
                        """
                        insert into message (contact_id, plan, source, channel, type, programme, template, tags, status, at,
                                             delivered_at, opened_at, clicked_at, bounced_at, complained_at, unsubscribed_at)
                        values (:contact, :plan, :source, :channel, :type, :programme, :template, :tags, :status, :at,
                                :delivered, :opened, :clicked, :bounced, :complained, :unsubscribed)
                        """)
                .param("contact", contact)
                .param("plan", message.plan())
                .param("source", message.source())
                .param("channel", message.channel().name())
                .param("type", message.type().name())
                .param("programme", message.programme())
                .param("template", message.template())
                .param("tags", message.tags().toArray(String[]::new))
                .param("status", message.status())
                .param("at", utc(message.at()))
                .param("delivered", utc(message.outcomes().get(MessageStatus.DELIVERED)))
                .param("opened", utc(message.outcomes().get(MessageStatus.OPENED)))
                .param("clicked", utc(message.outcomes().get(MessageStatus.CLICKED)))
                .param("bounced", utc(message.outcomes().get(MessageStatus.BOUNCED)))
                .param("complained", utc(message.outcomes().get(MessageStatus.COMPLAINED)))
                .param("unsubscribed", utc(message.outcomes().get(MessageStatus.UNSUBSCRIBED)))
                .update();
    }

    private static java.time.@Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable String known(@Nullable String zone) {
        return zone != null && ZoneId.getAvailableZoneIds().contains(zone) ? zone : null;
    }
}
