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
    private static final String HOUSEHOLDS =
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
            select member.first as party,\s"""
                    + COLUMNS
                    + """
            from member join message m on m.contact_id = member.id join contact c on c.id = m.contact_id
            where\s"""
                    + HELD
                    + "order by party, m.at, m.id";

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

    private static Sent sent(ResultSet row, int number) throws SQLException {
        var zone = row.getString("known_zone");
        return new Sent(
                row.getLong("id"),
                row.getLong("party"),
                row.getLong("contact_id"),
                row.getString("plan"),
                zone == null ? null : ZoneId.of(zone),
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
