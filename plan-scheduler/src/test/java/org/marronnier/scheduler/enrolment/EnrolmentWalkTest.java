package org.marronnier.scheduler.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.scenario.Step;
import org.marronnier.scheduler.House;
import org.marronnier.scheduler.Rules;
import org.marronnier.scheduler.outbox.OutboxWorker;
import org.marronnier.scheduler.scenario.LiveScenarios;

class EnrolmentWalkTest extends ScenarioTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");

    EnrolmentWalkTest() {
        super(MONDAY);
    }

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
    void isSuppressedByTheTargetAndGoesOn() {
        contacts.agreed("zoe", "").one("max", "");
        var scenario = live(of("welcome", says -> says.target(is("firstName", "Zoé")), send()));
        database.jdbc()
                .sql("update contact set first_name = 'Ann' where external_id = 'zoe'")
                .update();
        var zoe = enrol(scenario, "zoe");
        var max = enrol(scenario, "max");

        walk();

        assertThat(decided(zoe)).containsExactly("0 SUPPRESS noLongerTargeted");
        assertThat(decided(max)).containsExactly("0 SUPPRESS noConsent");
        assertThat(List.of(stand(zoe), stand(max))).containsExactly("DONE 0", "DONE 0");
    }

    @Test
    void keepsAControlGroupThatGoesThroughTheStepsAlike() {
        contacts.many(300);
        enrolAll(live(of("welcome", says -> says.control("0.5"), send(), pause("P1D"))));

        walk();

        assertThat(column("select distinct state || step from enrolment"))
                .containsExactly("RUNNING1");
        var kept = column("select contact_id::text from step_decision where outcome = 'CONTROL'");
        assertThat(kept.size()).isBetween(110, 190);
        assertThat(column("select id::text from message")).hasSize(300 - kept.size());
    }

    @Test
    void isDeferredByACapAndDecidedAgainWithItsOriginalExpiry() {
        plans.rule(Rules.atMost(1, "P3D"));
        contacts.agreed("zoe", "");
        var first = live(of("first", send()));
        var second = live(of("second", send("P4D", WhenCapped.DEFER), pause("P1D")));
        var short1 = live(of("short", send("P1D", WhenCapped.DEFER)));
        enrol(first, "zoe");
        walk();
        clock.step(Duration.ofMinutes(10));
        var deferred = enrol(second, "zoe");
        var late = enrol(short1, "zoe");
        walk();
        assertThat(stand(deferred)).isEqualTo("RUNNING 0 DEFERRED");
        assertThat(actsAt(deferred)).isEqualTo(MONDAY.plus(Duration.ofDays(3)));
        assertThat(decided(late).getFirst()).startsWith("0 SUPPRESS pressure:");

        clock.set(actsAt(deferred));
        walk();

        assertThat(decided(deferred)).containsExactly("0 DEFER", "0 SEND");
        assertThat(stand(deferred)).isEqualTo("RUNNING 1 WAIT");
        assertThat(actsAt(deferred)).isEqualTo(MONDAY.plus(Duration.ofDays(4)));
        assertThat(
                        column(
                                "select line || ' ' || sum(n) from scenario_tally where step = '0' and line in ('deferred', 'queued')"
                                        + " group by line order by 1"))
                .containsExactly("deferred 0", "queued 2");
    }

    @Test
    void givesThePlaceToTheStepOfHigherPriorityThatIsDueAtOnce() {
        plans.rule(Rules.atMost(1, "P3D"));
        contacts.many(50);
        enrolAll(live(of("low", says -> says.priority(20), send("P1D", WhenCapped.DROP))));
        enrolAll(live(of("high", says -> says.priority(80), send("P1D", WhenCapped.DROP))));

        walk();

        assertThat(column("select source || ' ' || count(*) from message group by source"))
                .containsExactly("scenario:high 50");
    }

    @Test
    void holdsItsDeferredPlaceAgainstACampaign() {
        plans.rule(Rules.atMost(1, "P3D"));
        contacts.agreed("zoe", "");
        enrol(live(of("first", send())), "zoe");
        walk();
        clock.step(Duration.ofMinutes(10));
        var deferred =
                enrol(
                        live(
                                of(
                                        "second",
                                        says -> says.priority(90),
                                        send("P9D", WhenCapped.DEFER))),
                        "zoe");
        walk();

        clock.set(actsAt(deferred));
        plans.campaign("sale");
        var run = house.fire("sale");
        house.decide();

        assertThat(house.funnel(run.id()).keySet()).anyMatch(line -> line.startsWith("pressure:"));
        walk();
        assertThat(decided(deferred)).containsExactly("0 DEFER", "0 SEND");
    }

    @Test
    void sharesTheCapacityOfTheChannelWithCampaigns() {
        plans.capacity(org.marronnier.domain.channel.Channel.EMAIL, 30);
        contacts.many(50);
        enrolAll(live(of("welcome", send("P2D", WhenCapped.DEFER))));
        walk();
        assertThat(column("select outcome || count(*) from step_decision group by outcome"))
                .containsExactlyInAnyOrder("SEND30", "DEFER20");

        walkAt("2026-03-02T23:00:00Z");

        assertThat(column("select day || ' ' || n from channel_day order by day"))
                .containsExactly("2026-03-02 30", "2026-03-03 20");
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
    void handsOverWhatIsQueuedButNothingOfAPausedScenario() {
        contacts.agreed("zoe", "");
        var id = enrol(live(of("welcome", send(), pause("P1D"), send())), "zoe");
        walk();
        plans.stands("welcome", Status.PAUSED);
        follow("welcome");

        house.deliver();
        clock.step(Duration.ofDays(1));
        walk();
        assertThat(column("select status from message")).containsExactly("QUEUED");
        assertThat(stand(id)).isEqualTo("RUNNING 1 WAIT");

        clock.step(Duration.ofHours(-1));
        plans.stands("welcome", Status.LIVE);
        follow("welcome");
        house.deliver();

        assertThat(column("select status from message")).containsExactly("SENT");
        assertThat(
                        column(
                                "select line || ' ' || sum(n) from scenario_tally where step = '0' and line in ('queued', 'sent')"
                                        + " group by line order by 1"))
                .containsExactly("queued 0", "sent 1");
    }

    @Test
    void dropsWithItsReasonWhatExpiredDuringAPause() {
        contacts.agreed("zoe", "");
        var id = enrol(live(of("welcome", pause("PT1H"), send(), pause("P1D"))), "zoe");
        walk();
        plans.stands("welcome", Status.PAUSED);
        follow("welcome");
        clock.step(Duration.ofDays(3));
        plans.stands("welcome", Status.LIVE);
        follow("welcome");

        walk();

        assertThat(decided(id)).containsExactly("1 SUPPRESS expired");
        assertThat(stand(id)).isEqualTo("RUNNING 2 WAIT");
        assertThat(actsAt(id)).isEqualTo(clock.instant().plus(Duration.ofDays(1)));
    }

    @Test
    void stopsEverybodyAndTakesBackWhatWaitsOnceTheScenarioEnds() {
        contacts.many(30);
        enrolAll(live(of("welcome", send(), pause("P1D"), send())));
        walk();
        plans.stands("welcome", Status.ENDED);
        house.get(org.marronnier.scheduler.scenario.KeepingScenarios.class).reconcile();

        while (house.get(ClearingScenarios.class).drainOnce() > 0) {
            Thread.onSpinWait();
        }

        assertThat(column("select distinct state from enrolment")).containsExactly("STOPPED");
        assertThat(column("select distinct status from message")).containsExactly("CANCELLED");
        assertThat(column("select message_id::text from outbox")).isEmpty();
    }

    @Test
    void leavesBehindTheOneThatCannotGoOn() {
        contacts.agreed("zoe", "").agreed("max", "");
        var scenario = live(of("welcome", send(), pause("P1D")));
        var zoe = enrol(scenario, "zoe");
        var max = enrol(scenario, "max");
        database.jdbc().sql("update enrolment set step = '7' where id = " + zoe).update();

        walk();

        assertThat(stand(zoe)).isEqualTo("FAILED 7 NO_SUCH_STEP");
        assertThat(stand(max)).isEqualTo("RUNNING 1 WAIT");
    }

    @Test
    void takesABatchThatFailsOneByOneAndRetriesWhoStayedBehind() {
        contacts.many(20);
        var scenario = live(of("welcome", send(), pause("P1D")));
        enrolAll(scenario);
        database.jdbc()
                .sql(
                        """
                        insert into message (contact_id, enrolment_id, step, plan, source, channel, type, status, at)
                        select contact_id, id, '0', 'maison', 'scenario:welcome', 'EMAIL', 'PROMOTIONAL', 'FAILED', now()
                        from enrolment order by id offset 7 limit 1
                        """)
                .update();

        walk();

        var states = "select state || ' ' || count(*) from enrolment group by state order by 1";
        assertThat(column(states)).containsExactly("FAILED 1", "RUNNING 19");
        assertThat(column("select reason from enrolment where state = 'FAILED'"))
                .containsExactly("ERROR: DuplicateKeyException");
        assertThat(house.get(SteeringEnrolments.class).retryAll(scenario.id())).isEqualTo(1);
        walk();
        assertThat(column(states)).containsExactly("RUNNING 20");
        assertThat(column("select id::text from message where status = 'QUEUED'")).hasSize(20);
        assertThat(column("select sum(n)::text from scenario_tally where line = 'stuck'"))
                .containsExactly("0");
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
    void showsATemplateThatCannotBeWrittenAndSendsOnceItCan() {
        plans.template(
                new org.marronnier.domain.template.Template(
                        "hello",
                        org.marronnier.domain.channel.Channel.EMAIL,
                        "fr",
                        "club",
                        "Bonjour",
                        "<p>{{#firstName}}</p>",
                        null));
        contacts.agreed("zoe", "").agreed("max", "");
        var scenario = live(of("welcome", send(), pause("P1D")));
        var zoe = enrol(scenario, "zoe");
        walk();
        house.deliver();
        assertThat(stand(zoe)).startsWith("FAILED 0 ");

        plans.template(
                new org.marronnier.domain.template.Template(
                        "hello",
                        org.marronnier.domain.channel.Channel.EMAIL,
                        "fr",
                        "club",
                        "Bonjour",
                        "<p>Bonjour</p>",
                        null));
        clock.step(Duration.ofSeconds(5));
        house.get(SteeringEnrolments.class).retry(scenario.id(), List.of(zoe));
        walk();
        house.deliver();

        assertThat(stand(zoe)).isEqualTo("RUNNING 1 WAIT");
        assertThat(column("select status from message order by id"))
                .containsExactly("FAILED", "SENT");
        assertThat(
                        column(
                                "select step || ' ' || line || ' ' || sum(n) from scenario_tally where step = '0' and line <> 'queued'"
                                        + " group by step, line having sum(n) <> 0 order by 1"))
                .containsExactly("0 failed 1", "0 passed 1", "0 sent 1");
    }

    @Test
    void keepsWhatAChannelDoesNotTakeAndAsksItLaterAndLater() {
        contacts.agreed("zoe", "");
        enrol(live(of("welcome", send(), pause("P1D"))), "zoe");
        walk();
        try (var cutOff =
                House.mailing(
                        database.dataSource(),
                        plans,
                        clock,
                        1,
                        Map.of("marronnier.workers", "false"))) {
            cutOff.get(LiveScenarios.class).forget();
            cutOff.get(OutboxWorker.class).drainOnce();
            assertThat(column("select status from message")).containsExactly("QUEUED");
            clock.step(Duration.ofMinutes(1));
            cutOff.get(OutboxWorker.class).drainOnce();
            cutOff.get(OutboxWorker.class).drainOnce();
        }
        assertThat(
                        column(
                                "select failures_in_a_row || ' ' || extract(epoch from retry_at - '%s')::int from live_scenario"
                                        .formatted(clock.instant())))
                .containsExactly("2 2");

        clock.step(Duration.ofMinutes(5));
        house.deliver();

        assertThat(column("select status from message")).containsExactly("SENT");
        assertThat(column("select failures_in_a_row::text from live_scenario"))
                .containsExactly("0");
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
