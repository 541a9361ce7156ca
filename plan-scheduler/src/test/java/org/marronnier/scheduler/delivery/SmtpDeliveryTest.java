package org.marronnier.scheduler.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.run.RunReason;
import org.marronnier.domain.run.RunState;
import org.marronnier.domain.template.Template;
import org.marronnier.domain.time.SteppedClock;
import org.marronnier.scheduler.Contacts;
import org.marronnier.scheduler.House;
import org.marronnier.scheduler.PlansInHand;
import org.marronnier.scheduler.campaign.SteeringRuns;
import org.marronnier.scheduler.delivery.SmtpSink.Treatment;
import org.marronnier.store.database.TestDatabase;

class SmtpDeliveryTest {

    private final TestDatabase database = TestDatabase.migrated();
    private final SteppedClock clock = new SteppedClock(Instant.parse("2026-06-30T08:00:00Z"));
    private final PlansInHand plans = new PlansInHand().campaign("sale");
    private final Contacts contacts = new Contacts(database.jdbc());
    private SmtpSink sink;
    private House house;

    @BeforeEach
    void open() throws Exception {
        sink = new SmtpSink(true);
        house =
                House.mailing(
                        database.dataSource(),
                        plans,
                        clock,
                        sink.port(),
                        Map.of("marronnier.workers", "false"));
    }

    @AfterEach
    void close() throws Exception {
        house.close();
        sink.close();
        database.close();
    }

    @Test
    void writesAMailInTwoVersionsThatNoFieldCanBreak() {
        plans.template(
                new Template(
                        "hello",
                        Channel.EMAIL,
                        "fr",
                        "club",
                        "Été {{firstName}}",
                        "<p>Été {{firstName}}</p>",
                        "Été"));
        contacts.one("A", "first_name = E'Zoé\\r\\nBcc: evil@maison.example'")
                .says("A", "GRANTED", "2026-01-01T00:00:00Z");

        sent("sale");

        var mail = sink.mails().getFirst();
        assertThat(mail)
                .contains("From: Le Club <club@maison.example>")
                .contains("To: a@maison.example")
                .contains("List-Unsubscribe: <mailto:club@maison.example?subject=unsubscribe%20A>")
                .contains("multipart/alternative")
                .contains("text/plain; charset=UTF-8")
                .contains("text/html; charset=UTF-8")
                .containsPattern("Message-ID: <\\d+\\.maison@maison\\.example>")
                .contains("Date: Tue, 30 Jun 2026")
                .contains("Subject: =?UTF-8?");
        assertThat(mail.lines().takeWhile(line -> !line.isEmpty()))
                .noneMatch(line -> line.startsWith("Bcc:"));
    }

    @Test
    void keepsItsConnection() {
        contacts.many(100);

        var run = sent("sale");

        assertThat(house.funnel(run)).isEqualTo(Map.of("targeted", 100L, "sent", 100L));
        assertThat(sink.connections()).isEqualTo(1);
    }

    @Test
    void tellsWhatTheServerSaidAndWhenItFellSilent() {
        contacts.many(6);
        sink.treat("c1@maison.example", Treatment.REFUSED);
        sink.treat("c2@maison.example", Treatment.REFUSED_AFTER_DATA);
        sink.treat("c3@maison.example", Treatment.SILENT_AFTER_DATA);
        sink.treat("c4@maison.example", Treatment.CUT_BEFORE_DATA);
        sink.treat("c5@maison.example", Treatment.NOT_NOW);

        var run = sent("sale");

        assertThat(house.funnel(run))
                .isEqualTo(
                        Map.of(
                                "targeted",
                                6L,
                                "failed",
                                2L,
                                "uncertain",
                                1L,
                                "queued",
                                2L,
                                "sent",
                                1L));
        assertThat(
                        house.column(
                                "select status || ' ' || coalesce(reason, '') from message order by id"))
                .containsExactly(
                        "FAILED REFUSED: 550 no such user …",
                        "FAILED REFUSED: 554 no",
                        "UNCERTAIN SILENT_AFTER_DATA",
                        "QUEUED ",
                        "QUEUED ",
                        "SENT ");
    }

    @Test
    void triesAgainLaterWhatWasNotTakenAndNeverWhatIsUncertain() {
        contacts.many(3);
        sink.treat("c1@maison.example", Treatment.NOT_NOW);
        sink.treat("c2@maison.example", Treatment.SILENT_AFTER_DATA);
        var run = sent("sale");
        assertThat(house.run(run).state()).isEqualTo(RunState.RUNNING);

        sink.treatWell("c1@maison.example");
        sink.treatWell("c2@maison.example");
        clock.step(Duration.ofMinutes(1));
        house.deliver();

        assertThat(house.funnel(run))
                .isEqualTo(Map.of("targeted", 3L, "sent", 2L, "uncertain", 1L));
        assertThat(house.run(run).state()).isEqualTo(RunState.DONE);
        assertThat(sink.taken().get("c2@maison.example").get()).isEqualTo(1);
    }

    @Test
    void givesThePlaceOfAFailureBack() {
        contacts.many(1);
        plans.campaign("other")
                .rule(
                        new org.marronnier.domain.pressure.PressureRule(
                                "weekly",
                                "weekly",
                                org.marronnier.domain.pressure.Scope.ANY,
                                new org.marronnier.domain.pressure.Window.Rolling(
                                        org.marronnier.domain.time.Span.days(7)),
                                org.marronnier.domain.pressure.PressureRule.Unit.PERSON,
                                new org.marronnier.domain.pressure.PressureRule.Cap(
                                        1, null, false, List.of())));
        sink.treat("c1@maison.example", Treatment.REFUSED);
        assertThat(house.funnel(sent("sale"))).containsEntry("failed", 1L);

        sink.treatWell("c1@maison.example");
        clock.step(Duration.ofMinutes(1));
        assertThat(house.funnel(sent("other"))).isEqualTo(Map.of("targeted", 1L, "sent", 1L));

        clock.step(Duration.ofMinutes(1));
        assertThat(house.funnel(sent("sale")))
                .isEqualTo(Map.of("targeted", 1L, "pressure:weekly", 1L));
    }

    @Test
    void givesUpAtTheExpiry() {
        contacts.many(1);
        sink.treat("c1@maison.example", Treatment.NOT_NOW);
        var run = sent("sale");

        for (var hour = 0; hour < 30; hour++) {
            clock.step(Duration.ofHours(1));
            if (house.run(run).state() == RunState.PAUSED) {
                house.get(SteeringRuns.class).resume(run, "anna");
            }
            house.deliver();
        }

        assertThat(house.funnel(run)).isEqualTo(Map.of("targeted", 1L, "failed", 1L));
        assertThat(house.column("select reason from message"))
                .first()
                .asString()
                .startsWith("EXPIRED");
    }

    @Test
    void pausesItselfWhenTheServerIsGoneAndGoesOnWhenResumed() throws Exception {
        contacts.many(40);
        var port = sink.port();
        sink.close();
        var run = house.fire("sale").id();
        house.decide();

        for (var second = 0; second < 600 && house.run(run).state() == RunState.RUNNING; second++) {
            house.deliver();
            clock.step(Duration.ofSeconds(5));
        }

        assertThat(house.run(run).state()).isEqualTo(RunState.PAUSED);
        assertThat(house.run(run).reason()).isEqualTo(RunReason.CHANNEL_FAILS);
        assertThat(house.run(run).detail()).startsWith("UNREACHABLE: ");
        assertThat(house.funnel(run)).isEqualTo(Map.of("targeted", 40L, "queued", 40L));

        house.close();
        sink = new SmtpSink(true);
        house =
                House.mailing(
                        database.dataSource(),
                        plans,
                        clock,
                        sink.port(),
                        Map.of("marronnier.workers", "false"));
        clock.step(Duration.ofHours(2));
        house.get(SteeringRuns.class).resume(run, "anna");
        house.deliver();
        clock.step(Duration.ofHours(2));
        house.deliver();

        assertThat(port).isPositive();
        assertThat(house.funnel(run)).isEqualTo(Map.of("targeted", 40L, "sent", 40L));
    }

    @Test
    void writesToAnAddressWithAnAccentedDomain() {
        contacts.one("A", "email = 'zoe@café.example', email_key = 'zoe@café.example'")
                .says("A", "GRANTED", "2026-01-01T00:00:00Z");

        sent("sale");

        assertThat(sink.taken()).containsOnlyKeys("zoe@xn--caf-dma.example");
    }

    private long sent(String campaign) {
        var run = house.fire(campaign).id();
        house.decide();
        house.deliver();
        return run;
    }
}
