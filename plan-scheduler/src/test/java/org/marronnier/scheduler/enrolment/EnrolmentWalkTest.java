package org.marronnier.scheduler.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.scenario.Step;

class EnrolmentWalkTest extends ScenarioTest {

    @Test
    void sendsWaitsAndEnds() {
        contacts.agreed("zoe", "");
        var id = enrol(live(of("welcome", send(), pause("P2D"), send())), "zoe");

        walk();
        assertThat(stand(id)).isEqualTo("RUNNING 1 WAIT");
        assertThat(actsAt(id)).isEqualTo(MONDAY.plus(Duration.ofDays(2)));
        clock.step(Duration.ofDays(2).minusSeconds(1));
        walk();
        assertThat(stand(id)).isEqualTo("RUNNING 1 WAIT");
        clock.step(Duration.ofSeconds(1));
        walk();

        assertThat(stand(id)).isEqualTo("DONE 2");
        assertThat(path(id)).containsExactly("0 SENT", "1 WAITED", "2 SENT");
        assertThat(
                        column(
                                "select concat_ws(' ', source, programme, step, status, template, array_to_string(tags, '+'))"
                                        + " from message order by id"))
                .containsExactly(
                        "scenario:welcome club 0 QUEUED hello club+news",
                        "scenario:welcome club 2 QUEUED hello club+news");
        assertThat(
                        column(
                                "select step || ' ' || line || ' ' || sum(n) from scenario_tally group by step, line order by 1"))
                .containsExactly(
                        "0 passed 1",
                        "0 queued 1",
                        "1 passed 1",
                        "1 reached 1",
                        "2 done 1",
                        "2 passed 1",
                        "2 queued 1",
                        "2 reached 1");
    }

    @Test
    void leavesBeforeAnyStepOnceTheExitIsTrue() {
        contacts.agreed("zoe", "").agreed("max", "");
        var scenario = live(of("cart", says -> says.exit(bought()), pause("PT1H"), send()));
        var zoe = enrol(scenario, "zoe");
        var max = enrol(scenario, "max");
        walk();

        event("zoe", "purchase", "2026-03-02T09:30:00Z");
        clock.step(Duration.ofHours(1));
        walk();

        assertThat(stand(zoe)).isEqualTo("EXITED 1");
        assertThat(stand(max)).isEqualTo("DONE 1");
        assertThat(column("select contact_id::text from message")).hasSize(1);
    }

    @Test
    void goesTheWayOfTheBranchAndSplitsByWeight() {
        contacts.many(200);
        contacts.agreed("zoe", "country = 'FR'").agreed("max", "");
        var scenario =
                live(
                        of(
                                "ways",
                                new Step.Branch(is("country", "FR"), List.of(send()), List.of()),
                                new Step.Split(
                                        List.of(
                                                new Step.Split.Way(
                                                        BigDecimal.ONE, List.of(new Step.End())),
                                                new Step.Split.Way(
                                                        BigDecimal.valueOf(3), List.of())))));
        enrolAll(scenario);

        walk();

        assertThat(column("select distinct state from enrolment")).containsExactly("DONE");
        assertThat(
                        column(
                                "select external_id from message m join contact c on c.id = m.contact_id"))
                .containsExactly("zoe");
        var first =
                Integer.parseInt(
                        column(
                                        "select count(*)::text from enrolment_step where what = 'SPLIT' and way = '0'")
                                .getFirst());
        assertThat(first).isBetween(30, 75);
    }

    @Test
    void waitsForTheOutcomeThatTheNextStepAsksAbout() {
        contacts.agreed("zoe", "").agreed("max", "");
        var scenario =
                live(
                        of(
                                "welcome",
                                send("P2D", WhenCapped.DEFER),
                                new Step.Branch(
                                        has(MessageStatus.OPENED),
                                        List.of(pause("P1D")),
                                        List.of(new Step.End()))));
        var zoe = enrol(scenario, "zoe");
        var max = enrol(scenario, "max");
        walk();
        assertThat(stand(zoe)).isEqualTo("RUNNING 1 OUTCOME");
        house.deliver();

        clock.step(Duration.ofHours(5));
        become(zoe, "delivered_at");
        walk();
        assertThat(stand(zoe)).isEqualTo("RUNNING 1 OUTCOME");
        assertThat(actsAt(zoe)).isEqualTo(MONDAY.plus(Duration.ofDays(2)));
        become(zoe, "opened_at");
        walk();
        assertThat(stand(zoe)).isEqualTo("RUNNING 1.then.0 WAIT");
        assertThat(actsAt(zoe)).isEqualTo(MONDAY.plus(Duration.ofHours(29)));

        clock.set(MONDAY.plus(Duration.ofDays(2)));
        walk();
        assertThat(stand(max)).isEqualTo("DONE 1.else.0");
        assertThat(path(max))
                .containsExactly("0 SENT", "1 BRANCH else", "1 OUTCOME", "1.else.0 END");
    }

    private void become(long enrolment, String what) {
        database.jdbc()
                .sql(
                        "update message set "
                                + what
                                + " = '"
                                + clock.instant()
                                + "' where enrolment_id = "
                                + enrolment)
                .update();
        database.jdbc()
                .sql(
                        "update enrolment set act_at = '"
                                + clock.instant()
                                + "' where waits_for = 'OUTCOME' and id = "
                                + enrolment)
                .update();
    }

    @Test
    void staysOnItsEditionUnlessTheSameKindOfStepStandsThereInTheNew() {
        contacts.agreed("zoe", "").agreed("max", "");
        var scenario = live(of("welcome", pause("P1D"), send(), pause("P9D")));
        var zoe = enrol(scenario, "zoe");
        walk();
        clock.step(Duration.ofDays(1));
        walk();
        var max = enrol(scenario, "max");
        walk();
        assertThat(List.of(stand(zoe), stand(max)))
                .containsExactly("RUNNING 2 WAIT", "RUNNING 0 WAIT");

        plans.scenario(of("welcome", pause("PT2H"), new Step.End()), Status.LIVE);
        follow("welcome");
        walk();
        assertThat(stand(max)).isEqualTo("RUNNING 0 WAIT");
        var move = house.get(SteeringEnrolments.class).moveToNewestEdition(scenario.id());

        assertThat(move).isEqualTo(new SteeringEnrolments.Move(1, 1));
        walk();
        assertThat(actsAt(max)).isEqualTo(clock.instant().plus(Duration.ofHours(2)));
        clock.step(Duration.ofHours(2));
        walk();
        assertThat(stand(max)).isEqualTo("DONE 1");
        assertThat(stand(zoe)).isEqualTo("RUNNING 2 WAIT");
    }

    @Test
    void forgetsWhoIsErased() {
        contacts.agreed("zoe", "");
        var zoe = enrol(live(of("welcome", pause("P1D"), send())), "zoe");
        walk();
        database.jdbc().sql("update contact set erased_at = '2026-03-02T10:00:00Z'").update();
        clock.step(Duration.ofDays(1));

        walk();

        assertThat(stand(zoe)).isEqualTo("STOPPED 0 ERASED");
    }
}
