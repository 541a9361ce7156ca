package org.marronnier.store.scenario;

import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many messages the scenarios of a plan sent. */
@Component
public final class ScenarioVolumes {

    /** The messages of a scenario on one day of the week. */
    public record Volume(String scenario, DayOfWeek day, long messages) {}

    private final JdbcClient jdbc;

    ScenarioVolumes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * By scenario and day of the week, for those that sent anything.
     *
     * @param from included; @param to not
     * @param zone whose days are counted
     */
    public List<Volume> sent(String plan, Instant from, Instant to, ZoneId zone) {
        return jdbc.sql(
                        """
                        select substr(source, length('scenario:') + 1) as scenario,
                               extract(isodow from at at time zone :zone)::int as day,
                               count(*) as messages
                        from message
                        where plan = :plan and source like 'scenario:%' and at >= :from and at < :to
                        group by 1, 2
                        """)
                .param("plan", plan)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("zone", zone.getId())
                .query(
                        (row, _) ->
                                new Volume(
                                        row.getString("scenario"),
                                        DayOfWeek.of(row.getInt("day")),
                                        row.getLong("messages")))
                .list();
    }
}
