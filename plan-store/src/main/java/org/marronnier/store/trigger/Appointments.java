package org.marronnier.store.trigger;

import static org.marronnier.store.run.Instants.toSql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.marronnier.store.run.Instants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** When scenarios are to fire for contacts, or ask again whether they match. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class Appointments {

    /** The name of an appointment to ask again whether the contact matches. */
    public static final String LOOK = "look";

    /**
     * An appointment.
     *
     * @param firedBy the name of the firing
     */
    public record Appointment(long scenario, long contact, String firedBy, Instant due) {

        /** Whether the firing follows from nothing that is recorded: it is there, or lost. */
        public boolean standsByItself() {
            return firedBy.startsWith("entry:")
                    || firedBy.startsWith("weather:")
                    || firedBy.startsWith("call:");
        }
    }

    /** The scenario and contact of an appointment that is due. */
    public record Due(long scenario, long contact) {}

    private final JdbcClient jdbc;

    Appointments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of some scenarios that have something due. */
    public List<Long> dueScenarios(Collection<Long> scenarios, Instant now) {
        return jdbc.sql(
                        """
                select live.id
                from unnest(cast(:scenarios as bigint[])) as live (id)
                where exists (select from appointment a where a.scenario_id = live.id and a.due <= :now)
                """)
                .param("scenarios", scenarios.toArray(Long[]::new))
                .param("now", toSql(now))
                .query(Long.class)
                .list();
    }

    /**
     * Those whose instant has come, the earliest of each scenario, and holds their contacts until
     * the transaction ends; contacts in other hands are passed over. Costs what is due, not what
     * waits.
     *
     * @param limit of each scenario
     */
    public List<Due> hold(Collection<Long> scenarios, Instant now, int limit) {
        return jdbc.sql(
                        """
                select due.scenario_id, due.contact_id
                from unnest(cast(:scenarios as bigint[])) as live (id)
                cross join lateral (
                    select a.scenario_id, a.contact_id
                    from appointment a join contact c on c.id = a.contact_id
                    where a.scenario_id = live.id and a.due <= :now
                    order by a.due limit :limit
                    for no key update of c skip locked) due
                """)
                .param("scenarios", scenarios.toArray(Long[]::new))
                .param("now", toSql(now))
                .param("limit", limit)
                .query((row, _) -> new Due(row.getLong(1), row.getLong(2)))
                .list();
    }

    /** Those of a scenario with a contact that are due, the first first. */
    public List<Appointment> dueOf(Due pair, Instant now) {
        return jdbc.sql(
                        """
                select scenario_id, contact_id, fired_by, due from appointment
                where scenario_id = :scenario and contact_id = :contact and due <= :now
                order by due, fired_by
                """)
                .param("scenario", pair.scenario)
                .param("contact", pair.contact)
                .param("now", toSql(now))
                .query(Appointments::appointment)
                .list();
    }

    /** Those of a scenario with a contact that are due are let go. */
    public void forget(Due pair, Instant now) {
        jdbc.sql(
                        """
                delete from appointment where scenario_id = :scenario and contact_id = :contact and due <= :now
                """)
                .param("scenario", pair.scenario)
                .param("contact", pair.contact)
                .param("now", toSql(now))
                .update();
    }

    /** All that some scenarios have with some contacts. */
    public List<Appointment> of(Collection<Long> scenarios, Collection<Long> contacts) {
        return jdbc.sql(
                        """
                select scenario_id, contact_id, fired_by, due from appointment
                where scenario_id = any (:scenarios) and contact_id = any (:contacts)
                """)
                .param("scenarios", scenarios.toArray(Long[]::new))
                .param("contacts", contacts.toArray(Long[]::new))
                .query(Appointments::appointment)
                .list();
    }

    public void remove(Collection<Appointment> gone) {
        if (gone.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                delete from appointment a
                using unnest(cast(:scenarios as bigint[]), cast(:contacts as bigint[]), cast(:names as text[]))
                      as gone (scenario_id, contact_id, fired_by)
                where (a.scenario_id, a.contact_id, a.fired_by) = (gone.scenario_id, gone.contact_id, gone.fired_by)
                """)
                .param("scenarios", gone.stream().map(Appointment::scenario).toArray(Long[]::new))
                .param("contacts", gone.stream().map(Appointment::contact).toArray(Long[]::new))
                .param("names", gone.stream().map(Appointment::firedBy).toArray(String[]::new))
                .update();
    }

    /** Makes appointments; of one that is there already, the instant is changed. */
    public void put(Collection<Appointment> made) {
        if (made.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                insert into appointment (scenario_id, contact_id, fired_by, due)
                select * from unnest(cast(:scenarios as bigint[]), cast(:contacts as bigint[]),
                                     cast(:names as text[]), cast(:dues as timestamptz[]))
                on conflict (scenario_id, contact_id, fired_by) do update set due = excluded.due
                """)
                .param("scenarios", made.stream().map(Appointment::scenario).toArray(Long[]::new))
                .param("contacts", made.stream().map(Appointment::contact).toArray(Long[]::new))
                .param("names", made.stream().map(Appointment::firedBy).toArray(String[]::new))
                .param(
                        "dues",
                        made.stream().map(one -> one.due().toString()).toArray(String[]::new))
                .update();
    }

    private static Appointment appointment(ResultSet row, int number) throws SQLException {
        return new Appointment(
                row.getLong("scenario_id"),
                row.getLong("contact_id"),
                row.getString("fired_by"),
                Instants.from(row, "due"));
    }
}
