package org.marronnier.store.impact;

import static org.marronnier.store.run.Instants.toSql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.message.MessageType;
import org.marronnier.store.outbox.Messages;
import org.marronnier.store.run.Instants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was sent, some contacts after the others, so that it takes no more memory at a million
 * contacts than at a thousand.
 */
@Repository
@Transactional(readOnly = true)
public class SentMessages {

    private static final String COLUMNS =
            """
            m.id, m.contact_id, m.plan, c.known_zone, m.at, m.channel, m.type, m.programme, m.purpose, m.tags, m.offer,
            m.source
            """;

    private static final String HELD =
            """
            m.at >= :since and m.at < :until and m.channel = any (:channels) and\s"""
                    + Messages.HOLDS_PLACE
                    + "\n";

    /** Contacts alone, and households whose first contact is one of those that are asked for. */
    private static final String MEMBERS =
            """
            with first as (
                select c.id, c.household from contact c
                where c.id > :after and c.id <= :upTo
                  and (c.household is null
                       or not exists (select from contact o where o.household = c.household and o.id < c.id))),
            member as (
                select f.id as first, f.id from first f where f.household is null
                union all
                select f.id, c.id from first f join contact c on c.household = f.household)
            """;

    private static final String ALONE =
            "with member as (select id as first, id from contact where id > :after and id <= :upTo)\n";

    private static final String HOUSEHOLDS =
            MEMBERS
                    + "select member.first as party, "
                    + COLUMNS
                    + """
                    from member join message m on m.contact_id = member.id join contact c on c.id = m.contact_id
                    where\s"""
                    + HELD
                    + "order by party, m.at, m.id";

    /** By one rule alone: it is the only one that the first reason names. */
    private static final String REFUSED =
            """
            select member.first as party, d.contact_id, c.known_zone, d.at, d.source, d.step,
                   d.reasons -> 0 ->> 'channel' as channel
            from member join contact c on c.id = member.id join contact_decision d on d.contact_id = member.id
            where d.plan = :plan and d.latest and d.outcome = 'SUPPRESS' and d.at >= :from and d.at < :until
              and d.reasons -> 0 ->> 'gate' = :gate
              and coalesce(d.reasons -> 0 -> 'periods', jsonb_path_query_array(d.reasons, '$[0].counts[*].rule'))
                  = jsonb_build_array(cast(:rule as text))
            order by party, d.at
            """;

    private static final String CONTACTS =
            "select m.contact_id as party, "
                    + COLUMNS
                    + """
                    from message m join contact c on c.id = m.contact_id
                    where m.contact_id > :after and m.contact_id <= :upTo and\s"""
                    + HELD
                    + "order by m.contact_id, m.at, m.id";

    private static final String LAST =
            """
            select day, at, id
            from (select (m.at at time zone :zone)::date as day, m.at, m.id,
                         row_number() over (partition by (m.at at time zone :zone)::date order by m.at, m.id) as place
                  from message m
                  where m.plan = :plan and\s"""
                    + HELD
                    + ") placed where place = :perDay";

    private final JdbcClient jdbc;

    SentMessages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A message that holds a place.
     *
     * @param id in the order in which messages were written
     * @param party the first contact of its household, or its own
     * @param zone of the contact; null where none is known
     */
    public record Sent(
            long id,
            long party,
            long contact,
            String plan,
            @Nullable ZoneId zone,
            Instant at,
            Channel channel,
            MessageType type,
            @Nullable String programme,
            @Nullable String purpose,
            Set<String> tags,
            @Nullable String offer,
            String source) {}

    /**
     * A message that one rule alone refused.
     *
     * @param party the first contact of its household, or its own
     * @param zone of the contact; null where none is known
     * @param channel that the rule closed
     * @param step of a scenario; null for a campaign
     */
    public record Refused(
            long party,
            long contact,
            @Nullable ZoneId zone,
            Instant at,
            Channel channel,
            String source,
            @Nullable String step) {}

    /** The greatest id of a contact; zero where there is none. */
    public long lastContact() {
        return jdbc.sql("select coalesce(max(id), 0) from contact").query(Long.class).single();
    }

    /**
     * The messages of the contacts whose ids lie after one and up to another, party by party, each
     * in the order of time.
     *
     * @param households whether contacts of one household stand together, where its first lies in
     *     the range
     */
    public List<Sent> of(
            long after,
            long upTo,
            boolean households,
            Collection<Channel> channels,
            Instant since,
            Instant until) {
        return jdbc.sql(households ? HOUSEHOLDS : CONTACTS)
                .param("after", after)
                .param("upTo", upTo)
                .param("channels", channels.stream().map(Channel::name).toArray(String[]::new))
                .param("since", toSql(since))
                .param("until", toSql(until))
                .query(SentMessages::sent)
                .list();
    }

    /**
     * The messages of a plan that a rule alone refused to contacts as in {@link #of}, in the order
     * of time.
     *
     * @param gate at which the rule stands, {@code PRESSURE} or {@code QUIET}
     * @param rule its key
     */
    public List<Refused> refused(
            long after,
            long upTo,
            boolean households,
            String plan,
            String gate,
            String rule,
            Instant from,
            Instant until) {
        return jdbc.sql((households ? MEMBERS : ALONE) + REFUSED)
                .param("after", after)
                .param("upTo", upTo)
                .param("plan", plan)
                .param("gate", gate)
                .param("rule", rule)
                .param("from", toSql(from))
                .param("until", toSql(until))
                .query(SentMessages::refused)
                .list();
    }

    /** A message that took the last place of its day. */
    public record Last(LocalDate day, Instant at, long message) {}

    /**
     * The messages of a plan that took the last place of a local day on a channel; none of days
     * that were never full.
     *
     * @param perDay at least 1
     */
    public List<Last> last(
            String plan, Channel channel, int perDay, ZoneId zone, Instant since, Instant until) {
        return jdbc.sql(LAST)
                .param("plan", plan)
                .param("channels", new String[] {channel.name()})
                .param("perDay", perDay)
                .param("zone", zone.getId())
                .param("since", toSql(since))
                .param("until", toSql(until))
                .query(
                        (row, _) ->
                                new Last(
                                        row.getObject("day", LocalDate.class),
                                        Instants.from(row, "at"),
                                        row.getLong("id")))
                .list();
    }

    private static Refused refused(ResultSet row, int number) throws SQLException {
        return new Refused(
                row.getLong("party"),
                row.getLong("contact_id"),
                zone(row),
                Instants.from(row, "at"),
                Channel.valueOf(row.getString("channel")),
                row.getString("source"),
                row.getString("step"));
    }

    private static @Nullable ZoneId zone(ResultSet row) throws SQLException {
        var zone = row.getString("known_zone");
        return zone == null ? null : ZoneId.of(zone);
    }

    private static Sent sent(ResultSet row, int number) throws SQLException {
        return new Sent(
                row.getLong("id"),
                row.getLong("party"),
                row.getLong("contact_id"),
                row.getString("plan"),
                zone(row),
                Instants.from(row, "at"),
                Channel.valueOf(row.getString("channel")),
                MessageType.valueOf(row.getString("type")),
                row.getString("programme"),
                row.getString("purpose"),
                Set.of((String[]) row.getArray("tags").getArray()),
                row.getString("offer"),
                row.getString("source"));
    }
}
