package org.marronnier.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.marronnier.engine.decision.Given.PROMOTIONS;
import static org.marronnier.engine.decision.Given.asked;
import static org.marronnier.engine.decision.Given.at;
import static org.marronnier.engine.decision.Given.atMost;
import static org.marronnier.engine.decision.Given.rule;
import static org.marronnier.engine.decision.Given.rules;
import static org.marronnier.engine.decision.Given.someone;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.consent.Regime;
import org.marronnier.domain.consent.Typology;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.domain.pressure.Scope;
import org.marronnier.domain.pressure.Window;
import org.marronnier.domain.time.Span;
import org.marronnier.engine.decision.Given.Asked;
import org.marronnier.engine.decision.Given.Someone;

class JudgementTest {

    private static final Instant NOW = at("2026-06-30T10:00");
    private static final Scope EVERYTHING_PROMOTIONAL = PROMOTIONS;

    @Test
    void sendsByTheFirstUsableChannel() {
        var decision =
                decide(
                        someone("C1")
                                .phone("+33612345678")
                                .said(Channel.SMS, "offers", ConsentStatus.GRANTED, false),
                        asked("C1", NOW).on(Channel.PUSH, Channel.SMS, Channel.EMAIL),
                        rules());

        assertThat(decision.outcome()).isEqualTo(Outcome.SEND);
        assertThat(decision.channel()).isEqualTo(Channel.SMS);
        assertThat(decision.reasons()).isEmpty();
    }

    @Test
    void listsEveryGateThatFails() {
        var contact =
                someone("C1")
                        .standing(new Member.Standing(true, true, false, NOW.plusSeconds(60)))
                        .email(null)
                        .saidNothing();

        var decision =
                decide(
                        contact,
                        asked("C1", NOW.minusSeconds(90)).notTargeted().expiry(NOW.minusSeconds(1)),
                        rules());

        assertThat(gates(decision))
                .containsExactly(
                        Gate.BLOCKED,
                        Gate.NOT_TARGETED,
                        Gate.NO_ADDRESS,
                        Gate.NO_CONSENT,
                        Gate.EXPIRED);
        assertThat(decision.mainReason().orElseThrow())
                .isEqualTo(
                        new Reason.Blocked(
                                Set.of(
                                        Reason.Block.ERASED,
                                        Reason.Block.SUPPRESSED,
                                        Reason.Block.PAUSED),
                                NOW.plusSeconds(60)));
    }

    @Test
    void listsAFullWindowBesideAnotherReason() {
        var contact =
                someone("C1")
                        .standing(new Member.Standing(false, false, true, null))
                        .received(at("2026-06-29T10:00"));

        var decision =
                decide(contact, asked("C1", NOW), rules(atMost(1, "P7D", EVERYTHING_PROMOTIONAL)));

        assertThat(gates(decision)).containsExactly(Gate.BLOCKED, Gate.PRESSURE);
    }

    @Test
    void letsATransactionalMessagePassAPause() {
        var contact =
                someone("C1")
                        .standing(new Member.Standing(false, false, false, NOW.plusSeconds(60)));

        assertThat(
                        decide(contact, asked("C1", NOW).type(MessageType.TRANSACTIONAL), rules())
                                .outcome())
                .isEqualTo(Outcome.SEND);
        assertThat(gates(decide(contact, asked("C1", NOW), rules()))).containsExactly(Gate.BLOCKED);
    }

    @Test
    void endsAPauseAtItsInstant() {
        var contact = someone("C1").standing(new Member.Standing(false, false, false, NOW));

        assertThat(decide(contact, asked("C1", NOW), rules()).outcome()).isEqualTo(Outcome.SEND);
    }

    @Test
    void tellsAHardBounceFromAMissingAddress() {
        var decision = decide(someone("C1").bounced(), asked("C1", NOW), rules());

        assertThat(decision.reasons())
                .containsExactly(
                        new Reason.NoAddress(List.of(Channel.EMAIL), Set.of(Channel.EMAIL)));
    }

    @ParameterizedTest
    @CsvSource({
        "NONE,          ,          false, false, true",
        "OPT_OUT,       ,          false, false, true",
        "OPT_OUT,       PENDING,   false, false, true",
        "OPT_OUT,       DENIED,    false, false, false",
        "OPT_OUT,       WITHDRAWN, false, true,  false",
        "SOFT_OPT_IN,   ,          false, true,  true",
        "SOFT_OPT_IN,   ,          false, false, false",
        "SOFT_OPT_IN,   PENDING,   false, true,  false",
        "SOFT_OPT_IN,   GRANTED,   false, false, true",
        "OPT_IN,        ,          false, true,  false",
        "OPT_IN,        PENDING,   false, false, false",
        "OPT_IN,        GRANTED,   false, false, true",
        "DOUBLE_OPT_IN, GRANTED,   false, false, false",
        "DOUBLE_OPT_IN, GRANTED,   true,  false, true",
        "DOUBLE_OPT_IN, WITHDRAWN, true,  false, false",
    })
    void asksTheConsentOfTheTypology(
            Regime regime,
            ConsentStatus status,
            boolean confirmed,
            boolean customer,
            boolean permitted) {
        var contact = someone("C1").saidNothing();
        if (status != null) {
            contact.said(Channel.EMAIL, "offers", status, confirmed);
        }
        if (customer) {
            contact.customer();
        }
        var typology =
                new Typology(
                        List.of(new Typology.Line(Channel.EMAIL, MessageType.PROMOTIONAL, regime)));

        var decision = decide(contact, asked("C1", NOW), rules(typology));

        assertThat(decision.outcome()).isEqualTo(permitted ? Outcome.SEND : Outcome.SUPPRESS);
        if (!permitted) {
            assertThat(decision.reasons())
                    .containsExactly(
                            new Reason.NoConsent(
                                    List.of(
                                            new Reason.NoConsent.Asked(
                                                    Channel.EMAIL, regime, status))));
        }
    }

    @Test
    void suppressesWhoseAddressAnotherContactHolds() {
        var decision = decide(someone("C2"), asked("C2", NOW).claimedBy("C1"), rules());

        assertThat(decision.reasons()).containsExactly(new Reason.Duplicate(Channel.EMAIL, "C1"));
    }

    @Test
    void claimsTheAddressOfTheFirstUsableChannelOnlyAfterGatesOneToFour() {
        var candidate = asked("C1", NOW).candidate();

        assertThat(
                        Judgement.claimOf(someone("C1").member(), candidate, rules(), NOW)
                                .orElseThrow()
                                .key())
                .isEqualTo("email:C1@maison.example");
        assertThat(Judgement.claimOf(someone("C1").saidNothing().member(), candidate, rules(), NOW))
                .isEmpty();
        assertThat(
                        Judgement.claimOf(
                                someone("C1").member(),
                                asked("C1", NOW).notTargeted().candidate(),
                                rules(),
                                NOW))
                .isEmpty();
        assertThat(
                        Judgement.claimOf(
                                someone("C1")
                                        .standing(new Member.Standing(true, false, false, null))
                                        .member(),
                                candidate,
                                rules(),
                                NOW))
                .isEmpty();
    }

    @Test
    void keepsTheControlGroupAsideAndTransactionalMessagesOutOfIt() {
        var everybody = asked("C1", NOW).control("1");

        assertThat(decide(someone("C1"), everybody, rules()).outcome()).isEqualTo(Outcome.CONTROL);
        assertThat(decide(someone("C1"), asked("C1", NOW).control("0"), rules()).outcome())
                .isEqualTo(Outcome.SEND);
        assertThat(
                        decide(
                                        someone("C1"),
                                        asked("C1", NOW)
                                                .control("1")
                                                .type(MessageType.TRANSACTIONAL),
                                        rules())
                                .outcome())
                .isEqualTo(Outcome.SEND);
    }

    @Test
    void assignsOnlyContactsThatCouldHaveBeenReached() {
        var decision = decide(someone("C1").saidNothing(), asked("C1", NOW).control("1"), rules());

        assertThat(gates(decision)).containsExactly(Gate.NO_CONSENT);
    }

    @Test
    void drawsTheControlGroupByTheFirst52BitsOfTheHash() throws Exception {
        var hash =
                java.security.MessageDigest.getInstance("SHA-256")
                        .digest("salt:C1".getBytes("UTF-8"));
        var first = new java.math.BigInteger(1, java.util.Arrays.copyOf(hash, 7)).shiftRight(4);
        var u = new BigDecimal(first).divide(new BigDecimal(java.math.BigInteger.TWO.pow(52)));

        assertThat(ControlGroup.holds("salt", u, "C1")).isFalse();
        assertThat(ControlGroup.holds("salt", u.add(new BigDecimal("0.0000000000000000001")), "C1"))
                .isTrue();
    }

    @Test
    void suppressesAfterTheExpiryAndNotAtIt() {
        assertThat(
                        gates(
                                decide(
                                        someone("C1"),
                                        asked("C1", NOW.minusSeconds(9))
                                                .expiry(NOW.minusSeconds(1)),
                                        rules())))
                .containsExactly(Gate.EXPIRED);
        assertThat(
                        decide(someone("C1"), asked("C1", NOW.minusSeconds(9)).expiry(NOW), rules())
                                .outcome())
                .isEqualTo(Outcome.SEND);
    }

    @Test
    void defersWhatIsNotDueYet() {
        var decision = decide(someone("C1"), asked("C1", NOW.plusSeconds(60)), rules());

        assertThat(decision.outcome()).isEqualTo(Outcome.DEFER);
        assertThat(decision.until()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void refusesACandidateOfAnotherHousehold() {
        assertThatThrownBy(() -> decide(someone("C1"), asked("C2", NOW), rules()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The contact (C2) of candidate (campaign) is not of the household.");
    }

    @Test
    void workedCase1WithholdsAFourthNewsletterInFourteenDays() {
        assertThat(newsletters(atMost(3, "P14D", EVERYTHING_PROMOTIONAL)))
                .containsExactly(
                        Outcome.SEND,
                        Outcome.SEND,
                        Outcome.SEND,
                        Outcome.SUPPRESS,
                        Outcome.SEND,
                        Outcome.SEND);
    }

    @Test
    void workedCase2CountsByCalendarMonth() {
        var month =
                rule(
                        "cap",
                        3,
                        new Window.Calendar(Window.Unit.MONTH),
                        PROMOTIONS,
                        PressureRule.Unit.PERSON);

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
    void workedCase4CountsByCalendarDay() {
        var day =
                rule(
                        "cap",
                        1,
                        new Window.Calendar(Window.Unit.DAY),
                        PROMOTIONS,
                        PressureRule.Unit.PERSON);
        var contact = someone("C1").received(at("2026-06-29T23:00"));

        assertThat(decideAt("2026-06-29T23:30", contact, rules(day))).isEqualTo(Outcome.SUPPRESS);
        assertThat(decideAt("2026-06-30T00:00", contact, rules(day))).isEqualTo(Outcome.SEND);
        assertThat(decideAt("2026-06-30T22:59:59", contact, rules(atMost(1, "PT24H", PROMOTIONS))))
                .isEqualTo(Outcome.SUPPRESS);
        assertThat(decideAt("2026-06-30T23:00", contact, rules(atMost(1, "PT24H", PROMOTIONS))))
                .isEqualTo(Outcome.SEND);
    }

    @Test
    void workedCase5FreesAPlaceAfterExactlyAWeek() {
        var contact =
                someone("C1")
                        .received(
                                at("2026-06-01T10:00"),
                                at("2026-06-03T10:00"),
                                at("2026-06-06T10:00"));
        var weekly = rules(atMost(3, "P7D", PROMOTIONS));

        assertThat(decideAt("2026-06-07T10:00", contact, weekly)).isEqualTo(Outcome.SUPPRESS);
        assertThat(decideAt("2026-06-08T09:59:59", contact, weekly)).isEqualTo(Outcome.SUPPRESS);
        assertThat(decideAt("2026-06-08T10:00", contact, weekly)).isEqualTo(Outcome.SEND);
    }

    @Test
    void workedCase6CountsWhatAMessageWasWhenItWasSent() {
        var contact =
                someone("C1")
                        .received(Given.message(at("2026-06-28T10:00"), Set.of("promo"), null));

        var decision =
                decide(
                        contact,
                        asked("C1", NOW).tags("promo"),
                        rules(atMost(1, "P7D", Given.tagged("promo"))));

        assertThat(decision.reasons())
                .containsExactly(
                        new Reason.Pressure(
                                Channel.EMAIL, List.of(new Reason.Pressure.Refusal("cap", 2, 1))));
    }

    /** Quiet from 22:00 to 08:00 in the night of 25 October 2026, which has 25 hours. */
    @Test
    void workedCase7EndsTheQuietNightAtEightWhateverTheClocksDo() {
        var night = quiet(DayOfWeek.SATURDAY, "22:00", "08:00");

        assertThat(decideAt("2026-10-24T21:59:59", someone("C1"), night)).isEqualTo(Outcome.SEND);
        assertThat(decideAt("2026-10-24T23:30", someone("C1"), night)).isEqualTo(Outcome.SUPPRESS);
        assertThat(decideAt("2026-10-25T07:59:59", someone("C1"), night))
                .isEqualTo(Outcome.SUPPRESS);
        assertThat(decideAt("2026-10-25T08:00", someone("C1"), night)).isEqualTo(Outcome.SEND);
    }

    @Test
    void readsAnHourThatExistsTwiceAsTheEarlier() {
        var morning = quiet(DayOfWeek.SUNDAY, "02:30", "03:00");
        var secondPass = Instant.parse("2026-10-25T01:10:00Z");

        var decision = decide(someone("C1"), asked("C1", secondPass), morning, secondPass);

        assertThat(gates(decision)).containsExactly(Gate.QUIET);
    }

    @Test
    void workedCase8ReadsThePlansZoneForAContactWithout() {
        var night = quiet(DayOfWeek.TUESDAY, "22:00", "24:00");
        var contact = someone("C1");

        assertThat(decideAt("2026-06-30T22:00", contact.zone(null), night))
                .isEqualTo(Outcome.SUPPRESS);
        assertThat(decideAt("2026-06-30T22:00", contact.zone(ZoneId.of("America/New_York")), night))
                .isEqualTo(Outcome.SEND);
    }

    @Test
    void keepsQuietOnPublicHolidays() {
        var holidays =
                Given.quiet(
                        new QuietPeriod(
                                "fr", Set.of(), Set.of(), new QuietPeriod.PublicHolidays("FR")));

        assertThat(decideAt("2027-03-29T12:00", someone("C1"), holidays))
                .isEqualTo(Outcome.SUPPRESS);
        assertThat(decideAt("2027-03-30T12:00", someone("C1"), holidays)).isEqualTo(Outcome.SEND);
        assertThatThrownBy(
                        () ->
                                Given.quiet(
                                        new QuietPeriod(
                                                "x",
                                                Set.of(),
                                                Set.of(),
                                                new QuietPeriod.PublicHolidays("ZZ"))))
                .hasMessageContaining("The public holidays of ZZ");
    }

    @Test
    void workedCase9GivesTheOnePlaceLeftOnce() {
        var decisions =
                Judgement.decide(
                        someone("C1").household(),
                        List.of(
                                asked("C1", NOW).id("b").candidate(),
                                asked("C1", NOW).id("a").candidate()),
                        rules(atMost(1, "P7D", PROMOTIONS)),
                        NOW);

        assertThat(decisions)
                .extracting(decision -> decision.candidate().id())
                .containsExactly("a", "b");
        assertThat(decisions)
                .extracting(Decision::outcome)
                .containsExactly(Outcome.SEND, Outcome.SUPPRESS);
    }

    @Test
    void workedCase11SendsTheHigherPriorityOfAHousehold() {
        var household = new Household(List.of(someone("C1").member(), someone("C2").member()));
        var letters =
                rule(
                        "cap",
                        1,
                        new Window.Rolling(Span.parse("P1W")),
                        PROMOTIONS,
                        PressureRule.Unit.HOUSEHOLD);

        var decisions =
                Judgement.decide(
                        household,
                        List.of(
                                asked("C1", NOW).on(Channel.LETTER).priority(40).candidate(),
                                asked("C2", NOW).on(Channel.LETTER).priority(60).candidate()),
                        rules(letters),
                        NOW);

        assertThat(decisions)
                .extracting(decision -> decision.candidate().contact())
                .containsExactly("C2", "C1");
        assertThat(decisions)
                .extracting(Decision::outcome)
                .containsExactly(Outcome.SEND, Outcome.SUPPRESS);
    }

    @Test
    void countsAWeekInLocalTimeAcrossAClockChange() {
        var contact = someone("C1").received(at("2026-03-24T10:00"));

        assertThat(decideAt("2026-03-31T10:00", contact, rules(atMost(1, "P7D", PROMOTIONS))))
                .isEqualTo(Outcome.SEND);
        assertThat(decideAt("2026-03-31T10:00", contact, rules(atMost(1, "PT168H", PROMOTIONS))))
                .isEqualTo(Outcome.SUPPRESS);
    }

    @Test
    void restrictsATransactionalMessageOnlyWhereTheScopeNamesIt() {
        var contact = someone("C1").received(at("2026-06-29T10:00"));
        var transactional =
                new Scope(
                        Set.of(), Set.of(MessageType.TRANSACTIONAL), Set.of(), Set.of(), Set.of());
        var named =
                new PressureRule(
                        "named",
                        "named",
                        transactional,
                        new Window.Rolling(Span.parse("P7D")),
                        PressureRule.Unit.PERSON,
                        new PressureRule.Cap(1, Scope.ANY, false, List.of()));
        var candidate = asked("C1", NOW).type(MessageType.TRANSACTIONAL);

        assertThat(decide(contact, candidate, rules(atMost(1, "P7D", Scope.ANY))).outcome())
                .isEqualTo(Outcome.SEND);
        assertThat(decide(contact, candidate, rules(named)).outcome()).isEqualTo(Outcome.SUPPRESS);
    }

    @Test
    void countsTheSameOfferAlone() {
        var sameOffer =
                new PressureRule(
                        "offer",
                        "offer",
                        PROMOTIONS,
                        new Window.Rolling(Span.parse("P14D")),
                        PressureRule.Unit.PERSON,
                        new PressureRule.Cap(1, null, true, List.of()));
        var contact =
                someone("C1").received(Given.message(at("2026-06-20T10:00"), Set.of(), "sale"));

        assertThat(decide(contact, asked("C1", NOW).offer("sale"), rules(sameOffer)).outcome())
                .isEqualTo(Outcome.SUPPRESS);
        assertThat(decide(contact, asked("C1", NOW).offer("other"), rules(sameOffer)).outcome())
                .isEqualTo(Outcome.SEND);
        assertThat(decide(contact, asked("C1", NOW), rules(sameOffer)).outcome())
                .isEqualTo(Outcome.SEND);
    }

    @Test
    void givesAContactItsOwnLimit() {
        var contact = someone("C1").received(at("2026-06-29T10:00"));
        var weekly = rules(atMost(1, "P7D", PROMOTIONS));

        assertThat(decide(contact, asked("C1", NOW), weekly).outcome()).isEqualTo(Outcome.SUPPRESS);
        assertThat(decide(contact.limit("cap", 2), asked("C1", NOW), weekly).outcome())
                .isEqualTo(Outcome.SEND);
    }

    @Test
    void staysSilentAfterABlockingEvent() {
        var silence =
                new PressureRule(
                        "claim",
                        "claim",
                        PROMOTIONS,
                        new Window.Rolling(Span.parse("P10D")),
                        PressureRule.Unit.PERSON,
                        new PressureRule.Block("claim", List.of()));

        assertThat(
                        decide(
                                        someone("C1").event("claim", at("2026-06-20T10:00:01")),
                                        asked("C1", NOW),
                                        rules(silence))
                                .reasons())
                .containsExactly(
                        new Reason.Pressure(
                                Channel.EMAIL,
                                List.of(new Reason.Pressure.Refusal("claim", 1, 0))));
        assertThat(
                        decide(
                                        someone("C1").event("claim", at("2026-06-20T10:00")),
                                        asked("C1", NOW),
                                        rules(silence))
                                .outcome())
                .isEqualTo(Outcome.SEND);
    }

    @Test
    void protectsThePlaceOfAMessageThatAnotherSourcePlacedLater() {
        var contact = someone("C1").received(NOW.plusSeconds(30));

        assertThat(decide(contact, asked("C1", NOW), rules(atMost(1, "P7D", PROMOTIONS))).outcome())
                .isEqualTo(Outcome.SUPPRESS);
    }

    @Test
    void triesTheNextChannelWhereTheFirstIsCapped() {
        var contact =
                someone("C1")
                        .phone("+33612345678")
                        .said(Channel.SMS, "offers", ConsentStatus.GRANTED, false)
                        .received(at("2026-06-29T10:00"));
        var emails = new Scope(Set.of(Channel.EMAIL), Set.of(), Set.of(), Set.of(), Set.of());
        var both = asked("C1", NOW).on(Channel.EMAIL, Channel.SMS);

        assertThat(
                        decide(
                                        contact,
                                        both.whenCapped(WhenCapped.NEXT_CHANNEL),
                                        rules(atMost(1, "P7D", emails)))
                                .channel())
                .isEqualTo(Channel.SMS);
        assertThat(
                        decide(
                                        contact,
                                        both.whenCapped(WhenCapped.DROP),
                                        rules(atMost(1, "P7D", emails)))
                                .outcome())
                .isEqualTo(Outcome.SUPPRESS);
    }

    @Test
    void readsDeferAsDropForNow() {
        var contact = someone("C1").received(at("2026-06-29T10:00"));

        var decision =
                decide(
                        contact,
                        asked("C1", NOW).whenCapped(WhenCapped.DEFER),
                        rules(atMost(1, "P7D", PROMOTIONS)));

        assertThat(decision.outcome()).isEqualTo(Outcome.SUPPRESS);
        assertThat(gates(decision)).containsExactly(Gate.PRESSURE);
    }

    @Test
    void ordersExternalIdsAsTheirBytesAre() {
        assertThat(
                        List.of("\uD83D\uDE00", "\uFFFD", "b", "a", "aa").stream()
                                .sorted(ExternalIds.ORDER))
                .containsExactly("a", "aa", "b", "\uFFFD", "\uD83D\uDE00");
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
                            var decision = decide(contact, asked("C1", due), rules(rule), due);
                            if (decision.outcome() == Outcome.SEND) {
                                contact.received(due);
                            }
                            return decision.outcome();
                        })
                .toList();
    }

    private static RuleBook quiet(DayOfWeek day, String from, String to) {
        var toMidnight = to.equals("24:00");
        var end = toMidnight ? LocalTime.MIDNIGHT : LocalTime.parse(to);
        return Given.quiet(
                new QuietPeriod(
                        "night",
                        Set.of(),
                        Set.of(),
                        new QuietPeriod.Weekly(
                                Set.of(day), LocalTime.parse(from), end, toMidnight)));
    }

    private static Outcome decideAt(String local, Someone contact, RuleBook rules) {
        return decide(contact, asked("C1", at(local)), rules, at(local)).outcome();
    }

    private static Decision decide(Someone contact, Asked asked, RuleBook rules) {
        return decide(contact, asked, rules, NOW);
    }

    private static Decision decide(Someone contact, Asked asked, RuleBook rules, Instant now) {
        return Judgement.decide(contact.household(), List.of(asked.candidate()), rules, now)
                .getFirst();
    }

    private static List<Gate> gates(Decision decision) {
        return decision.reasons().stream().map(Reason::gate).toList();
    }
}
