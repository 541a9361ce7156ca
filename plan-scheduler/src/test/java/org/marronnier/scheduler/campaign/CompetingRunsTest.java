package org.marronnier.scheduler.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marronnier.scheduler.Rules.atMost;
import static org.marronnier.scheduler.Rules.quiet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.Scope;
import org.marronnier.domain.run.Run;
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

        var held = decided("sale");

        assertThat(house.funnel(held.id())).containsEntry(pressure("P7D"), 2L);
        assertThat(
                        house.column(
                                "select distinct reasons -> 0 -> 'counts' -> 0 -> 'heldBy' -> 0 ->> 'source' from decision"))
                .containsExactly("campaign:launch");

        plans.lookingAhead("P0D");
        clock.step(Duration.ofMinutes(5));
        var free = decided("sale");
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

        var run = decided("sale");

        assertThat(house.funnel(run.id())).isEqualTo(Map.of("targeted", 2L, "queued", 2L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    EMAIL  | email_key = 'both@maison.example'
                    SMS    | phone = '+33611111111'
                    PHONE  | phone = '+33611111111'
                    PUSH   | attributes = '{"pushToken": "both"}'
                    LETTER | street = '1 rue Haute', postcode = '75001', city = 'Paris'
                    """)
    void reservesNothingForWhoSharesTheAddressOfAnotherThatComesFirst(
            Channel channel, String address) {
        contacts.one("A", address)
                .one("B", address)
                .one("C", address.replace("both", "c").replace("1", "2"))
                .agree(Channel.EMAIL, Channel.SMS, Channel.PHONE, Channel.PUSH);
        plans.rule(atMost(1, "P7D"))
                .campaign("later-ones", Status.APPROVED, asks -> asks.target(only("B", "C")))
                .campaign(
                        "launch",
                        Status.APPROVED,
                        asks -> asks.on(channel).priority(90).start("2026-07-01T10:00"));

        var run = decided("later-ones");

        assertThat(house.funnel(run.id()))
                .isEqualTo(Map.of("targeted", 2L, "queued", 1L, pressure("P7D"), 1L));
        assertThat(sentTo(run)).containsExactly("B");
    }

    @Test
    void readsALetterWithoutRegardToCaseAndBlanks() {
        contacts.one("A", "street = ' 1 Rue  haute', postcode = '75001', city = 'PARIS'")
                .agreed("B", "street = '1 rue Haute', postcode = '75001', city = 'Paris'")
                .agreed("C", "street = '1 rueHaute', postcode = '75001', city = 'Paris'");
        plans.rule(atMost(1, "P7D"))
                .campaign("later-ones", Status.APPROVED, asks -> asks.target(only("B", "C")))
                .campaign(
                        "launch",
                        Status.APPROVED,
                        asks -> asks.on(Channel.LETTER).priority(90).start("2026-07-01T10:00"));

        assertThat(sentTo(decided("later-ones"))).containsExactly("B");
    }

    @Test
    void findsTheHolderOfAnAddressBehindManyWhoAreNotMeant() {
        var shared = "phone = '+33611111111'";
        IntStream.range(100, 350).forEach(n -> contacts.one("A" + n, shared));
        contacts.one("B", shared).one("C", "phone = '+33622222222'");
        contacts.agree(Channel.EMAIL, Channel.SMS);
        plans.rule(atMost(1, "P7D"))
                .campaign("later-ones", Status.APPROVED, asks -> asks.target(only("B", "C")))
                .campaign(
                        "launch",
                        Status.APPROVED,
                        asks ->
                                asks.on(Channel.SMS)
                                        .target(only("A348", "B", "C"))
                                        .priority(90)
                                        .start("2026-07-01T10:00"));

        assertThat(sentTo(decided("later-ones"))).containsExactly("B");
    }

    @Test
    void leavesThePlaceToTheRunOfHigherPriorityThatHasNotDecidedYet() {
        contacts.many(1_500);
        plans.rule(atMost(1, "P7D")).campaign("urgent", Status.APPROVED, asks -> asks.priority(90));

        var low = house.fire("sale");
        var high = decided("urgent");

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

        var low = decided("sale");
        var high =
                house.get(CampaignRunner.class).run(PlansInHand.PLAN, "urgent", NOW).orElseThrow();
        house.decide();

        assertThat(house.funnel(low.id())).containsEntry(pressure("P7D"), 3L);
        assertThat(house.funnel(high.id())).containsEntry("queued", 3L);
    }

    /** Worked case 11. */
    @Test
    void case11SendsTheHigherPriorityOfAHousehold() {
        contacts.agreed("A", "household = 'h'").agreed("B", "household = 'h'");
        plans.rule(atMost(1, "P7D", Scope.ANY, PressureRule.Unit.HOUSEHOLD))
                .campaign("forty", Status.APPROVED, asks -> asks.priority(40).target(only("A")))
                .campaign("sixty", Status.APPROVED, asks -> asks.priority(60).target(only("B")));

        house.fire("forty");
        decided("sixty");

        assertThat(house.column("select source from message")).containsExactly("campaign:sixty");
    }

    /** Worked case 9. */
    @Test
    void case9GivesTheOnePlaceThatIsLeftToOneOfTwoWorkers() throws Exception {
        contacts.many(1);
        plans.rule(atMost(2, "P7D")).campaign("other").campaign("before");
        decided("before");
        clock.step(Duration.ofHours(1));
        house.fire("sale");
        house.fire("other");

        try (var node = another()) {
            atOnce(house::decide, node::decide);
            house.decide();
        }

        assertThat(house.column("select count(*) from message")).containsExactly("2");
    }

    /** Worked case 12. */
    @Test
    void case12FreesThePlaceOfASendThatFails() {
        contacts.many(1);
        plans.rule(atMost(1, "P7D")).campaign("other").template(writing("{{points}}"));
        delivered("sale");
        assertThat(house.column("select status from message")).containsExactly("FAILED");

        clock.step(Duration.ofMinutes(5));
        plans.template(writing("Bonjour"));
        var other = delivered("other");

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
        delivered("first");

        plans.campaign("first");
        clock.step(Duration.ofDays(1));
        var second = decided("second");

        assertThat(house.funnel(second.id())).containsEntry(pressure("P7D"), 1L);
        assertThat(
                        house.column(
                                "select tags[1] || ' ' || type || ' ' || channel || ' ' || purpose || ' ' || source from message"))
                .containsExactly("promo PROMOTIONAL EMAIL offers campaign:first");
    }

    @Test
    void goesByTheNextChannelWhereTheFirstIsCapped() {
        contacts.one("A", "phone = '+33611111111'").agree(Channel.EMAIL, Channel.SMS);
        var mails = new Scope(Set.of(Channel.EMAIL), Set.of(), Set.of(), Set.of(), Set.of());
        plans.rule(atMost(1, "P7D", mails, PressureRule.Unit.PERSON))
                .campaign(
                        "either",
                        Status.APPROVED,
                        asks ->
                                asks.on(Channel.EMAIL, Channel.SMS)
                                        .whenCapped(WhenCapped.NEXT_CHANNEL));
        decided("sale");

        decided("either");

        assertThat(house.column("select channel from message order by id"))
                .containsExactly("EMAIL", "SMS");
    }

    @Test
    void defersWhoFindsNoCapacityToTheNextDayAndTellsWhy() {
        contacts.many(10);
        plans.capacity(Channel.EMAIL, 4)
                .quiet(quiet("22:00", "08:00"))
                .campaign("calls", Status.APPROVED, asks -> asks.expiry("P2D"));

        var run = decided("calls");

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

        var run = decided("today");

        assertThat(house.funnel(run.id()))
                .isEqualTo(Map.of("targeted", 3L, "queued", 1L, "capacity", 2L));
    }

    @Test
    void servesTheCapacityOfADayInTheOrderOfRank() {
        contacts.many(10);
        plans.capacity(Channel.EMAIL, 12)
                .campaign("urgent", Status.APPROVED, asks -> asks.priority(90));

        var low = house.fire("sale");
        var high = decided("urgent");

        assertThat(house.funnel(high.id())).isEqualTo(Map.of("targeted", 10L, "queued", 10L));
        assertThat(house.funnel(low.id()))
                .isEqualTo(Map.of("targeted", 10L, "queued", 2L, "deferred", 8L));
    }

    @Test
    void givesThePlacesOfADayBackThatWereTakenForNothing() {
        contacts.many(6);
        plans.capacity(Channel.EMAIL, 6).campaign("other").campaign("third");
        var run = decided("sale");
        house.get(SteeringRuns.class).stop(run.id(), "anna");
        assertThat(house.column("select n from channel_day")).containsExactly("0");

        plans.template(writing("{{points}}"));
        clock.step(Duration.ofMinutes(5));
        decided("other");
        assertThat(house.column("select n from channel_day")).containsExactly("6");
        house.deliver();
        assertThat(house.column("select n from channel_day")).containsExactly("0");

        plans.template(writing("Bonjour"));
        clock.step(Duration.ofMinutes(5));
        var third = decided("third");
        assertThat(house.funnel(third.id())).isEqualTo(Map.of("targeted", 6L, "queued", 6L));
    }

    private List<String> sentTo(Run run) {
        return house.column(
                "select external_id from message join contact c on c.id = contact_id where run_id = "
                        + run.id()
                        + " order by external_id");
    }

    private static String pressure(String span) {
        return "pressure:" + atMost(1, span).key();
    }
}
