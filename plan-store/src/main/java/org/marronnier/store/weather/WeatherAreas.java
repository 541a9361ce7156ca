package org.marronnier.store.weather;

import static org.marronnier.store.run.Instants.toSql;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.store.json.Json;
import org.marronnier.store.run.Instants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The areas that contacts live in, and what is forecast there. */
@Repository
@Transactional
public class WeatherAreas {

    /**
     * What was forecast of a day in an area.
     *
     * @param utcOffset seconds that its clocks are ahead by
     */
    public record Known(
            String area, int utcOffset, LocalDate day, Map<String, BigDecimal> forecast) {}

    /** How the asking stands over all areas that somebody lives in. */
    public record Standing(
            int areas,
            int answered,
            int failing,
            @Nullable Instant answeredAt,
            @Nullable Instant failedAt,
            @Nullable String failure) {}

    private static final String AREA_OF_CONTACT = "weather_area(country, postcode, attributes)";

    private final JdbcClient jdbc;

    public WeatherAreas(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** When the areas were last looked up; none before the first time. */
    @Transactional(readOnly = true)
    public @Nullable Instant lookedUpAt() {
        return jdbc.sql("select max(seen_at) as at from weather_area")
                .query((row, _) -> new At(Instants.orNull(row, "at")))
                .single()
                .at;
    }

    private record At(@Nullable Instant at) {}

    /** Looks up the areas that somebody lives in, from one to the next of the index. */
    public void lookUp(Instant now) {
        jdbc.sql(
                        """
                with recursive lived as (
                    (select %1$s as area from contact where erased_at is null and %1$s is not null
                     order by %1$s limit 1)
                    union all
                    select (select %1$s from contact
                            where erased_at is null and %1$s is not null and %1$s > lived.area
                            order by %1$s limit 1)
                    from lived where lived.area is not null
                )
                insert into weather_area (area, seen_at, next_at)
                select area, :now, :now from lived where area is not null order by area
                on conflict (area) do update set seen_at = excluded.seen_at
                """
                                .formatted(AREA_OF_CONTACT))
                .param("now", toSql(now))
                .update();
    }

    /**
     * The next areas whose forecast is to be asked for; nobody else asks for them until a time has
     * passed.
     *
     * @param seenSince only areas that somebody lived in since
     */
    public List<String> claim(Instant now, Duration hold, Instant seenSince, int limit) {
        return jdbc.sql(
                        """
                with next as (
                    select area from weather_area where next_at <= :now and seen_at >= :seen
                    order by next_at, area limit :limit for update skip locked
                )
                update weather_area a set next_at = :held from next where a.area = next.area
                returning a.area
                """)
                .param("now", toSql(now))
                .param("seen", toSql(seenSince))
                .param("held", toSql(now.plus(hold)))
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    /** The provider answered. */
    public void answered(Known known, Instant now, Instant next) {
        jdbc.sql(
                        """
                update weather_area
                set asked_at = :now, next_at = :next, utc_offset = :offset, day = :day,
                    forecast = cast(:forecast as jsonb), failed_at = null, failure = null, failures = 0
                where area = :area
                """)
                .param("area", known.area)
                .param("now", toSql(now))
                .param("next", toSql(next))
                .param("offset", known.utcOffset)
                .param("day", known.day)
                .param("forecast", Json.of(known.forecast).text())
                .update();
    }

    /**
     * The provider did not answer; it is asked again later, and later each time.
     *
     * @param failure in what way
     */
    public void failed(String area, String failure, Instant now) {
        jdbc.sql(
                        """
                update weather_area
                set failed_at = :now, failure = :failure, failures = failures + 1,
                    next_at = cast(:now as timestamptz) + interval '5 minutes' * least(power(2, failures), 12)
                where area = :area
                """)
                .param("area", area)
                .param("failure", failure)
                .param("now", toSql(now))
                .update();
    }

    /** Areas that were claimed and not asked about after all wait for a while. */
    public void postpone(List<String> areas, Instant until) {
        jdbc.sql("update weather_area set next_at = :until where area = any (:areas)")
                .param("areas", areas.toArray(String[]::new))
                .param("until", toSql(until))
                .update();
    }

    /** What is known of the areas whose provider answered lately, and has not failed since. */
    @Transactional(readOnly = true)
    public List<Known> known(Instant answeredSince) {
        return jdbc.sql(
                        "select * from weather_area where asked_at >= :since and failed_at is null order by area")
                .param("since", toSql(answeredSince))
                .query(WeatherAreas::known)
                .list();
    }

    /** How the asking stands, over the areas that somebody lived in since an instant. */
    @Transactional(readOnly = true)
    public Standing standing(Instant seenSince) {
        return jdbc.sql(
                        """
                select count(*) as areas, count(*) filter (where asked_at is not null and failed_at is null) as answered,
                       count(*) filter (where failed_at is not null) as failing, max(asked_at) as answered_at,
                       max(failed_at) as failed_at, (array_agg(failure order by failed_at desc nulls last))[1] as failure
                from weather_area where seen_at >= :seen
                """)
                .param("seen", toSql(seenSince))
                .query(
                        (row, _) ->
                                new Standing(
                                        row.getInt("areas"),
                                        row.getInt("answered"),
                                        row.getInt("failing"),
                                        Instants.orNull(row, "answered_at"),
                                        Instants.orNull(row, "failed_at"),
                                        row.getString("failure")))
                .single();
    }

    private static Known known(ResultSet row, int number) throws SQLException {
        var forecast = new HashMap<String, BigDecimal>();
        ((Map<?, ?>) new Json(row.getString("forecast")).tree())
                .forEach(
                        (measure, value) ->
                                forecast.put(measure.toString(), new BigDecimal(value.toString())));
        return new Known(
                row.getString("area"),
                row.getInt("utc_offset"),
                row.getObject("day", LocalDate.class),
                forecast);
    }
}
