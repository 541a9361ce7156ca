package org.marronnier.store.audience;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.SeenFacts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Looks at some contacts drawn at random and at their latest events, so that it takes as long at a
 * million contacts as at a thousand. Nobody waits for a second look: what the last one saw is told
 * while the next is taken behind it.
 */
@Component
class JdbcSeenFacts implements SeenFacts {

    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final int DRAWN = 1_000;

    /** The newest contacts, and some drawn from all. */
    private static final String SOME =
            """
            with drawn as materialized (
                (select id, attributes from contact order by id desc limit :newest)
                union
                (select id, attributes from contact where id = any (:drawn))
            )
            """;

    private static final String KIND =
            """
            case jsonb_typeof(fact.value)
                when 'number' then 'NUMBER'
                when 'boolean' then 'TRUTH'
                when 'string' then
                    case when fact.value #>> '{}' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then 'DATE' else 'TEXT' end
                else 'TEXT'
            end
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Executor behind;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile @Nullable Look last;

    /** What was seen, and when. */
    private record Look(Instant at, Seen seen) {}

    @Autowired
    JdbcSeenFacts(JdbcClient jdbc, Clock clock) {
        this(jdbc, clock, task -> Thread.ofVirtual().name("seen-facts").start(task));
    }

    /**
     * @param behind what takes a look that nobody waits for
     */
    JdbcSeenFacts(JdbcClient jdbc, Clock clock, Executor behind) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.behind = behind;
    }

    @Override
    public Seen seen() {
        var known = last;
        if (known == null) {
            return look();
        }
        if (!clock.instant().isBefore(known.at().plus(FRESH))
                && looking.compareAndSet(false, true)) {
            CompletableFuture.runAsync(this::look, behind)
                    .whenComplete((_, _) -> looking.set(false));
        }
        return known.seen();
    }

    private Seen look() {
        var now = clock.instant();
        var seen = new Seen(attributes(), events());
        last = seen.equals(Seen.NOTHING) ? null : new Look(now, seen);
        return seen;
    }

    private Map<String, ValueKind> attributes() {
        var attributes = new HashMap<String, ValueKind>();
        jdbc.sql(
                        SOME
                                + "select distinct fact.key, "
                                + KIND
                                + " from drawn cross join lateral jsonb_each(drawn.attributes) as fact")
                .param("newest", DRAWN)
                .param("drawn", drawn())
                .query(
                        (row, _) ->
                                attributes.merge(
                                        row.getString(1),
                                        ValueKind.valueOf(row.getString(2)),
                                        JdbcSeenFacts::both))
                .list();
        return attributes;
    }

    private Map<String, Map<String, ValueKind>> events() {
        var events = new HashMap<String, Map<String, ValueKind>>();
        jdbc.sql(
                        SOME
                                + """
                                , happened as materialized (
                                    select e.type, e.properties
                                    from drawn
                                    cross join lateral (
                                        select type, properties from event
                                        where contact_id = drawn.id
                                        limit 50
                                    ) e
                                )
                                select distinct happened.type, fact.key, case when fact.key is not null then
                                """
                                + KIND
                                + """
                                end
                                from happened left join lateral jsonb_each(happened.properties) as fact on true
                                """)
                .param("newest", DRAWN)
                .param("drawn", drawn())
                .query(
                        (row, _) -> {
                            var properties =
                                    events.computeIfAbsent(row.getString(1), _ -> new HashMap<>());
                            return row.getString(2) == null
                                    ? ""
                                    : properties.merge(
                                            row.getString(2),
                                            ValueKind.valueOf(row.getString(3)),
                                            JdbcSeenFacts::both);
                        })
                .list();
        return events;
    }

    private Long[] drawn() {
        var last = jdbc.sql("select coalesce(max(id), 1) from contact").query(Long.class).single();
        return ThreadLocalRandom.current()
                .longs(DRAWN, 1, last + 1)
                .boxed()
                .distinct()
                .toArray(Long[]::new);
    }

    private static ValueKind both(ValueKind one, ValueKind other) {
        return one == other ? one : ValueKind.TEXT;
    }
}
