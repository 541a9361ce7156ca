package org.marronnier.store.weather;

import static org.marronnier.store.run.Instants.toSql;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.marronnier.store.run.Instants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The areas in which a day's forecast meets what scenarios wait for, while they are gone through.
 */
@Repository
@Transactional
public class WeatherFirings {

    /** How the firings of a day are named. */
    private static final String PREFIX = "weather:";

    /**
     * An area whose contacts are gone through.
     *
     * @param cursor contacts up to this id have been fired for
     */
    public record Firing(long scenario, LocalDate day, String area, Instant firedAt, long cursor) {

        /** The name of the firing of each of its contacts. */
        public String firedBy() {
            return PREFIX + day;
        }
    }

    private final JdbcClient jdbc;

    public WeatherFirings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Areas meet the condition of a scenario on a day; those that did already that day stay. */
    public int open(long scenario, LocalDate day, Collection<String> areas, Instant now) {
        return jdbc.sql(
                        """
                insert into weather_firing (scenario_id, day, area, fired_at)
                select :scenario, :day, area, :now from unnest(cast(:areas as text[])) area
                order by area
                on conflict do nothing
                """)
                .param("scenario", scenario)
                .param("day", day)
                .param("areas", areas.toArray(String[]::new))
                .param("now", toSql(now))
                .update();
    }

    /** Holds one area of a scenario that is not gone through yet, and is in no other hands. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Firing> claim(long scenario) {
        return jdbc.sql(
                        """
                select * from weather_firing where scenario_id = :scenario and done_at is null
                order by day, area limit 1 for update skip locked
                """)
                .param("scenario", scenario)
                .query(
                        (row, _) ->
                                new Firing(
                                        row.getLong("scenario_id"),
                                        row.getObject("day", LocalDate.class),
                                        row.getString("area"),
                                        Instants.from(row, "fired_at"),
                                        row.getLong("cursor")))
                .optional();
    }

    /** The next contacts of an area. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Long> contacts(Firing firing, int limit) {
        return jdbc.sql(
                        """
                select id from contact
                where erased_at is null and weather_area(country, postcode, attributes) = :area and id > :cursor
                order by id limit :limit
                """)
                .param("area", firing.area)
                .param("cursor", firing.cursor)
                .param("limit", limit)
                .query(Long.class)
                .list();
    }

    /**
     * Those of some contacts for whom the weather fired a scenario after a day already.
     *
     * @param after not on that day itself
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Long> firedSince(long scenario, Collection<Long> contacts, LocalDate after) {
        return jdbc.sql(
                        """
                select contact.id from unnest(cast(:contacts as bigint[])) as contact (id)
                where exists (
                    select from enrolment e
                    where e.scenario_id = :scenario and e.contact_id = contact.id
                      and e.fired_by > :after and e.fired_by < 'weather;')
                """)
                .param("scenario", scenario)
                .param("contacts", contacts.toArray(Long[]::new))
                .param("after", PREFIX + after)
                .query(Long.class)
                .list();
    }

    /** Contacts of an area up to one have been fired for. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void moved(Firing firing, long cursor) {
        at(firing, "cursor = :cursor").param("cursor", cursor).update();
    }

    /** Nobody of an area is left. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void done(Firing firing, Instant now) {
        at(firing, "done_at = :now").param("now", toSql(now)).update();
    }

    private JdbcClient.StatementSpec at(Firing firing, String change) {
        return jdbc.sql(
                        "update weather_firing set "
                                + change
                                + " where scenario_id = :scenario and day = :day and area = :area")
                .param("scenario", firing.scenario)
                .param("day", firing.day)
                .param("area", firing.area);
    }
}
