package org.marronnier.scheduler.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.store.event.EventBacklog;

/** One contact of a batch cannot be settled: the others are, and it is retried by itself. */
class FailingAloneTest extends TriggerTest {

    FailingAloneTest() {
        super("2026-03-02T09:00:00Z");
        contacts.one("C1", "").one("C2", "").one("C3", "");
        database.jdbc()
                .sql(
                        """
                        create function spoiled() returns trigger language plpgsql as $$
                        begin
                            if (select external_id from contact where id = new.contact_id) = 'C2'
                            then raise exception 'spoiled %', new.contact_id; end if;
                            return new;
                        end $$
                        """)
                .update();
    }

    /** Nothing of C2 can be written to a table any more. */
    private void spoil(String table) {
        database.jdbc()
                .sql(
                        "create trigger spoiled before insert on %s for each row execute function spoiled()"
                                .formatted(table))
                .update();
    }

    /** What failed is retried when its cause is gone. */
    private void mendAndRetry(String table) {
        assertThat(waiting())
                .hasSize(1)
                .first()
                .asString()
                .contains("SQL")
                .doesNotContain("spoiled");
        database.jdbc().sql("drop trigger spoiled on " + table).update();
        house.get(EventBacklog.class)
                .retry(Long.parseLong(house.column("select id from arrival").getFirst()));
        work();
        assertThat(waiting()).isEmpty();
    }

    @Test
    void givesTheOthersTheirAppointmentsWhenAScenarioGoesIntoService() {
        database.jdbc().sql("update contact set birth_date = '1990-06-10'").update();
        spoil("appointment");

        live(Asks.when("birthday", Asks.birthday("P0D", "09:00")));

        assertThat(appointments())
                .containsExactly(
                        "C1 date:2026 2026-06-10 07:00:00", "C3 date:2026 2026-06-10 07:00:00");
        assertThat(house.column("select armed_up_to is null from live_scenario"))
                .containsExactly("t");
        mendAndRetry("appointment");
        assertThat(appointments())
                .containsExactly(
                        "C1 date:2026 2026-06-10 07:00:00",
                        "C2 date:2026 2026-06-10 07:00:00",
                        "C3 date:2026 2026-06-10 07:00:00");
    }

    @Test
    void asksWhoFailedInSilenceTooAsTheOthersWere() {
        database.jdbc().sql("update contact set country = 'FR'").update();
        plans.segment("fr", Asks.livesIn("FR"));
        spoil("membership");

        live(Asks.when("fr", new Trigger.EntersSegment("fr")));

        assertThat(house.column("select count(*) from membership where inside"))
                .containsExactly("2");
        clock.set(java.time.Instant.parse("2026-03-05T09:00:00Z"));
        mendAndRetry("membership");
        assertThat(house.column("select count(*) from membership where inside"))
                .containsExactly("3");
        assertThat(entries()).isEmpty();
    }

    @Test
    void keepsTheOthersAppointmentsWhenTheirInstantComes() {
        live(Asks.when("thanks", Asks.event("purchase", "PT1H")));
        for (var contact : new String[] {"C1", "C2", "C3"}) {
            happened("of" + contact, contact, "purchase", "2026-03-02T09:30:00Z");
        }
        at("2026-03-02T09:30:00Z");
        spoil("enrolment");

        at("2026-03-02T10:30:00Z");

        assertThat(entries())
                .containsExactly(
                        "C1 event:ofC1 2026-03-02 10:30:00", "C3 event:ofC3 2026-03-02 10:30:00");
        assertThat(appointments()).isEmpty();
        clock.set(java.time.Instant.parse("2026-03-12T09:00:00Z"));
        mendAndRetry("enrolment");
        assertThat(entries()).contains("C2 event:ofC2 2026-03-02 10:30:00").hasSize(3);
    }

    /** An entry that a pause held is written down nowhere else. */
    @Test
    void losesNoFiringThatFollowsFromNothingRecorded() {
        plans.segment("fr", Asks.livesIn("FR"));
        live(Asks.when("fr", new Trigger.EntersSegment("fr")));
        stands("fr", Status.PAUSED);
        clock.set(java.time.Instant.parse("2026-03-03T09:00:00Z"));
        database.jdbc().sql("update contact set country = 'FR'").update();
        work();
        assertThat(appointments()).hasSize(3);
        spoil("enrolment");

        stands("fr", Status.LIVE);
        at("2026-03-04T09:00:00Z");

        assertThat(entries())
                .containsExactly(
                        "C1 entry:2026-03-03T09:00:00Z 2026-03-03 09:00:00",
                        "C3 entry:2026-03-03T09:00:00Z 2026-03-03 09:00:00");
        mendAndRetry("enrolment");
        assertThat(entries())
                .contains("C2 entry:2026-03-03T09:00:00Z 2026-03-03 09:00:00")
                .hasSize(3);
    }

    @Test
    void firesForNothingThatFailedBeforeItEndedAndWentIntoServiceAnew() {
        plans.segment("fr", Asks.livesIn("FR"));
        live(Asks.when("fr", new Trigger.EntersSegment("fr")));
        clock.set(java.time.Instant.parse("2026-03-03T09:00:00Z"));
        stands("fr", Status.PAUSED);
        database.jdbc().sql("update contact set country = 'FR'").update();
        work();
        spoil("enrolment");
        stands("fr", Status.LIVE);
        at("2026-03-04T09:00:00Z");
        assertThat(waiting()).hasSize(1);

        stands("fr", Status.ENDED);
        stands("fr", Status.LIVE);
        database.jdbc().sql("drop trigger spoiled on enrolment").update();
        house.get(EventBacklog.class).retryAll();
        work();

        assertThat(entries())
                .containsExactly(
                        "C1 entry:2026-03-03T09:00:00Z 2026-03-03 09:00:00",
                        "C3 entry:2026-03-03T09:00:00Z 2026-03-03 09:00:00");
    }
}
