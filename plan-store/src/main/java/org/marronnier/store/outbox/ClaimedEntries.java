package org.marronnier.store.outbox;

import static org.marronnier.store.run.Instants.toSql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.marronnier.store.run.Instants;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the messages of entries that were claimed need, and why some must not leave any more. */
final class ClaimedEntries {

    private final JdbcClient jdbc;
    private final ContactFields fields;

    ClaimedEntries(JdbcClient jdbc, ContactFields fields) {
        this.jdbc = jdbc;
        this.fields = fields;
    }

    List<Outbox.Claimed> of(List<Long> messages, Instant now) {
        return jdbc.sql(
                        """
                select o.message_id, o.attempts, o.expires_at, m.plan, m.source, m.channel, m.type, m.at, m.template, c.*,
                       case when c.erased_at is not null or c.suppressed_at is not null or c.complained_at is not null
                            then 'BLOCKED'
                            when m.enrolment_id < s.begins_with then 'SCENARIO_ENDED'
                            when o.expires_at < :now then 'EXPIRED'
                            when m.type <> 'TRANSACTIONAL' and exists (
                                select from consent s
                                where s.contact_id = m.contact_id and s.channel = m.channel and s.purpose = m.purpose
                                  and s.at > m.at and s.at <= :now and s.status in ('DENIED', 'WITHDRAWN')
                                  and not exists (
                                      select from consent t
                                      where t.contact_id = s.contact_id and t.channel = s.channel
                                        and t.purpose = s.purpose and t.at <= :now
                                        and (t.at, t.id) > (s.at, s.id)))
                            then 'NO_CONSENT'
                            when m.at < r.resumed_at - interval '1 minute' and exists (
                                select from decision d where d.run_id = m.run_id and d.contact_id = m.contact_id)
                            then 'DECIDE_AGAIN' end as refused
                from outbox o
                join message m on m.id = o.message_id
                join contact c on c.id = m.contact_id
                left join live_scenario s on s.id = o.scenario_id
                left join run r on r.id = o.run_id
                where o.message_id = any (:messages)
                order by o.message_id
                """)
                .param("messages", messages.toArray(Long[]::new))
                .param("now", toSql(now))
                .query(this::claimed)
                .list();
    }

    private Outbox.Claimed claimed(ResultSet row, int number) throws SQLException {
        var zone = row.getString("known_zone");
        return new Outbox.Claimed(
                row.getLong("message_id"),
                row.getInt("attempts"),
                Instants.from(row, "expires_at"),
                row.getLong("id"),
                row.getString("external_id"),
                row.getString("plan"),
                row.getString("source"),
                row.getString("channel"),
                row.getString("type"),
                Instants.from(row, "at"),
                zone == null ? null : ZoneId.of(zone),
                row.getString("template"),
                row.getString("email"),
                row.getString("phone"),
                row.getString("refused"),
                fields.of(row));
    }
}
