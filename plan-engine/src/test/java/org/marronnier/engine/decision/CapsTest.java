package org.marronnier.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marronnier.domain.pressure.GivenRules.PROMOTIONS;
import static org.marronnier.domain.pressure.GivenRules.rolling;
import static org.marronnier.domain.pressure.GivenRules.sameOffer;
import static org.marronnier.domain.pressure.GivenRules.scope;
import static org.marronnier.domain.pressure.GivenRules.silentAfter;
import static org.marronnier.engine.decision.Given.asked;
import static org.marronnier.engine.decision.Given.at;
import static org.marronnier.engine.decision.Given.atMost;
import static org.marronnier.engine.decision.Given.decideAt;
import static org.marronnier.engine.decision.Given.rules;
import static org.marronnier.engine.decision.Given.someone;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.Scope;
import org.marronnier.engine.decision.Given.Asked;
import org.marronnier.engine.decision.Given.Someone;

/** Which messages a rule restricts, and which it counts. */
class CapsTest {

    private static final Instant NOW = at("2026-06-30T10:00");

    @Test
    void countsAWeekInLocalTimeAcrossAClockChange() {
        var contact = someone("C1").received(at("2026-03-24T10:00"));

        assertThat(
                        decideAt("2026-03-31T10:00", contact, rules(atMost(1, "P7D", PROMOTIONS)))
                                .outcome())
                .isEqualTo(Outcome.SEND);
        assertThat(
                        decideAt(
                                        "2026-03-31T10:00",
                                        contact,
                                        rules(atMost(1, "PT168H", PROMOTIONS)))
                                .outcome())
                .isEqualTo(Outcome.SUPPRESS);
    }

    @Test
    void restrictsATransactionalMessageOnlyWhereTheScopeNamesIt() {
        var contact = someone("C1").received(at("2026-06-29T10:00"));
        var transactional = scope(Set.of(), Set.of(MessageType.TRANSACTIONAL));
        var named =
                new PressureRule(
                        "named",
                        "named",
                        transactional,
                        rolling("P7D"),
                        PressureRule.Unit.PERSON,
                        new PressureRule.Cap(1, Scope.ANY, false, List.of()));
        var candidate = asked("C1", NOW).type(MessageType.TRANSACTIONAL);

        assertThat(decide(contact, candidate, rules(atMost(1, "P7D", Scope.ANY))).outcome())
                .isEqualTo(Outcome.SEND);
        assertThat(decide(contact, candidate, rules(named)).outcome()).isEqualTo(Outcome.SUPPRESS);
    }

    @Test
    void countsTheSameOfferAlone() {
        var offers = rules(sameOffer("offer", 1, rolling("P14D"), PROMOTIONS));
        var contact =
                someone("C1").received(Given.message(at("2026-06-20T10:00"), Set.of(), "sale"));

        assertThat(decide(contact, asked("C1", NOW).offer("sale"), offers).outcome())
                .isEqualTo(Outcome.SUPPRESS);
        assertThat(decide(contact, asked("C1", NOW).offer("other"), offers).outcome())
                .isEqualTo(Outcome.SEND);
        assertThat(decide(contact, asked("C1", NOW), offers).outcome()).isEqualTo(Outcome.SEND);
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
        var silence = silentAfter("claim", rolling("P10D"), PROMOTIONS);

        assertThat(
                        decide(
                                        someone("C1").event("claim", at("2026-06-20T10:00:01")),
                                        asked("C1", NOW),
                                        rules(silence))
                                .reasons())
                .containsExactly(
                        new Reason.Pressure(
                                Channel.EMAIL,
                                List.of(
                                        new Reason.Pressure.Refusal(
                                                "claim",
                                                1,
                                                0,
                                                List.of(),
                                                at("2026-06-30T10:00:01")))));
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

    private static Decision decide(Someone contact, Asked asked, RuleBook rules) {
        return Given.decide(contact, asked, rules, NOW);
    }
}
