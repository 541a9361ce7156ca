package org.marronnier.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.marronnier.domain.pressure.GivenRules.PROMOTIONS;
import static org.marronnier.domain.pressure.GivenRules.rolling;
import static org.marronnier.domain.pressure.GivenRules.scope;
import static org.marronnier.domain.pressure.GivenRules.silentAfter;
import static org.marronnier.engine.decision.Given.asked;
import static org.marronnier.engine.decision.Given.at;
import static org.marronnier.engine.decision.Given.atMost;
import static org.marronnier.engine.decision.Given.decide;
import static org.marronnier.engine.decision.Given.decideAt;
import static org.marronnier.engine.decision.Given.gates;
import static org.marronnier.engine.decision.Given.perDay;
import static org.marronnier.engine.decision.Given.quiet;
import static org.marronnier.engine.decision.Given.refusal;
import static org.marronnier.engine.decision.Given.rules;
import static org.marronnier.engine.decision.Given.sent;
import static org.marronnier.engine.decision.Given.someone;
import static org.marronnier.engine.decision.Given.weekly;
import static org.marronnier.engine.decision.Given.with;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.domain.pressure.Scope;
import org.marronnier.engine.decision.Reason.Pressure.Refusal;

/** When a message may leave, by which channel, and what stands in its way (section 7). */
class PlacementTest {

    private static final Instant NOW = at("2026-06-30T10:00");
    private static final Scope EMAILS = scope(Set.of(Channel.EMAIL), Set.of());
    private static final QuietPeriod NIGHT = weekly(Set.of(DayOfWeek.values()), "20:00", "08:00");

    @Test
    void defersAMessageThatIsNotDueYetAndCallsItAReservation() {
        var decision = decide(someone("C1"), asked("C1", NOW.plusSeconds(60)), rules(), NOW);

        assertThat(decision.outcome()).isEqualTo(Outcome.DEFER);
        assertThat(decision.until()).isEqualTo(NOW.plusSeconds(60));
        assertThat(decision.isReservation()).isTrue();
        assertThat(decision.reasons()).isEmpty();
    }

    @Test
    void waitsOutTheQuietHoursEvenWithDropAndIsThenCapped() {
        var contact = someone("C1").received(at("2026-06-30T12:00"));
        var asked = asked("C1", at("2026-06-30T21:00")).whenCapped(WhenCapped.DROP);
        var rules = with(rules(perDay(1)), NIGHT);

        assertThat(decide(contact, asked, rules).until()).isEqualTo(at("2026-07-01T08:00"));

        contact.received(at("2026-07-01T07:00"));
        var decision = decide(contact, asked, rules);
        assertThat(decision.outcome()).isEqualTo(Outcome.SUPPRESS);
        assertThat(gates(decision)).containsExactly(Gate.PRESSURE, Gate.QUIET);
    }

    @Test
    void findsTheFirstSecondThatIsNeitherQuietNorCapped() {
        var contact = someone("C1").received(at("2026-06-24T21:00"));
        var asked = asked("C1", NOW).whenCapped(WhenCapped.DEFER).expiry(at("2026-07-05T00:00"));

        var decision = decide(contact, asked, with(rules(atMost(1, "P7D", PROMOTIONS)), NIGHT));

        assertThat(decision.until()).isEqualTo(at("2026-07-02T08:00"));
        assertThat(decision.reasons())
                .containsExactly(
                        new Reason.Pressure(
                                Channel.EMAIL,
                                List.of(
                                        refusal(
                                                "cap",
                                                2,
                                                1,
                                                "2026-07-01T21:00",
                                                sent("2026-06-24T21:00")))));
    }

    @Test
    void suppressesWhereNoSecondIsFreeBeforeTheExpiry() {
        var contact = someone("C1").received(at("2026-06-24T10:00:01"));
        var asked = asked("C1", NOW).whenCapped(WhenCapped.DEFER).expiry(at("2026-07-01T10:00"));
        var weekly = rules(atMost(1, "P7D", PROMOTIONS));

        assertThat(decide(contact, asked, weekly).outcome()).isEqualTo(Outcome.SUPPRESS);
        assertThat(decide(contact, asked.expiry(at("2026-07-01T10:00:01")), weekly).until())
                .isEqualTo(at("2026-07-01T10:00:01"));
    }

    @Test
    void suppressesAsQuietWhereItIsNeverOpen() {
        var always = quiet(weekly(Set.of(DayOfWeek.values()), "00:00", "24:00"));

        var decision =
                decide(
                        someone("C1"),
                        asked("C1", NOW).expiry(NOW.plus(Duration.ofDays(900))),
                        always);

        assertThat(decision.outcome()).isEqualTo(Outcome.SUPPRESS);
        assertThat(decision.reasons())
                .containsExactly(new Reason.Quiet(Channel.EMAIL, List.of("night"), null));
    }

    @Test
    void takesTheNextChannelThatIsFreeFirst() {
        var contact =
                someone("C1")
                        .phone("+33612345678")
                        .said(Channel.SMS, "offers", ConsentStatus.GRANTED, false)
                        .received(at("2026-06-29T10:00"));
        var both =
                asked("C1", NOW)
                        .on(Channel.EMAIL, Channel.SMS)
                        .whenCapped(WhenCapped.NEXT_CHANNEL)
                        .expiry(NOW.plus(Duration.ofDays(30)));
        var weekly = rules(atMost(1, "P7D", EMAILS));
        var smsQuiet =
                new QuietPeriod(
                        "sms",
                        Set.of(Channel.SMS),
                        Set.of(),
                        new QuietPeriod.Dates(
                                at("2026-06-30T10:00").atZone(Given.PARIS).toLocalDate(),
                                at("2026-07-10T10:00").atZone(Given.PARIS).toLocalDate()));

        assertThat(decide(contact, both, weekly).channel()).isEqualTo(Channel.SMS);
        var emailFirst = decide(contact, both, with(weekly, smsQuiet));
        assertThat(emailFirst.channel()).isEqualTo(Channel.EMAIL);
        assertThat(emailFirst.until()).isEqualTo(at("2026-07-06T10:00"));
        assertThat(decide(contact, both.whenCapped(WhenCapped.DROP), weekly).outcome())
                .isEqualTo(Outcome.SUPPRESS);
    }

    @Test
    void leavesOneSecondAfterAMessageThatWasPlacedLater() {
        var contact = someone("C1").received(NOW.plusSeconds(30));
        var minute = rules(atMost(1, "PT1M", PROMOTIONS));
        var tenMinutes = asked("C1", NOW).whenCapped(WhenCapped.DEFER);

        assertThat(decide(contact, tenMinutes, minute).until()).isEqualTo(NOW.plusSeconds(90));
        assertThat(decide(contact, tenMinutes, rules(atMost(2, "PT1M", PROMOTIONS))).outcome())
                .isEqualTo(Outcome.SEND);
    }

    @Test
    void reservesNothingForACandidateThatFailsAGate() {
        var higher = asked("C1", NOW.plusSeconds(60)).id("later").priority(90).notTargeted();

        var decisions =
                new Judgement(rules(perDay(1)), NOW)
                        .decide(
                                someone("C1").household(),
                                List.of(higher.candidate(), asked("C1", NOW).candidate()));

        assertThat(decisions)
                .extracting(Decision::outcome)
                .containsExactly(Outcome.SUPPRESS, Outcome.SEND);
    }

    @Test
    void letsALowerReservationGiveWay() {
        var lower = asked("C1", NOW.plusSeconds(60)).id("later").priority(10);

        var decisions =
                new Judgement(rules(perDay(1)), NOW)
                        .decide(
                                someone("C1").household(),
                                List.of(lower.candidate(), asked("C1", NOW).candidate()));

        assertThat(decisions)
                .extracting(Decision::outcome)
                .containsExactly(Outcome.SEND, Outcome.SUPPRESS);
    }

    @Test
    void heedsTheContactsOwnPreferenceOnAChannel() {
        var contact =
                someone("C1")
                        .prefers(Channel.EMAIL, 1, rolling("P7D"))
                        .received(at("2026-06-29T10:00"));

        assertThat(decide(contact, asked("C1", NOW), rules()).reasons())
                .containsExactly(
                        new Reason.Pressure(
                                Channel.EMAIL,
                                List.of(
                                        refusal(
                                                "preference:EMAIL",
                                                2,
                                                1,
                                                "2026-07-06T10:00",
                                                sent("2026-06-29T10:00")))));
        assertThat(decide(contact, asked("C1", NOW).on(Channel.LETTER), rules()).mainReason())
                .isEmpty();
    }

    @Test
    void saysWhenABlockingRuleLetsGo() {
        var silence = silentAfter("claim", rolling("P10D"), PROMOTIONS);
        var contact = someone("C1").event("claim", at("2026-06-20T10:00:01"));

        assertThat(decide(contact, asked("C1", NOW), rules(silence)).reasons())
                .containsExactly(
                        new Reason.Pressure(
                                Channel.EMAIL,
                                List.of(
                                        new Refusal(
                                                "claim",
                                                1,
                                                0,
                                                List.of(),
                                                at("2026-06-30T10:00:01")))));
    }

    /** The clock of Lord Howe is put back by half an hour at 02:00 on 5 April 2026. */
    @Test
    void followsALocalWindowOverAChangeOfHalfAnHour() {
        var zone = ZoneId.of("Australia/Lord_Howe");
        var sent = Instant.parse("2026-04-03T20:00:00Z");
        var contact = someone("C1").zone(zone).received(sent);
        var asked = asked("C1", sent.plusSeconds(1)).whenCapped(WhenCapped.DEFER);

        var decision =
                decide(
                        contact,
                        asked.expiry(sent.plus(Duration.ofDays(3))),
                        rules(atMost(1, "P1D", PROMOTIONS)));

        assertThat(decision.until()).isEqualTo(Instant.parse("2026-04-04T20:30:00Z"));
    }

    @Test
    void readsAnHourThatExistsTwiceAsTheEarlier() {
        var morning = quiet(weekly(DayOfWeek.SUNDAY, "02:30", "03:00"));
        var secondPass = Instant.parse("2026-10-25T01:10:00Z");

        var decision = decide(someone("C1"), asked("C1", secondPass), morning);

        assertThat(decision.until()).isEqualTo(at("2026-10-25T03:00"));
    }

    @Test
    void waitsForTheEndOfAPublicHoliday() {
        var holidays =
                quiet(
                        new QuietPeriod(
                                "fr", Set.of(), Set.of(), new QuietPeriod.PublicHolidays("FR")));

        assertThat(decideAt("2027-03-29T12:00", someone("C1"), holidays).until())
                .isEqualTo(at("2027-03-30T00:00"));
        assertThat(decideAt("2027-03-30T12:00", someone("C1"), holidays).outcome())
                .isEqualTo(Outcome.SEND);
        assertThatThrownBy(
                        () ->
                                quiet(
                                        new QuietPeriod(
                                                "x",
                                                Set.of(),
                                                Set.of(),
                                                new QuietPeriod.PublicHolidays("ZZ"))))
                .hasMessageContaining("The public holidays of ZZ");
    }
}
