package org.marronnier.store.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marronnier.store.run.Instants.toSql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.time.Span;
import org.marronnier.store.database.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What comes by COPY, beside a plain reading of the same rows, value by value. */
class ContactFactsTest {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant SINCE = Instant.parse("2026-11-10T09:00:00Z");

    private static final String ODD =
            "(array['offers', 'l’offre', 'it''s', E'back\\\\slash', '{a,\"b\"}', '', ' ', E'two\\nlines', '雪'])[1 + (random() * 8)::int]";

    private final JdbcClient jdbc = DATABASE.jdbc();
    private final ContactFacts facts = new ContactFacts(jdbc, DATABASE.dataSource());

    @BeforeEach
    void people() {
        jdbc.sql("truncate contact, consent, message, contact_preference cascade").update();
        jdbc.sql(
                        """
                insert into contact (external_id, email_key, phone, street, postcode, city, known_zone, household, attributes,
                                     erased_at, suppressed_at, complained_at, paused_until, email_bounced_at, phone_bounced_at)
                select 'C' || n || {odd}, {maybe} then {odd} end, {maybe} then '+336' || n end, {maybe} then {odd} end,
                       {maybe} then {odd} end, {maybe} then {odd} end,
                       {maybe} then (array['Europe/Paris', 'Pacific/Apia'])[1 + n % 2] end, {maybe} then 'H' || n % 7 end,
                       case n % 3 when 0 then '{}' when 1 then '{"pushToken": null}' else '{"pushToken": "t, \\"x\\""}' end::jsonb,
                       {maybe} then now() end, {maybe} then now() end, {maybe} then now() end,
                       {maybe} then timestamptz '1969-12-31T23:59:59.123456Z' + make_interval(hours => n * 1000) end,
                       {maybe} then now() end, {maybe} then now() end
                from generate_series(1, 200) as n
                """
                                .replace("{odd}", ODD)
                                .replace("{maybe}", "case when random() < 0.5"))
                .update();
        jdbc.sql(
                        """
                insert into consent (contact_id, channel, purpose, status, basis, source, at)
                select c.id, (array['EMAIL', 'SMS'])[1 + n % 2], {odd}, (array['GRANTED', 'DENIED', 'WITHDRAWN', 'PENDING'])[1 + n % 4],
                       'consent', case when n % 2 = 0 then {odd} end,
                       timestamptz '2026-11-23T08:59:58Z' + make_interval(secs => n % 4)
                from contact c, generate_series(1, 12) as n
                on conflict do nothing
                """
                                .replace("{odd}", ODD))
                .update();
        jdbc.sql(
                        """
                insert into message (contact_id, plan, source, channel, type, programme, purpose, tags, offer, status, at, bounced_at)
                select c.id, 'crowd', 'campaign:' || {odd}, (array['EMAIL', 'LETTER'])[1 + n % 2],
                       (array['PROMOTIONAL', 'SERVICE', 'TRANSACTIONAL'])[1 + n % 3], case when n % 2 = 0 then {odd} end,
                       case when n % 5 < 2 then {odd} end,
                       case n % 4 when 0 then '{}' when 1 then array['one'] else array['a,b', '"c"', 'd e', '雪'] end,
                       case when n % 3 = 0 then {odd} end, (array['QUEUED', 'SENT', 'UNCERTAIN', 'FAILED', 'CANCELLED'])[1 + n % 5],
                       timestamptz '2026-11-09T09:00:00.000001Z' + make_interval(days => n % 16), case when n % 7 = 0 then now() end
                from contact c, generate_series(1, 20) as n
                """
                                .replace("{odd}", ODD))
                .update();
        jdbc.sql(
                        """
                insert into contact_preference (contact_id, channel, max, span, set_at)
                select id, channel, 1 + id % 3, (array['P7D', 'PT36H'])[1 + id % 2], now()
                from contact, unnest(array['EMAIL', 'PHONE']) as channel
                where id % 3 = 0
                """)
                .update();
    }

    @Test
    void readsContactsAsTheyStand() {
        var plain =
                jdbc.sql("select * , attributes ->> 'pushToken' as token from contact order by id")
                        .query(ContactFactsTest::row)
                        .list();

        assertThat(facts.look(ids(), false)).isEqualTo(plain);
        assertThat(plain).extracting(ContactFacts.Row::pushToken).contains("t, \"x\"");
    }

    @Test
    void readsWholeHouseholds() {
        var one =
                jdbc.sql("select id from contact where household = 'H3' order by id limit 1")
                        .query(Long.class)
                        .single();

        assertThat(facts.look(Set.of(one), true))
                .extracting(ContactFacts.Row::id)
                .isEqualTo(
                        jdbc.sql("select id from contact where household = 'H3' order by id")
                                .query(Long.class)
                                .list());
    }

    @Test
    void readsTheLatestConsentOfEachKind() {
        var purposes = List.of("offers", "it's", "back\\slash", "雪", "unknown");
        var plain = new HashMap<Long, Set<ContactFacts.Consent>>();
        for (var contact : ids()) {
            var latest = new HashMap<String, ContactFacts.Consent>();
            jdbc.sql("select * from consent where contact_id = ? and at <= ? order by at, id")
                    .param(contact)
                    .param(toSql(NOW))
                    .query(
                            (ResultSet row) -> {
                                if (purposes.contains(row.getString("purpose"))) {
                                    latest.put(
                                            row.getString("channel") + row.getString("purpose"),
                                            new ContactFacts.Consent(
                                                    Channel.valueOf(row.getString("channel")),
                                                    row.getString("purpose"),
                                                    ConsentStatus.valueOf(row.getString("status")),
                                                    row.getString("source")));
                                }
                            });
            if (!latest.isEmpty()) {
                plain.put(contact, Set.copyOf(latest.values()));
            }
        }

        assertThat(sets(facts.consents(ids(), purposes, NOW))).isNotEmpty().isEqualTo(plain);
    }

    @Test
    void readsTheMessagesThatHoldTheirPlace() {
        var plain =
                jdbc
                        .sql(
                                """
                                select * from message
                                where at > ? and status not in ('FAILED', 'CANCELLED') and bounced_at is null
                                """)
                        .param(toSql(SINCE))
                        .query((row, _) -> Map.entry(row.getLong("contact_id"), sent(row)))
                        .list()
                        .stream()
                        .collect(
                                Collectors.groupingBy(
                                        Map.Entry::getKey,
                                        Collectors.mapping(
                                                Map.Entry::getValue, Collectors.toSet())));

        assertThat(sets(facts.history(ids(), SINCE))).isNotEmpty().isEqualTo(plain);
    }

    @Test
    void readsPreferences() {
        var read = facts.preferences(ids());

        assertThat(read).hasSize(ids().stream().filter(id -> id % 3 == 0).toList().size());
        read.forEach(
                (contact, preferences) ->
                        assertThat(preferences)
                                .containsExactlyInAnyOrder(
                                        preference(contact, Channel.EMAIL),
                                        preference(contact, Channel.PHONE)));
    }

    @Test
    void readsNothingOfNobody() {
        assertThat(facts.look(List.of(), true)).isEmpty();
        assertThat(facts.history(List.of(), SINCE)).isEmpty();
        assertThat(facts.consents(List.of(), List.of("offers"), NOW)).isEmpty();
        assertThat(facts.consents(ids(), List.of(), NOW)).isEmpty();
        assertThat(facts.preferences(List.of())).isEmpty();
    }

    private List<Long> ids() {
        return jdbc.sql("select id from contact order by id").query(Long.class).list();
    }

    private static <T> Map<Long, Set<T>> sets(Map<Long, List<T>> lists) {
        return lists.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, one -> Set.copyOf(one.getValue())));
    }

    private static ContactFacts.Preference preference(long contact, Channel channel) {
        return new ContactFacts.Preference(
                channel, (int) (1 + contact % 3), Span.parse(contact % 2 == 0 ? "P7D" : "PT36H"));
    }

    private static ContactFacts.Row row(ResultSet row, int number) throws SQLException {
        var zone = row.getString("known_zone");
        return new ContactFacts.Row(
                row.getLong("id"),
                row.getString("external_id"),
                row.getString("household"),
                zone == null ? null : ZoneId.of(zone),
                row.getObject("erased_at") != null,
                row.getObject("suppressed_at") != null,
                row.getObject("complained_at") != null,
                instant(row, "paused_until"),
                row.getString("email_key"),
                row.getObject("email_bounced_at") != null,
                row.getString("phone"),
                row.getObject("phone_bounced_at") != null,
                row.getString("street"),
                row.getString("postcode"),
                row.getString("city"),
                row.getString("token"));
    }

    private static ContactFacts.Sent sent(ResultSet row) throws SQLException {
        return new ContactFacts.Sent(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                new ContactFacts.Kind(
                        Channel.valueOf(row.getString("channel")),
                        MessageType.valueOf(row.getString("type")),
                        row.getString("programme"),
                        row.getString("source"),
                        row.getString("purpose"),
                        Set.of((String[]) row.getArray("tags").getArray()),
                        row.getString("offer")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
