package org.marronnier.scheduler.trigger;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.scheduler.House;
import org.marronnier.scheduler.HouseTest;
import org.marronnier.scheduler.PlansInHand;
import org.marronnier.scheduler.scenario.KeepingScenarios;

/** A house over an empty database, whose scenarios a test puts into service. */
abstract class TriggerTest extends HouseTest {

    TriggerTest(String begins) {
        super(new PlansInHand().lasting("2026-01-01", "2029-12-31"), Instant.parse(begins));
    }

    /** Puts scenarios into service, and goes through the contacts that are there. */
    final void live(Asks... asked) {
        for (var one : asked) {
            plans.scenario(one.brief(), Status.LIVE);
        }
        house.get(KeepingScenarios.class).reconcile();
        work();
    }

    final void stands(String scenario, Status status) {
        plans.stands(scenario, status);
        house.get(KeepingScenarios.class).reconcile();
    }

    /** Does whatever is to be done by now. */
    final void work() {
        work(house);
    }

    static void work(House house) {
        int done;
        do {
            done =
                    house.get(ArrivalWorker.class).drainOnce()
                            + house.get(AppointmentWorker.class).drainOnce()
                            + house.get(Arming.class).drainOnce();
        } while (done > 0);
    }

    /** Lets it be this instant, and does whatever is to be done by then. */
    final void at(String instant) {
        clock.set(Instant.parse(instant));
        work();
    }

    final void step(Duration by) {
        clock.step(by);
        work();
    }

    /** Something happened; it is received now, once, as an intake does. */
    final void happened(String id, String contact, String type, String at) {
        happened(id, contact, type, at, "{}");
    }

    final void happened(String id, String contact, String type, String at, String properties) {
        recorded(id, contact, type, at, properties);
        arrives(id);
    }

    /** Something happened that only the table of events knows. */
    final void recorded(String id, String contact, String type, String at, String properties) {
        database.jdbc()
                .sql(
                        """
                        insert into event (id, contact_id, type, at, properties)
                        select :id, id, :type, cast(:at as timestamptz), cast(:properties as jsonb)
                        from contact where external_id = :contact
                        """)
                .param("id", id)
                .param("type", type)
                .param("at", at)
                .param("properties", properties)
                .param("contact", contact)
                .update();
    }

    final void arrives(String event) {
        database.jdbc()
                .sql(
                        """
                        insert into arrival (contact_id, event_id, type, at, received_at)
                        select contact_id, id, type, at, :now from event where id = :id
                        """)
                .param("id", event)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    final void change(String contact, String set) {
        database.jdbc()
                .sql("update contact set " + set + " where external_id = :id")
                .param("id", contact)
                .update();
    }

    /** Who entered or was turned away, such as {@code C1 event:e1 2026-03-02 09:00:00}. */
    final List<String> entries() {
        return house.column(
                """
                select c.external_id || ' ' || e.fired_by || ' '
                       || to_char(e.fired_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS')
                       || coalesce(' ' || e.reason, '')
                from enrolment e join contact c on c.id = e.contact_id
                order by e.fired_at, c.external_id collate "C", e.fired_by
                """);
    }

    /** What waits, in the same words. */
    final List<String> appointments() {
        return house.column(
                """
                select c.external_id || ' ' || a.fired_by || ' ' || to_char(a.due at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS')
                from appointment a join contact c on c.id = a.contact_id
                order by a.due, c.external_id collate "C", a.fired_by
                """);
    }

    final List<String> waiting() {
        return house.column("select coalesce(error, 'waits') from arrival order by id");
    }
}
