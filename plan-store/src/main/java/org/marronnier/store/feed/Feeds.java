package org.marronnier.store.feed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The feeds of all plans, found by the SHA-256 of their secret: the secret itself is not kept. */
@Repository
@Transactional
public class Feeds {

    private static final String COLUMNS =
            "id, plan, name, filter, language, made_by, made_at, last_read_at";
    private static final Duration GRAIN = Duration.ofMinutes(1);

    /**
     * A feed that can be read.
     *
     * @param filter what it shows, as the address of the calendar says it
     * @param language of its words
     */
    public record Feed(
            long id,
            String plan,
            String name,
            String filter,
            Locale language,
            String madeBy,
            Instant madeAt,
            @Nullable Instant lastReadAt) {}

    /**
     * How often an item of a plan was revised, and when last.
     *
     * @param event whether it is one of the plan's own events rather than a campaign
     */
    public record Revision(boolean event, String key, long version, Instant at) {}

    private final JdbcClient jdbc;

    public Feeds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void add(
            String plan,
            String name,
            String filter,
            Locale language,
            byte[] hash,
            String madeBy,
            Instant now) {
        jdbc.sql(
                        """
                insert into feed (plan, name, filter, language, hash, made_by, made_at)
                values (:plan, :name, :filter, :language, :hash, :madeBy, :now)
                """)
                .param("plan", plan)
                .param("name", name)
                .param("filter", filter)
                .param("language", language.getLanguage())
                .param("hash", hash)
                .param("madeBy", madeBy)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** The feeds of a plan that were not revoked, newest first. */
    @Transactional(readOnly = true)
    public List<Feed> of(String plan) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + " from feed where plan = :plan and revoked_at is null order by id desc")
                .param("plan", plan)
                .query(Feeds::feed)
                .list();
    }

    /** The feed with this hash, unless it was revoked. */
    @Transactional(readOnly = true)
    public Optional<Feed> withHash(byte[] hash) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + " from feed where hash = :hash and revoked_at is null")
                .param("hash", hash)
                .query(Feeds::feed)
                .optional();
    }

    /** Notes that it was read, to the minute. */
    public void read(long id, Instant now) {
        jdbc.sql(
                        """
                update feed set last_read_at = :now
                where id = :id and (last_read_at is null or last_read_at <= :before)
                """)
                .param("id", id)
                .param("now", Timestamp.from(now))
                .param("before", Timestamp.from(now.minus(GRAIN)))
                .update();
    }

    /** Whether there was such a feed in the plan, which nobody can read any more. */
    public boolean revoke(long id, String plan, Instant now) {
        return jdbc.sql(
                                """
                update feed set revoked_at = :now
                where id = :id and plan = :plan and revoked_at is null
                """)
                        .param("id", id)
                        .param("plan", plan)
                        .param("now", Timestamp.from(now))
                        .update()
                > 0;
    }

    /** The revisions of the campaigns and events of a plan. */
    @Transactional(readOnly = true)
    public List<Revision> revisions(String plan) {
        return jdbc.sql(
                        """
                select false as event, campaign.key, campaign.version,
                       greatest(campaign.updated_at, campaign.status_at) as at
                from campaign join plan on plan.id = campaign.plan_id
                where plan.key = :plan and campaign.archived_at is null
                union all
                select true, calendar_event.key, calendar_event.version, calendar_event.updated_at
                from calendar_event join plan on plan.id = calendar_event.plan_id
                where plan.key = :plan
                """)
                .param("plan", plan)
                .query(
                        (row, _) ->
                                new Revision(
                                        row.getBoolean("event"),
                                        row.getString("key"),
                                        row.getLong("version"),
                                        row.getTimestamp("at").toInstant()))
                .list();
    }

    private static Feed feed(ResultSet row, int number) throws SQLException {
        var lastRead = row.getTimestamp("last_read_at");
        return new Feed(
                row.getLong("id"),
                row.getString("plan"),
                row.getString("name"),
                row.getString("filter"),
                Locale.forLanguageTag(row.getString("language")),
                row.getString("made_by"),
                row.getTimestamp("made_at").toInstant(),
                lastRead == null ? null : lastRead.toInstant());
    }
}
