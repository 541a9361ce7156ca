package org.marronnier.web.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marronnier.domain.condition.Comparison.Operator.CONTAINS;
import static org.marronnier.domain.condition.Comparison.Operator.EQ;
import static org.marronnier.domain.condition.Comparison.Operator.GTE;
import static org.marronnier.domain.condition.Comparison.Operator.IN;
import static org.marronnier.domain.condition.Comparison.Operator.LTE;
import static org.marronnier.domain.condition.Comparison.Operator.MISSING;
import static org.marronnier.domain.condition.Comparison.Operator.PRESENT;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.Measure;
import org.marronnier.domain.condition.MessagePattern;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.condition.PropertyTest;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.time.Span;
import org.springframework.context.support.ResourceBundleMessageSource;

class ConditionSentencesTest {

    private static final Names NAMES =
            new Names(
                    "maison",
                    Map.of("vip", "Meilleurs clients"),
                    Map.of("active", "Actif"),
                    Map.of("offers", "Offres"),
                    Map.of("welcome", "Accueil"),
                    Map.of(),
                    Map.of("sale", "Soldes"),
                    Map.of());

    private final ResourceBundleMessageSource messages = messages();
    private final ConditionSentences sentences =
            new ConditionSentences(messages, new SpanWords(messages));

    @Test
    void saysEverybodyAndNobody() {
        assertReads(Condition.EVERYBODY, "Tous les contacts", "All contacts");
        assertReads(new Condition.Any(List.of()), "Aucun contact", "No contact");
        assertReads(
                new Condition.Not(new Condition.Any(List.of())),
                "Contacts qui ne sont pas de ceux dont il n’existe aucun",
                "Contacts who are not among those of whom there are none");
    }

    @Test
    void saysAttributes() {
        assertReads(
                field("country", EQ, Operand.of("FR")),
                "Contacts dont le pays est France",
                "Contacts whose country is France");
        assertReads(
                new Condition.Attribute(
                        "postcode",
                        List.of(
                                new Comparison(
                                        IN, List.of(Operand.of("69001"), Operand.of("69002"))))),
                "Contacts dont le code postal est 69001 ou 69002",
                "Contacts whose postcode is 69001 or 69002");
        assertReads(
                new Condition.Attribute("email", List.of(new Comparison(MISSING, List.of()))),
                "Contacts dont l’adresse e-mail manque",
                "Contacts whose email address is missing");
        assertReads(
                new Condition.Attribute(
                        "points",
                        List.of(
                                new Comparison(PRESENT, List.of()),
                                Comparison.of(
                                        GTE, new Operand.Decimal(new BigDecimal("1250.50"))))),
                "Contacts dont points ne manque pas et est d’au moins 1\u00a0250,5",
                "Contacts whose points is present and is at least 1,250.5");
        assertReads(
                field("member", EQ, new Operand.Truth(true)),
                "Contacts dont member est oui",
                "Contacts whose member is yes");
        assertReads(
                field("birthDate", GTE, Operand.of("1980-01-31")),
                "Contacts dont la date de naissance est d’au moins 31 janvier 1980",
                "Contacts whose birth date is at least 31 January 1980");
    }

    @Test
    void saysAges() {
        assertReads(
                new Condition.YearsSince(
                        "birthDate",
                        List.of(
                                Comparison.of(GTE, Operand.of(18)),
                                Comparison.of(LTE, Operand.of(25)))),
                "Contacts dont l’âge est au moins 18 et au plus 25 ans",
                "Contacts whose age is at least 18 and at most 25 years");
        assertReads(
                new Condition.YearsSince("joined", List.of(Comparison.of(GTE, Operand.of(1)))),
                "Contacts dont joined remonte à au moins 1 an",
                "Contacts whose joined lies at least 1 year back");
    }

    @Test
    void saysEvents() {
        assertReads(
                events(
                        Span.days(90),
                        new Measure.Count(List.of(Comparison.of(GTE, Operand.of(2))))),
                "Contacts qui ont au moins 2 achats sur 90\u00a0jours",
                "Contacts who have at least 2 purchases in the last 90\u00a0days");
        assertReads(
                events(
                        Span.parse("P12M"),
                        new Measure.Count(List.of(Comparison.of(EQ, Operand.of(0))))),
                "Contacts qui n’ont aucun achat sur 12\u00a0mois",
                "Contacts who have no purchase in the last 12\u00a0months");
        assertReads(
                new Condition.Events(
                        "cart",
                        List.of(
                                new PropertyTest(
                                        "category",
                                        List.of(Comparison.of(CONTAINS, Operand.of("shoes"))))),
                        null,
                        List.of()),
                "Contacts qui ont au moins 1 panier dont category contient shoes",
                "Contacts who have at least 1 cart whose category contains shoes");
        assertReads(
                events(
                        Span.parse("P1Y6M"),
                        new Measure.Sum("amount", List.of(Comparison.of(GTE, Operand.of(500))))),
                "Contacts dont la somme de amount des achats sur 1\u00a0an et 6\u00a0mois est d’au moins 500",
                "Contacts whose sum of amount over purchases in the last 1\u00a0year and 6\u00a0months is at least 500");
        assertReads(
                events(null, new Measure.Last(Measure.Last.Age.OLDER_THAN, Span.days(60))),
                "Contacts dont le dernier achat date de plus de 60\u00a0jours",
                "Contacts whose last purchase was more than 60\u00a0days ago");
        assertReads(
                events(null, new Measure.Last(Measure.Last.Age.NEWER_THAN, Span.parse("PT36H"))),
                "Contacts dont le dernier achat date de moins de 36\u00a0heures",
                "Contacts whose last purchase was less than 36\u00a0hours ago");
    }

    @Test
    void saysEventsByTheirNamesOrTheWordsOfTheirKeys() {
        var none = new Measure.Count(List.of(Comparison.of(EQ, Operand.of(0))));
        var old = new Measure.Last(Measure.Last.Age.OLDER_THAN, Span.days(60));
        assertReads(
                new Condition.Events("visit", List.of(), null, List.of(none)),
                "Contacts qui n’ont aucune visite",
                "Contacts who have no visit");
        assertReads(
                new Condition.Events("visit", List.of(), null, List.of(old)),
                "Contacts dont la dernière visite date de plus de 60\u00a0jours",
                "Contacts whose last visit was more than 60\u00a0days ago");
        assertReads(
                new Condition.Events("devis_jardin-neuf", List.of(), null, List.of(none)),
                "Contacts qui n’ont aucun événement devis jardin neuf",
                "Contacts who have no devis jardin neuf event");
    }

    @Test
    void saysMessages() {
        assertReads(
                new Condition.Messages(
                        new MessagePattern(
                                Channel.EMAIL,
                                MessageType.PROMOTIONAL,
                                MessageStatus.OPENED,
                                "welcome",
                                null,
                                "sale",
                                null,
                                "promo"),
                        Span.parse("P6M"),
                        List.of(Comparison.of(GTE, Operand.of(2)))),
                "Contacts qui ont au moins 2 messages ouverts par e-mail de type promotionnel du programme Accueil"
                        + " de la campagne Soldes avec l’étiquette promo sur 6\u00a0mois",
                "Contacts who have at least 2 messages opened by email of type promotional of programme Accueil"
                        + " of campaign Soldes with the tag promo in the last 6\u00a0months");
    }

    @Test
    void saysConsentsSegmentsAndStages() {
        assertReads(
                new Condition.Consent(Channel.SMS, "offers", ConsentStatus.GRANTED),
                "Contacts dont le consentement SMS pour Offres est accordé",
                "Contacts whose SMS consent to Offres is granted");
        assertReads(
                new Condition.InSegment("vip"),
                "Contacts du segment Meilleurs clients",
                "Contacts in segment Meilleurs clients");
        assertReads(
                new Condition.Not(new Condition.InStage("active")),
                "Contacts hors de la phase Actif",
                "Contacts not at stage Actif");
        assertReads(
                new Condition.InStage("unknown"),
                "Contacts en phase unknown",
                "Contacts at stage unknown");
    }

    @Test
    void bracketsAGroupWithinAnother() {
        var france = field("country", EQ, Operand.of("FR"));
        var segment = new Condition.InSegment("vip");
        var stage = new Condition.InStage("active");

        assertReads(
                new Condition.All(List.of(france, new Condition.Any(List.of(segment, stage)))),
                "Contacts dont le pays est France et (du segment Meilleurs clients ou en phase Actif)",
                "Contacts whose country is France and (in segment Meilleurs clients or at stage Actif)");
        assertReads(
                new Condition.Not(new Condition.All(List.of(segment, stage, france))),
                "Contacts qui ne sont pas de ceux (du segment Meilleurs clients, en phase Actif et dont le pays est France)",
                "Contacts who are not among those (in segment Meilleurs clients, at stage Actif and whose country is France)");
    }

    @Test
    void keepsValuesApartFromWords() {
        var parts = sentences.of(new Condition.InSegment("vip"), NAMES, Locale.FRENCH).parts();

        assertThat(parts)
                .containsExactly(
                        new Sentence.Part("Contacts du segment ", false),
                        new Sentence.Part("Meilleurs clients", true));
    }

    @ParameterizedTest
    @EnumSource
    void hasWordsForEveryComparison(Comparison.Operator operator) {
        var operands =
                switch (operator) {
                    case PRESENT, MISSING -> List.<Operand>of();
                    default -> List.of(Operand.of(3));
                };
        var comparison = List.of(new Comparison(operator, operands));

        for (var condition :
                List.of(
                        new Condition.Attribute("points", comparison),
                        new Condition.YearsSince("birthDate", comparison),
                        events(null, new Measure.Count(comparison)),
                        events(null, new Measure.Sum("amount", comparison)))) {
            assertThat(text(condition, Locale.FRENCH)).doesNotContain("{", "condition.");
            assertThat(text(condition, Locale.ENGLISH)).doesNotContain("{", "condition.");
        }
    }

    @ParameterizedTest
    @EnumSource
    void hasWordsForEveryStatusOfAMessage(MessageStatus status) {
        var condition =
                new Condition.Messages(
                        new MessagePattern(null, null, status, null, null, null, null, null),
                        null,
                        List.of());

        assertThat(text(condition, Locale.FRENCH))
                .startsWith("Contacts qui ont au moins 1 message ");
        assertThat(text(condition, Locale.ENGLISH))
                .startsWith("Contacts who have at least 1 message ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{0}", "'quoted'", "<b>&", "\ue000x\ue001"})
    void takesValuesAsTheyAre(String value) {
        assertThat(text(field("city", EQ, Operand.of(value)), Locale.ENGLISH))
                .isEqualTo(
                        "Contacts whose city is "
                                + value.replace("\ue000", "").replace("\ue001", ""));
    }

    private void assertReads(Condition condition, String french, String english) {
        assertThat(text(condition, Locale.FRENCH)).isEqualTo(french);
        assertThat(text(condition, Locale.ENGLISH)).isEqualTo(english);
    }

    private String text(Condition condition, Locale locale) {
        return sentences.of(condition, NAMES, locale).text();
    }

    private static Condition field(String field, Comparison.Operator operator, Operand operand) {
        return new Condition.Attribute(field, List.of(Comparison.of(operator, operand)));
    }

    private static Condition events(@Nullable Span within, Measure measure) {
        return new Condition.Events("purchase", List.of(), within, List.of(measure));
    }

    private static ResourceBundleMessageSource messages() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setFallbackToSystemLocale(false);
        return messages;
    }
}
