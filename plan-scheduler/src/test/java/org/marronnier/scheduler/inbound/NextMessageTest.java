package org.marronnier.scheduler.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marronnier.scheduler.Rules.atMost;
import static org.marronnier.scheduler.Rules.quiet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.template.Template;
import org.marronnier.domain.time.SteppedClock;
import org.marronnier.scheduler.Contacts;
import org.marronnier.scheduler.House;
import org.marronnier.scheduler.PlansInHand;
import org.marronnier.scheduler.campaign.CampaignRunner;
import org.marronnier.scheduler.campaign.FiringCampaign;
import org.marronnier.scheduler.inbound.ReportingShown.Answer;
import org.marronnier.store.database.TestDatabase;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Campaigns on the web alone, and the contacts who come. */
class NextMessageTest {

    /** 11:00 in Paris. */
    private static final Instant NOW = Instant.parse("2026-03-10T10:00:00Z");

    private final TestDatabase database = TestDatabase.migrated();
    private final PlansInHand plans = new PlansInHand();
    private final Contacts contacts = new Contacts(database.jdbc());
    private final SteppedClock clock = new SteppedClock(NOW);
    private final House house = House.byHand(database.dataSource(), plans, clock);
    private final AskingNextMessage asking = house.get(AskingNextMessage.class);
    private final ReportingShown reporting = house.get(ReportingShown.class);

    @BeforeEach
    void begin() {
        contacts.agreed("C1", "first_name = 'Anaïs'").agreed("C2", "");
        plans.campaign(
                "banner",
                Status.APPROVED,
                asks -> asks.on(Channel.WEB).start("2026-03-10T09:00").expiry("P2D"));
    }

    @AfterEach
    void close() {
        house.close();
        database.close();
    }

    @Test
    void answersWhatStandsWrittenForTheContact() {
        var message = message("C1");

        assertThat(message.source()).isEqualTo("campaign:banner");
        assertThat(message.html()).isEqualTo("<p>Bonjour Anaïs</p>");
        assertThat(message.expiresAt()).isEqualTo(Instant.parse("2026-03-12T08:00:00Z"));
        assertThat(message("C1").message()).isEqualTo(message.message());
        assertThat(message("C2").message()).isNotEqualTo(message.message());
        assertThat(messages()).isEmpty();
    }

    @Test
    void answersNothingBeforeItIsDueOrAfterItExpires() {
        clock.set(Instant.parse("2026-03-10T07:59:59Z"));
        assertThat(none("C1")).containsExactly("NOTHING");
        clock.set(Instant.parse("2026-03-10T08:00:00Z"));
        assertThat(message("C1").source()).isEqualTo("campaign:banner");
        clock.set(Instant.parse("2026-03-12T08:00:00Z"));
        assertThat(message("C1").source()).isEqualTo("campaign:banner");
        clock.set(Instant.parse("2026-03-12T08:00:01Z"));
        assertThat(none("C1")).containsExactly("NOTHING");
    }

    @Test
    void answersWhatRanksFirstOfWhatPassesEveryGate() {
        plans.campaign(
                        "loud",
                        Status.LIVE,
                        asks ->
                                asks.on(Channel.WEB)
                                        .priority(90)
                                        .start("2026-03-10T10:00")
                                        .target(only("C2")))
                .campaign(
                        "draft",
                        Status.DRAFT,
                        asks -> asks.on(Channel.WEB).priority(99).start("2026-03-10T10:00"));

        assertThat(message("C2").source()).isEqualTo("campaign:loud");
        var forAnother = message("C1");
        assertThat(forAnother.source()).isEqualTo("campaign:banner");
        assertThat(forAnother.considered())
                .extracting(one -> one.decision().outcome().name())
                .containsExactly("SUPPRESS", "SEND");
    }

    @Test
    void saysWhichGatesAreInTheWay() {
        contacts.agreed("C3", "suppressed_at = now()");
        assertThat(none("C3")).containsExactly("BLOCKED");

        contacts.agreed("C4", "");
        database.jdbc()
                .sql(
                        """
                        insert into consent (contact_id, channel, purpose, status, at)
                        select id, 'WEB', 'offers', 'DENIED', '2026-02-01T00:00:00Z' from contact where external_id = 'C4'
                        """)
                .update();
        assertThat(none("C4")).containsExactly("NO_CONSENT");

        plans.quiet(quiet("10:30", "12:00"));
        clock.step(Duration.ofSeconds(3));
        assertThat(none("C1")).containsExactly("QUIET");
        clock.set(Instant.parse("2026-03-10T11:00:00Z"));
        assertThat(message("C1").source()).isEqualTo("campaign:banner");
        assertThat(asking.ask("nobody", null)).isInstanceOf(NextMessage.NoContact.class);
    }

    @Test
    void countsOnceWhatWasShownAndTakesItsPlace() {
        plans.rule(atMost(1, "P1D"))
                .campaign(
                        "second",
                        Status.APPROVED,
                        asks ->
                                asks.on(Channel.WEB)
                                        .priority(10)
                                        .start("2026-03-10T09:00")
                                        .expiry("P5D"));
        var number = message("C1").message();

        assertThat(reporting.report("C1", number, NOW.minusSeconds(5)))
                .isEqualTo(new Answer.Counted(number, NOW.minusSeconds(5), true));
        assertThat(reporting.report("C1", number, null))
                .isEqualTo(new Answer.Counted(number, NOW.minusSeconds(5), false));

        assertThat(messages())
                .containsExactly(
                        number
                                + " campaign:banner 2026-03-10T09:00:00 WEB SENT 2026-03-10 09:59:55+00 offers hello");
        assertThat(none("C1")).containsExactly("PRESSURE");
        assertThat(message("C2").source()).isEqualTo("campaign:banner");
        clock.step(Duration.ofDays(1));
        assertThat(message("C1").source()).isEqualTo("campaign:second");
    }

    @Test
    void refusesWhatCannotHaveBeenShown() {
        var number = message("C1").message();

        assertThat(reporting.report("C2", number, null)).isInstanceOf(Answer.NoMessage.class);
        assertThat(reporting.report("C1", number + 1, null)).isInstanceOf(Answer.NoMessage.class);
        assertThat(reporting.report("nobody", number, null)).isInstanceOf(Answer.NoContact.class);
        assertThat(reporting.report("C1", number, NOW.plusSeconds(120)))
                .isInstanceOf(Answer.NotThen.class);
        assertThat(reporting.report("C1", number, NOW.minus(Duration.ofDays(1))))
                .isInstanceOf(Answer.NotThen.class);
        assertThat(messages()).isEmpty();
    }

    @Test
    void countsWhatWasShownOfACampaignThatIsPausedMeanwhile() {
        var number = message("C1").message();
        plans.campaign(
                "banner",
                Status.PAUSED,
                asks -> asks.on(Channel.WEB).start("2026-03-10T09:00").expiry("P2D"));
        clock.step(Duration.ofSeconds(3));

        assertThat(none("C1")).containsExactly("NOTHING");
        assertThat(reporting.report("C1", number, null))
                .isEqualTo(new Answer.Counted(number, NOW.plusSeconds(3), true));
    }

    /** A batch of contacts may be in hand for longer than anybody waits for one. */
    @Test
    void countsWhatIsReportedWhileOthersHoldTheContact() throws Exception {
        var number = message("C1").message();
        var holding = new TransactionTemplate(house.get(JdbcTransactionManager.class));
        var waits = "select virtualtransaction from pg_locks where not granted";
        try (var other = Executors.newSingleThreadExecutor()) {
            var reported =
                    holding.execute(
                            _ -> {
                                house.column("select id::text from contact for update");
                                var begun = other.submit(() -> reporting.report("C1", number, NOW));
                                var seen = new TreeSet<String>();
                                while (seen.size() < 2 && !begun.isDone()) {
                                    seen.addAll(house.column(waits));
                                }
                                return begun;
                            });

            assertThat(reported.get()).isEqualTo(new Answer.Counted(number, NOW, true));
        }
    }

    /** Shown is a fact: it takes a place of the day even where none is left. */
    @Test
    void takesAPlaceOfTheDaysCapacityWhenItIsShownAndIsNotAnsweredWhenNoneIsLeft() {
        plans.capacity(Channel.WEB, 1);
        contacts.agreed("C3", "");
        var first = message("C1").message();
        var second = message("C2").message();
        assertThat(places()).as("asking takes none").isEmpty();

        reporting.report("C1", first, null);
        reporting.report("C1", first, null);
        assertThat(none("C3")).containsExactly("CAPACITY");
        reporting.report("C2", second, null);
        assertThat(places()).containsExactly("WEB 2026-03-10 2");
        assertThat(house.column("select distinct capacity_day::text from message"))
                .containsExactly("2026-03-10");

        clock.set(Instant.parse("2026-03-10T23:00:00Z"));
        assertThat(message("C3").source()).as("midnight in Paris").isEqualTo("campaign:banner");
        reporting.report("C3", message("C3").message(), null);
        assertThat(places()).containsExactly("WEB 2026-03-10 2", "WEB 2026-03-11 1");
    }

    private List<String> places() {
        return house.column(
                "select channel || ' ' || day || ' ' || n from channel_day order by day");
    }

    @Test
    void goesOnToTheNextWhereATemplateCannotBeWritten() {
        plans.template(
                new Template("hello", Channel.WEB, "fr", null, null, null, "Bonjour {{shoeSize}}"));

        assertThat(none("C1")).containsExactly("UNWRITABLE");
    }

    /** Nothing is pushed of what waits for the contact to come. */
    @Test
    void isNotRunAndHoldsNoPlaceBeforeItIsShown() {
        plans.rule(atMost(1, "P1D"))
                .campaign("mail", Status.APPROVED, asks -> asks.priority(1))
                .campaign(
                        "later",
                        Status.APPROVED,
                        asks -> asks.on(Channel.WEB).priority(90).start("2026-03-11T09:00"));

        assertThat(house.get(FiringCampaign.class).fire(null, "banner", "anna", null))
                .isInstanceOf(FiringCampaign.Answer.IsAskedFor.class);
        assertThat(house.get(CampaignRunner.class).run(PlansInHand.PLAN, "banner", NOW)).isEmpty();
        var run = house.fire("mail");
        house.decide();
        assertThat(house.funnel(run.id())).containsEntry("queued", 2L);
    }

    private NextMessage.Message message(String contact) {
        return (NextMessage.Message) asking.ask(contact, null);
    }

    private List<String> none(String contact) {
        return ((NextMessage.None) asking.ask(contact, null)).reasons();
    }

    private List<String> messages() {
        return house.column(
                """
                select concat_ws(' ', id, source, occurrence, channel, status, sent_at::text, purpose, template)
                from message order by id
                """);
    }

    private static Condition only(String contact) {
        return new Condition.Attribute(
                "externalId",
                List.of(new Comparison(Comparison.Operator.IN, List.of(Operand.of(contact)))));
    }
}
