package org.marronnier.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.marronnier.domain.pressure.GivenRules.PROMOTIONS;
import static org.marronnier.engine.decision.Given.asked;
import static org.marronnier.engine.decision.Given.at;
import static org.marronnier.engine.decision.Given.atMost;
import static org.marronnier.engine.decision.Given.gates;
import static org.marronnier.engine.decision.Given.rules;
import static org.marronnier.engine.decision.Given.someone;

import java.math.BigDecimal;
import java.time.Instant;
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
import org.marronnier.engine.decision.Given.Asked;
import org.marronnier.engine.decision.Given.Someone;

/** Gates 1 to 7, and what a decision says. */
class JudgementTest {

    private static final Instant NOW = at("2026-06-30T10:00");

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

        var decision = decide(contact, asked("C1", NOW), rules(atMost(1, "P7D", PROMOTIONS)));

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
                        new Judgement(rules(), NOW)
                                .claimOf(someone("C1").member(), candidate)
                                .orElseThrow()
                                .key())
                .isEqualTo("email:C1@maison.example");
        assertThat(
                        new Judgement(rules(), NOW)
                                .claimOf(someone("C1").saidNothing().member(), candidate))
                .isEmpty();
        assertThat(
                        new Judgement(rules(), NOW)
                                .claimOf(
                                        someone("C1").member(),
                                        asked("C1", NOW).notTargeted().candidate()))
                .isEmpty();
        assertThat(
                        new Judgement(rules(), NOW)
                                .claimOf(
                                        someone("C1")
                                                .standing(
                                                        new Member.Standing(
                                                                true, false, false, null))
                                                .member(),
                                        candidate))
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
    void refusesACandidateOfAnotherHousehold() {
        assertThatThrownBy(() -> decide(someone("C1"), asked("C2", NOW), rules()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The contact (C2) of candidate (campaign) is not of the household.");
    }

    @Test
    void ordersExternalIdsAsTheirBytesAre() {
        assertThat(
                        List.of("\uD83D\uDE00", "\uFFFD", "b", "a", "aa").stream()
                                .sorted(ExternalIds.ORDER))
                .containsExactly("a", "aa", "b", "\uFFFD", "\uD83D\uDE00");
    }

    private static Decision decide(Someone contact, Asked asked, RuleBook rules) {
        return Given.decide(contact, asked, rules, NOW);
    }
}
