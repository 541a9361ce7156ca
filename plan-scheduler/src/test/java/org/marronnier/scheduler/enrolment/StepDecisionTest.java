package org.marronnier.scheduler.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.scheduler.Rules;

/** What is decided of the message of a step, beside all others. */
class StepDecisionTest extends ScenarioTest {

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
        plans.capacity(Channel.EMAIL, 30);
        contacts.many(50);
        enrolAll(live(of("welcome", send("P2D", WhenCapped.DEFER))));
        walk();
        assertThat(column("select outcome || count(*) from step_decision group by outcome"))
                .containsExactlyInAnyOrder("SEND30", "DEFER20");

        walkAt("2026-03-02T23:00:00Z");

        assertThat(column("select day || ' ' || n from channel_day order by day"))
                .containsExactly("2026-03-02 30", "2026-03-03 20");
    }
}
