package org.marronnier.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marronnier.domain.pressure.GivenRules.PROMOTIONS;
import static org.marronnier.domain.pressure.GivenRules.cap;
import static org.marronnier.domain.pressure.GivenRules.rolling;
import static org.marronnier.domain.pressure.GivenRules.tagged;
import static org.marronnier.engine.decision.Given.asked;
import static org.marronnier.engine.decision.Given.at;
import static org.marronnier.engine.decision.Given.atMost;
import static org.marronnier.engine.decision.Given.decide;
import static org.marronnier.engine.decision.Given.decideAt;
import static org.marronnier.engine.decision.Given.gates;
import static org.marronnier.engine.decision.Given.message;
import static org.marronnier.engine.decision.Given.perDay;
import static org.marronnier.engine.decision.Given.quiet;
import static org.marronnier.engine.decision.Given.refusal;
import static org.marronnier.engine.decision.Given.rules;
import static org.marronnier.engine.decision.Given.sent;
import static org.marronnier.engine.decision.Given.someone;
import static org.marronnier.engine.decision.Given.weekly;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.Window;
import org.marronnier.engine.decision.Reason.Pressure.Holder;
import org.marronnier.engine.decision.Reason.Pressure.Standing;

/** The worked cases of section 11, by their number. */
class WorkedCasesTest {

    private static final Instant NOW = at("2026-06-30T10:00");

    @Test
    void case1WithholdsAFourthNewsletterInFourteenDays() {
        assertThat(newsletters(atMost(3, "P14D", PROMOTIONS)))
                .containsExactly(
                        Outcome.SEND,
                        Outcome.SEND,
                        Outcome.SEND,
                        Outcome.SUPPRESS,
                        Outcome.SEND,
                        Outcome.SEND);
    }

    @Test
    void case2CountsByCalendarMonth() {
        var month = cap("cap", 3, new Window.Calendar(Window.Unit.MONTH), PROMOTIONS);

        assertThat(newsletters(month))
                .containsExactly(
                        Outcome.SEND,
                        Outcome.SEND,
                        Outcome.SEND,
                        Outcome.SEND,
                        Outcome.SUPPRESS,
                        Outcome.SUPPRESS);
    }

    @Test
    void case3KeepsThePlaceOfAHigherCampaignTomorrow() {
        var contact = someone("C1").received(at("2026-06-29T10:00"));
        var promotion = asked("C1", NOW).id("promotion");
        var higher = asked("C1", at("2026-07-01T10:00")).id("sale").priority(90);
        var judgement = new Judgement(rules(atMost(2, "P7D", PROMOTIONS)), NOW);

        var decisions =
                judgement.decide(
                        contact.household(), List.of(promotion.candidate(), higher.candidate()));

        var sale = decisions.getFirst();
        assertThat(sale.isReservation()).isTrue();
        assertThat(sale.until()).isEqualTo(at("2026-07-01T10:00"));
        var refused = decisions.getLast();
        assertThat(refused.outcome()).isEqualTo(Outcome.SUPPRESS);
        assertThat(refused.reasons())
                .containsExactly(
                        new Reason.Pressure(
                                Channel.EMAIL,
                                List.of(
                                        refusal(
                                                "cap",
                                                3,
                                                2,
                                                "2026-07-06T10:00",
                                                new Holder(
                                                        "campaign:sale",
                                                        "C1",
                                                        at("2026-07-01T10:00"),
                                                        Standing.RESERVED),
                                                sent("2026-06-29T10:00")))));
        assertThat(judgement.decide(contact.household(), List.of(promotion.candidate())))
                .extracting(Decision::outcome)
                .containsExactly(Outcome.SEND);
    }

    @Test
    void case4DefersToTheNextDayOrToTheEndOfTwentyFourHours() {
        var contact = someone("C1").received(at("2026-06-29T23:00"));
        var late = asked("C1", at("2026-06-29T23:30")).whenCapped(WhenCapped.DEFER);

        assertThat(decide(contact, late, rules(perDay(1))).until())
                .isEqualTo(at("2026-06-30T00:00"));
        var rolling = decide(contact, late, rules(atMost(1, "PT24H", PROMOTIONS)));
        assertThat(rolling.outcome()).isEqualTo(Outcome.DEFER);
        assertThat(rolling.until()).isEqualTo(at("2026-06-30T23:00"));
    }

    @Test
    void case5DefersUntilAPlaceIsFreeAfterExactlyAWeek() {
        var contact =
                someone("C1")
                        .received(
                                at("2026-06-01T10:00"),
                                at("2026-06-03T10:00"),
                                at("2026-06-06T10:00"));
        var asked = asked("C1", at("2026-06-07T10:00")).whenCapped(WhenCapped.DEFER);

        var decision = decide(contact, asked, rules(atMost(3, "P7D", PROMOTIONS)));

        assertThat(decision.outcome()).isEqualTo(Outcome.DEFER);
        assertThat(decision.until()).isEqualTo(at("2026-06-08T10:00"));
        assertThat(decision.reasons())
                .containsExactly(
                        new Reason.Pressure(
                                Channel.EMAIL,
                                List.of(
                                        refusal(
                                                "cap",
                                                4,
                                                3,
                                                "2026-06-08T10:00",
                                                sent("2026-06-06T10:00"),
                                                sent("2026-06-03T10:00"),
                                                sent("2026-06-01T10:00")))));
    }

    @Test
    void case6CountsWhatAMessageWasWhenItWasSent() {
        var contact =
                someone("C1").received(message(at("2026-06-28T10:00"), Set.of("promo"), null));

        var decision =
                decide(
                        contact,
                        asked("C1", NOW).tags("promo"),
                        rules(atMost(1, "P7D", tagged("promo"))));

        assertThat(decision.outcome()).isEqualTo(Outcome.SUPPRESS);
        assertThat(gates(decision)).containsExactly(Gate.PRESSURE);
    }

    /** The night of 25 October 2026 has 25 hours, that of 29 March 23. */
    @Test
    void case7WaitsForEightOClockOnceInTheNightTheClocksChange() {
        var night = quiet(weekly(Set.of(DayOfWeek.values()), "22:00", "08:00"));

        for (var evening : List.of("2026-10-24", "2026-03-28")) {
            var asked = asked("C1", at(evening + "T23:30"));

            var decision = decide(someone("C1"), asked, night);

            var morning = evening.equals("2026-10-24") ? "2026-10-25T08:00" : "2026-03-29T08:00";
            assertThat(decision.outcome()).isEqualTo(Outcome.DEFER);
            assertThat(decision.until()).isEqualTo(at(morning));
            assertThat(decision.reasons())
                    .containsExactly(
                            new Reason.Quiet(Channel.EMAIL, List.of("night"), at(morning)));
            assertThat(decide(someone("C1"), asked, night, at(morning)).outcome())
                    .isEqualTo(Outcome.SEND);
        }
    }

    @Test
    void case8ReadsThePlansZoneForAContactWithout() {
        var night = quiet(weekly(DayOfWeek.TUESDAY, "22:00", "24:00"));
        var contact = someone("C1");

        assertThat(decideAt("2026-06-30T22:00", contact.zone(null), night).until())
                .isEqualTo(at("2026-07-01T00:00"));
        assertThat(
                        decideAt(
                                        "2026-06-30T22:00",
                                        contact.zone(ZoneId.of("America/New_York")),
                                        night)
                                .outcome())
                .isEqualTo(Outcome.SEND);
    }

    @Test
    void case10SuppressesADeferredMessageAfterANo() {
        var weekly = rules(atMost(1, "P7D", PROMOTIONS));
        var contact = someone("C1").received(at("2026-06-23T12:00"));
        var deferred = asked("C1", NOW).whenCapped(WhenCapped.DEFER);
        var noon = at("2026-06-30T12:00");
        assertThat(decide(contact, deferred, weekly).until()).isEqualTo(noon);

        contact.said(Channel.EMAIL, "offers", ConsentStatus.WITHDRAWN, false);

        assertThat(gates(decide(contact, deferred, weekly, noon))).containsExactly(Gate.NO_CONSENT);
        contact.said(Channel.EMAIL, "offers", ConsentStatus.GRANTED, false);
        assertThat(decide(contact, asked("C1", noon).id("other"), weekly).outcome())
                .isEqualTo(Outcome.SEND);
    }

    @Test
    void case11SendsTheHigherPriorityOfAHousehold() {
        var household = new Household(List.of(someone("C1").member(), someone("C2").member()));
        var letters = cap("cap", 1, rolling("P1W"), PROMOTIONS, PressureRule.Unit.HOUSEHOLD);

        var decisions =
                new Judgement(rules(letters), NOW)
                        .decide(
                                household,
                                List.of(
                                        asked("C1", NOW)
                                                .on(Channel.LETTER)
                                                .priority(40)
                                                .candidate(),
                                        asked("C2", NOW)
                                                .on(Channel.LETTER)
                                                .priority(60)
                                                .candidate()));

        assertThat(decisions)
                .extracting(decision -> decision.candidate().contact())
                .containsExactly("C2", "C1");
        assertThat(decisions)
                .extracting(Decision::outcome)
                .containsExactly(Outcome.SEND, Outcome.SUPPRESS);
        assertThat(decisions.getLast().reasons())
                .containsExactly(
                        new Reason.Pressure(
                                Channel.LETTER,
                                List.of(
                                        refusal(
                                                "cap",
                                                2,
                                                1,
                                                "2026-07-07T10:00",
                                                new Holder(
                                                        "campaign:campaign",
                                                        "C2",
                                                        NOW,
                                                        Standing.PLACED)))));
    }

    /** A message that failed is no longer among the facts. */
    @Test
    void case12GivesThePlaceOfAFailedMessageBack() {
        var weekly = rules(atMost(1, "P7D", PROMOTIONS));
        var sent = at("2026-06-29T10:00");

        assertThat(decide(someone("C1").received(sent), asked("C1", NOW), weekly).outcome())
                .isEqualTo(Outcome.SUPPRESS);
        assertThat(decide(someone("C1"), asked("C1", NOW), weekly).outcome())
                .isEqualTo(Outcome.SEND);
    }

    private static List<Outcome> newsletters(PressureRule rule) {
        var contact = someone("C1");
        return List.of(
                        "2026-05-30",
                        "2026-06-03",
                        "2026-06-08",
                        "2026-06-12",
                        "2026-06-22",
                        "2026-06-30")
                .stream()
                .map(day -> at(day + "T10:00"))
                .map(
                        due -> {
                            var outcome = decide(contact, asked("C1", due), rules(rule)).outcome();
                            if (outcome == Outcome.SEND) {
                                contact.received(due);
                            }
                            return outcome;
                        })
                .toList();
    }
}
