package org.marronnier.web.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.consent.Regime;
import org.marronnier.engine.decision.Reason;
import org.marronnier.scheduler.campaign.ReasonsAsJson;
import org.marronnier.web.condition.Names;
import org.springframework.context.support.ResourceBundleMessageSource;

class ReasonSentencesTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant NOON = Instant.parse("2027-05-19T10:00:00Z");
    private static final Names NAMES =
            new Names(
                    "maison",
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Map.of("soldes", "Soldes"),
                    Map.of("promo-week", "Deux promotions par semaine"));
    private static final UnaryOperator<String> QUIET = "when it is %s"::formatted;
    private static final List<Reason.Pressure.Holder> HELD_BY =
            List.of(
                    new Reason.Pressure.Holder(
                            "campaign:soldes", "C1", NOON, Reason.Pressure.Standing.RESERVED),
                    new Reason.Pressure.Holder(
                            "scenario:welcome",
                            "C1",
                            NOON.minusSeconds(3_600),
                            Reason.Pressure.Standing.SENT));

    private final ReasonSentences sentences = new ReasonSentences(messages());

    static Stream<Reason> everyReason() {
        return Stream.of(
                new Reason.Blocked(
                        Set.of(
                                Reason.Block.ERASED,
                                Reason.Block.SUPPRESSED,
                                Reason.Block.COMPLAINED,
                                Reason.Block.PAUSED),
                        NOON),
                new Reason.NotTargeted(),
                new Reason.NoAddress(List.of(Channel.EMAIL, Channel.SMS), Set.of(Channel.SMS)),
                new Reason.NoConsent(
                        List.of(
                                new Reason.NoConsent.Asked(Channel.EMAIL, Regime.OPT_IN, null),
                                new Reason.NoConsent.Asked(
                                        Channel.SMS, Regime.OPT_OUT, ConsentStatus.WITHDRAWN))),
                new Reason.Duplicate(Channel.EMAIL, "C0001"),
                new Reason.Control("printemps"),
                new Reason.Expired(NOON),
                new Reason.Quiet(Channel.SMS, List.of("sms-night"), null),
                new Reason.Quiet(Channel.SMS, List.of("sms-night"), NOON),
                new Reason.Pressure(
                        Channel.EMAIL,
                        List.of(
                                new Reason.Pressure.Refusal("promo-week", 3, 2, HELD_BY, NOON),
                                new Reason.Pressure.Refusal(
                                        "preference:SMS", 2, 1, List.of(), NOON),
                                new Reason.Pressure.Refusal("after-claim", 1, 0, List.of(), null))),
                new Reason.CapacityUsed(Channel.PHONE, 500));
    }

    @ParameterizedTest
    @MethodSource("everyReason")
    void saysEveryReasonInBothLanguages(Reason reason) {
        for (var locale : List.of(Locale.FRENCH, Locale.ENGLISH)) {
            assertThat(said(reason, locale))
                    .isNotEmpty()
                    .allSatisfy(
                            sentence ->
                                    assertThat(sentence)
                                            .isNotBlank()
                                            .doesNotContain("{", "reason."));
        }
    }

    @ParameterizedTest
    @MethodSource("everyReason")
    void readsEveryReasonAsItWasKept(Reason reason) {
        assertThat(ReasonReader.read(ReasonsAsJson.of(List.of(reason)))).containsExactly(reason);
    }

    @Test
    void tellsTheControlGroupOfThePlanFromThatOfACampaign() {
        assertThat(said(new Reason.Control("soldes"), Locale.ENGLISH))
                .containsExactly("In the control group Soldes");
        assertThat(said(new Reason.Control("maison"), Locale.ENGLISH))
                .containsExactly("In the universal control group");
    }

    @Test
    void namesTheRuleAndItsNumbers() {
        var reason =
                new Reason.Pressure(
                        Channel.EMAIL,
                        List.of(new Reason.Pressure.Refusal("promo-week", 3, 2, List.of(), null)));

        assertThat(said(reason, Locale.FRENCH))
                .containsExactly(
                        "Règle «\u00a0Deux promotions par semaine\u00a0»\u00a0: 2 messages au plus, celui-ci aurait été le n°\u00a03");
        assertThat(said(reason, Locale.ENGLISH))
                .containsExactly(
                        "Rule “Deux promotions par semaine”: at most 2 messages, this would have been no. 3");
    }

    @Test
    void saysWhoHoldsThePlaceAndWhenItIsFreeAgain() {
        var reason =
                new Reason.Pressure(
                        Channel.EMAIL,
                        List.of(
                                new Reason.Pressure.Refusal(
                                        "preference:EMAIL", 3, 2, HELD_BY, NOON)));

        assertThat(said(reason, Locale.FRENCH))
                .containsExactly(
                        "Règle «\u00a0Souhait du contact par e-mail\u00a0»\u00a0: 2 messages au plus, celui-ci aurait été le n°\u00a03",
                        "Place tenue par\u00a0: Soldes, réservé pour le 19 mai 2027, 12:00\u00a0; welcome, envoyé le 19 mai 2027, 11:00",
                        "Libre à nouveau le 19 mai 2027, 12:00");
    }

    @Test
    void saysUntilWhenItIsQuiet() {
        assertThat(said(new Reason.Quiet(Channel.SMS, List.of("sms-night"), NOON), Locale.ENGLISH))
                .containsExactly(
                        "Quiet hours by SMS: when it is sms-night, until 19 May 2027, 12:00");
    }

    @Test
    void saysHowManyEventsImposeSilence() {
        assertThat(said(silence(1), Locale.ENGLISH))
                .containsExactly(
                        "Rule “Deux promotions par semaine”: silence after a recent event");
        assertThat(said(silence(3), Locale.FRENCH))
                .containsExactly(
                        "Règle «\u00a0Deux promotions par semaine\u00a0»\u00a0: silence après 3 événements récents");
    }

    private static Reason silence(int events) {
        return new Reason.Pressure(
                Channel.EMAIL,
                List.of(new Reason.Pressure.Refusal("promo-week", events, 0, List.of(), null)));
    }

    @Test
    void saysUntilWhenAContactPauses() {
        assertThat(said(new Reason.Blocked(Set.of(Reason.Block.PAUSED), NOON), Locale.FRENCH))
                .containsExactly("Le contact a demandé une pause jusqu’au 19 mai 2027, 12:00");
    }

    @Test
    void leadsToWhatHoldsThePlaceAndNamesTheMemberOfTheHouseholdWhoHasIt() {
        var reason =
                new Reason.Pressure(
                        Channel.LETTER,
                        List.of(
                                new Reason.Pressure.Refusal(
                                        "promo-week",
                                        2,
                                        1,
                                        List.of(
                                                new Reason.Pressure.Holder(
                                                        "campaign:soldes",
                                                        "C 2",
                                                        NOON,
                                                        Reason.Pressure.Standing.SENT)),
                                        null)));
        var links = new Links(Map.of("campaign:soldes", "/campaigns/soldes"), true);

        var held =
                sentences
                        .of(
                                reason,
                                new ReasonSentences.Telling(
                                        NAMES, QUIET, links, "C1", PARIS, Locale.ENGLISH))
                        .get(1);

        assertThat(held.text())
                .isEqualTo("Held by: Soldes, sent on 19 May 2027, 12:00 (contact C 2)");
        assertThat(held.parts())
                .contains(
                        new Sentence.Part("Soldes", "/campaigns/soldes"),
                        new Sentence.Part("C 2", "/contacts/C%202"));
    }

    private List<String> said(Reason reason, Locale locale) {
        return sentences
                .of(
                        reason,
                        new ReasonSentences.Telling(NAMES, QUIET, Links.NONE, "C1", PARIS, locale))
                .stream()
                .map(Sentence::text)
                .toList();
    }

    private static ResourceBundleMessageSource messages() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setFallbackToSystemLocale(false);
        return messages;
    }
}
