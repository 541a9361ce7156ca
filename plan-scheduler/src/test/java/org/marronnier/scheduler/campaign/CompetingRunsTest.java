package org.marronnier.scheduler.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marronnier.scheduler.Rules.atMost;
import static org.marronnier.scheduler.Rules.quiet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.Scope;
import org.marronnier.domain.run.Run;
import org.marronnier.domain.template.Template;
import org.marronnier.scheduler.House;
import org.marronnier.scheduler.PlansInHand;

/** Runs, deferred messages and reservations that want the same places. */
class CompetingRunsTest extends RunTest {

    /** 10:00 in Paris. */
    private static final Instant NOW = Instant.parse("2026-06-30T08:00:00Z");

    CompetingRunsTest() {
        super(NOW);
    }

    /** Worked case 3. */
    @Test
    void case3KeepsThePlaceOfACampaignOfHigherPriority() {
        contacts.many(2);
        plans.rule(atMost(1, "P7D"))
                .campaign(
                        "launch",
                        Status.APPROVED,
                        asks -> asks.priority(90).start("2026-07-01T10:00"));

        var held = house.fire("sale");
        house.decide();

        assertThat(house.funnel(held.id())).containsEntry(pressure("P7D"), 2L);
        assertThat(
                        house.column(
                                "select distinct reasons -> 0 -> 'counts' -> 0 -> 'heldBy' -> 0 ->> 'source' from decision"))
                .containsExactly("campaign:launch");

        plans.lookingAhead("P0D");
        clock.step(Duration.ofMinutes(5));
        var free = house.fire("sale");
        house.decide();
        assertThat(house.funnel(free.id())).isEqualTo(Map.of("targeted", 2L, "queued", 2L));
    }

    @Test
    void reservesNothingForWhomACampaignDoesNotMeanNorForADraft() {
        contacts.many(2);
        plans.rule(atMost(1, "P7D"))
                .campaign(
                        "draft", Status.DRAFT, asks -> asks.priority(90).start("2026-07-01T10:00"))
                .campaign(
                        "nobody",
                        Status.APPROVED,
                        asks ->
                                asks.priority(90)
                                        .start("2026-07-01T10:00")
                                        .target(new Condition.Any(List.of())));

        var run = house.fire("sale");
        house.decide();

        assertThat(house.funnel(run.id())).isEqualTo(Map.of("targeted", 2L, "queued", 2L));
    }

    @Test
    void reservesNothingForWhoSharesTheAddressOfAnotherThatComesFirst() {
        contacts.one("A", "email_key = 'both@maison.example'")
                .says("A", "GRANTED", "2026-01-01T00:00:00Z")
                .one("B", "email_key = 'both@maison.example'")
                .says("B", "GRANTED", "2026-01-01T00:00:00Z");
        plans.rule(atMost(1, "P7D"))
                .campaign("to-b", Status.APPROVED, asks -> asks.target(only("B")))
                .campaign(
                        "launch",
                        Status.APPROVED,
                        asks -> asks.priority(90).start("2026-07-01T10:00"));

        var run = house.fire("to-b");
        house.decide();

        assertThat(house.funnel(run.id())).isEqualTo(Map.of("targeted", 1L, "queued", 1L));
    }

    @Test
    void leavesThePlaceToTheRunOfHigherPriorityThatHasNotDecidedYet() {
        contacts.many(1_500);
        plans.rule(atMost(1, "P7D")).campaign("urgent", Status.APPROVED, asks -> asks.priority(90));

        var low = house.fire("sale");
        var high = house.fire("urgent");
        house.decide();

        assertThat(house.funnel(low.id()))
                .isEqualTo(Map.of("targeted", 1_500L, pressure("P7D"), 1_500L));
        assertThat(house.funnel(high.id())).isEqualTo(Map.of("targeted", 1_500L, "queued", 1_500L));
    }

    @Test
    void leavesThePlaceToAnOccurrenceThatIsDueAndNotFiredYet() {
        contacts.many(3);
        plans.rule(atMost(1, "P7D"))
                .campaign(
                        "urgent",
                        Status.APPROVED,
                        asks -> asks.priority(90).start("2026-06-30T10:00"));

        var low = house.fire("sale");
        house.decide();
        var high =
                house.get(CampaignRunner.class).run(PlansInHand.PLAN, "urgent", NOW).orElseThrow();
        house.decide();

        assertThat(house.funnel(low.id())).containsEntry(pressure("P7D"), 3L);
        assertThat(house.funnel(high.id())).containsEntry("queued", 3L);
    }

    /** Worked case 11. */
    @Test
    void case11SendsTheHigherPriorityOfAHousehold() {
        contacts.one("A", "household = 'h'")
                .says("A", "GRANTED", "2026-01-01T00:00:00Z")
                .one("B", "household = 'h'")
                .says("B", "GRANTED", "2026-01-01T00:00:00Z");
        plans.rule(atMost(1, "P7D", Scope.ANY, PressureRule.Unit.HOUSEHOLD))
                .campaign("forty", Status.APPROVED, asks -> asks.priority(40).target(only("A")))
                .campaign("sixty", Status.APPROVED, asks -> asks.priority(60).target(only("B")));

        house.fire("forty");
        house.fire("sixty");
        house.decide();

        assertThat(house.column("select source from message")).containsExactly("campaign:sixty");
    }

    /** Worked case 9. */
    @Test
    void case9GivesTheOnePlaceThatIsLeftToOneOfTwoWorkers() throws Exception {
        contacts.many(1);
        plans.rule(atMost(2, "P7D")).campaign("other").campaign("before");
        house.fire("before");
        house.decide();
        clock.step(Duration.ofHours(1));
        house.fire("sale");
        house.fire("other");

        try (var node = House.byHand(database.dataSource(), plans, clock)) {
            atOnce(List.of(house::decide, node::decide));
            house.decide();
        }

        assertThat(house.column("select count(*) from message")).containsExactly("2");
    }

    /** Worked case 12. */
    @Test
    void case12FreesThePlaceOfASendThatFails() {
        contacts.many(1);
        plans.rule(atMost(1, "P7D")).campaign("other").template(writing("{{points}}"));
        house.fire("sale");
        house.decide();
        house.deliver();
        assertThat(house.column("select status from message")).containsExactly("FAILED");

        clock.step(Duration.ofMinutes(5));
        plans.template(writing("Bonjour"));
        var other = house.fire("other");
        house.decide();
        house.deliver();

        assertThat(house.funnel(other.id())).isEqualTo(Map.of("targeted", 1L, "sent", 1L));
    }

    /** Worked case 6. */
    @Test
    void case6CountsAMessageAsWhatItWasWhenItWasSent() {
        contacts.many(1);
        var promo = new Scope(Set.of(), Set.of(), Set.of(), Set.of("promo"), Set.of());
        plans.rule(atMost(1, "P7D", promo, PressureRule.Unit.PERSON))
                .campaign("first", Status.APPROVED, asks -> asks.tags("promo"))
                .campaign("second", Status.APPROVED, asks -> asks.tags("promo"));
        house.fire("first");
        house.decide();
        house.deliver();

        plans.campaign("first");
        clock.step(Duration.ofDays(1));
        var second = house.fire("second");
        house.decide();

        assertThat(house.funnel(second.id())).containsEntry(pressure("P7D"), 1L);
        assertThat(
                        house.column(
                                "select tags[1] || ' ' || type || ' ' || channel || ' ' || purpose || ' ' || source from message"))
                .containsExactly("promo PROMOTIONAL EMAIL offers campaign:first");
    }

    @Test
    void goesByTheNextChannelWhereTheFirstIsCapped() {
        contacts.one("A", "phone = '+33611111111'").says("A", "GRANTED", "2026-01-01T00:00:00Z");
        database.jdbc()
                .sql(
                        """
                        insert into consent (contact_id, channel, purpose, status, at)
                        select id, 'SMS', 'offers', 'GRANTED', '2026-01-01T00:00:00Z' from contact
                        """)
                .update();
        var mails = new Scope(Set.of(Channel.EMAIL), Set.of(), Set.of(), Set.of(), Set.of());
        plans.rule(atMost(1, "P7D", mails, PressureRule.Unit.PERSON))
                .campaign(
                        "either",
                        Status.APPROVED,
                        asks ->
                                asks.on(Channel.EMAIL, Channel.SMS)
                                        .whenCapped(WhenCapped.NEXT_CHANNEL));
        house.fire("sale");
        house.decide();

        house.fire("either");
        house.decide();

        assertThat(house.column("select channel from message order by id"))
                .containsExactly("EMAIL", "SMS");
    }

    @Test
    void defersWhoFindsNoCapacityToTheNextDayAndTellsWhy() {
        contacts.many(10);
        plans.capacity(Channel.EMAIL, 4)
                .quiet(quiet("22:00", "08:00"))
                .campaign("calls", Status.APPROVED, asks -> asks.expiry("P2D"));

        var run = house.fire("calls");
        house.decide();

        assertThat(house.funnel(run.id()))
                .isEqualTo(Map.of("targeted", 10L, "queued", 4L, "deferred", 6L));
        assertThat(
                        house.column(
                                "select distinct until::text || ' ' || (reasons -> 0 ->> 'gate') from decision where outcome = 'DEFER'"))
                .containsExactly("2026-07-01 06:00:00+00 CAPACITY");

        clock.set(Instant.parse("2026-07-01T06:00:00Z"));
        house.decide();
        assertThat(sentTo(run))
                .containsExactly(
                        "C000001", "C000002", "C000003", "C000004", "C000005", "C000006", "C000007",
                        "C000008");

        clock.set(Instant.parse("2026-07-02T06:00:00Z"));
        house.decide();
        house.deliver();
        assertThat(house.funnel(run.id())).isEqualTo(Map.of("targeted", 10L, "sent", 10L));
    }

    @Test
    void suppressesWhoFindsNoCapacityBeforeTheExpiry() {
        contacts.many(3);
        plans.capacity(Channel.EMAIL, 1)
                .campaign("today", Status.APPROVED, asks -> asks.expiry("PT8H"));

        var run = house.fire("today");
        house.decide();

        assertThat(house.funnel(run.id()))
                .isEqualTo(Map.of("targeted", 3L, "queued", 1L, "capacity", 2L));
    }

    @Test
    void servesTheCapacityOfADayInTheOrderOfRank() {
        contacts.many(10);
        plans.capacity(Channel.EMAIL, 12)
                .campaign("urgent", Status.APPROVED, asks -> asks.priority(90));

        var low = house.fire("sale");
        var high = house.fire("urgent");
        house.decide();

        assertThat(house.funnel(high.id())).isEqualTo(Map.of("targeted", 10L, "queued", 10L));
        assertThat(house.funnel(low.id()))
                .isEqualTo(Map.of("targeted", 10L, "queued", 2L, "deferred", 8L));
    }

    @Test
    void givesThePlacesOfADayBackThatWereTakenForNothing() {
        contacts.many(6);
        plans.capacity(Channel.EMAIL, 6).campaign("other").campaign("third");
        var run = house.fire("sale");
        house.decide();
        house.get(SteeringRuns.class).stop(run.id(), "anna");
        assertThat(house.column("select n from channel_day")).containsExactly("0");

        plans.template(writing("{{points}}"));
        clock.step(Duration.ofMinutes(5));
        house.fire("other");
        house.decide();
        assertThat(house.column("select n from channel_day")).containsExactly("6");
        house.deliver();
        assertThat(house.column("select n from channel_day")).containsExactly("0");

        plans.template(writing("Bonjour"));
        clock.step(Duration.ofMinutes(5));
        var third = house.fire("third");
        house.decide();
        assertThat(house.funnel(third.id())).isEqualTo(Map.of("targeted", 6L, "queued", 6L));
    }

    private List<String> sentTo(Run run) {
        return house.column(
                "select external_id from message join contact c on c.id = contact_id where run_id = "
                        + run.id()
                        + " order by external_id");
    }

    private static void atOnce(List<Runnable> work) throws InterruptedException {
        var threads = new ArrayList<Thread>();
        work.forEach(one -> threads.add(Thread.ofVirtual().start(one)));
        for (var thread : threads) {
            thread.join();
        }
    }

    private static String pressure(String span) {
        return "pressure:" + atMost(1, span).key();
    }

    private static Template writing(String body) {
        return new Template("hello", Channel.EMAIL, "fr", "club", "Bonjour", body, null);
    }

    private static Condition only(String contact) {
        return new Condition.Attribute(
                "externalId", List.of(Comparison.of(Comparison.Operator.EQ, Operand.of(contact))));
    }
}
