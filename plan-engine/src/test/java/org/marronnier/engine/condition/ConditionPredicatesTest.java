package org.marronnier.engine.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.marronnier.domain.audience.Vocabulary;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Comparison.Operator;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.Measure;
import org.marronnier.domain.condition.MessagePattern;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.condition.PropertyTest;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.convention.Conventions.Stage;
import org.marronnier.domain.fact.FactKind;
import org.marronnier.domain.fact.Microseconds;
import org.marronnier.domain.fact.RecordedMessage;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.segment.Segment;
import org.marronnier.domain.time.Span;

class ConditionPredicatesTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final long CONTACT = 7;

    private static final Condition FRENCH =
            new Condition.Attribute(
                    "country", List.of(Comparison.of(Operator.EQ, Operand.of("FR"))));
    private static final Condition BUYER = bought(null, List.of());

    private static final Vocabulary VOCABULARY =
            new Vocabulary(
                    "maison",
                    PARIS,
                    "purchase",
                    List.of(
                            new Segment("vip", "VIP", BUYER),
                            new Segment("round", "Round", new Condition.InSegment("about")),
                            new Segment("about", "About", new Condition.InSegment("round"))),
                    List.of(
                            new Stage("prospect", "Prospect", new Condition.Not(BUYER)),
                            new Stage("customer", "Customer", Condition.EVERYBODY)));

    /** Every kind of test, comparison and measure. */
    static List<Condition> everyKind() {
        return List.of(
                FRENCH,
                attribute("country", Operator.IN, "fr", "be", "12"),
                attribute("country", Operator.NOT_IN, "be", "2026-01-01"),
                attribute("country", Operator.GT, "é"),
                attribute("country", Operator.CONTAINS, "f"),
                attribute("score", Operator.GTE, "12"),
                attribute("score", Operator.STARTS_WITH, "1"),
                new Condition.Attribute(
                        "score", List.of(Comparison.of(Operator.LT, Operand.of(100)))),
                new Condition.Attribute(
                        "never", List.of(new Comparison(Operator.MISSING, List.of()))),
                attribute("birthDate", Operator.LT, "2000-01-01"),
                new Condition.YearsSince("birthDate", atLeast(18)),
                BUYER,
                bought(Span.parse("P90D"), List.of(new Measure.Count(atLeast(2)))),
                bought(Span.parse("PT36H"), List.of(new Measure.Sum("amount", atLeast(200)))),
                bought(
                        Span.parse("P12M"),
                        List.of(
                                new Measure.Count(atLeast(1)),
                                new Measure.Sum(
                                        "amount",
                                        List.of(Comparison.of(Operator.CONTAINS, Operand.of("9")))),
                                new Measure.Last(Measure.Last.Age.OLDER_THAN, Span.parse("P1D")))),
                new Condition.Events(
                        "purchase",
                        List.of(
                                new PropertyTest(
                                        "category",
                                        List.of(Comparison.of(Operator.EQ, Operand.of("Shoes"))))),
                        Span.parse("P1M"),
                        List.of()),
                new Condition.Messages(
                        new MessagePattern(
                                Channel.EMAIL,
                                MessageType.PROMOTIONAL,
                                MessageStatus.OPENED,
                                null,
                                null,
                                "sales",
                                null,
                                "promo"),
                        Span.parse("P6M"),
                        atLeast(1)),
                new Condition.Consent(Channel.EMAIL, "offers", ConsentStatus.GRANTED),
                new Condition.Not(FRENCH),
                new Condition.All(List.of(FRENCH, BUYER)),
                new Condition.Any(List.of(new Condition.Not(FRENCH), BUYER)),
                new Condition.InSegment("vip"),
                new Condition.InStage("customer"));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void allocatesNothingInATest(Condition condition) {
        var predicates = ConditionPredicates.compile(List.of(condition), VOCABULARY);
        var sheet = told(predicates);
        var predicate = predicates.get(0);
        predicate.test(sheet, NOW);

        var before = THREADS.getCurrentThreadAllocatedBytes();
        for (var i = 0; i < 1_000; i++) {
            predicate.test(sheet, NOW);
        }
        var allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).as("bytes").isZero();
    }

    @Test
    void aSheetIsFilledAgainForAnotherContact() {
        var predicates = ConditionPredicates.compile(List.of(FRENCH, BUYER), VOCABULARY);
        var sheets = predicates.sheets();
        tell(predicates, sheets);
        var first = sheets.of(CONTACT).orElseThrow();

        sheets.clear();
        sheets.contact(8, null);

        assertThat(sheets.of(CONTACT)).isEmpty();
        var second = sheets.of(8).orElseThrow();
        assertThat(second).isSameAs(first);
        assertThat(predicates.get(0).test(second, NOW)).isFalse();
        assertThat(predicates.get(1).test(second, NOW)).isFalse();
    }

    @Test
    void explainsWhichPartFails() {
        var condition =
                new Condition.All(
                        List.of(
                                new Condition.InSegment("vip"),
                                new Condition.Not(FRENCH),
                                new Condition.InStage("customer")));
        var predicates = ConditionPredicates.compile(List.of(condition), VOCABULARY);

        var verdict = predicates.get(0).explain(told(predicates), NOW);

        assertThat(verdict.holds()).isFalse();
        assertThat(verdict.parts()).extracting(Verdict::holds).containsExactly(true, false, true);
        assertThat(verdict.parts().getFirst().parts())
                .containsExactly(new Verdict(BUYER, true, List.of()));
    }

    @Test
    void readsOnlyAsFarBackAsItsWindowsReach() {
        var windows =
                ConditionPredicates.compile(
                        List.of(
                                bought(Span.parse("P1M"), List.of()),
                                bought(Span.parse("P7D"), List.of())),
                        VOCABULARY);
        var ever =
                ConditionPredicates.compile(
                        List.of(bought(Span.parse("P1M"), List.of()), BUYER), VOCABULARY);

        assertThat(windows.needed().events().getFirst().windows())
                .contains(List.of(Span.parse("P1M"), Span.parse("P7D")));
        assertThat(ever.needed().events().getFirst().windows()).isEmpty();
    }

    @Test
    void saysWhenTimeAloneChangesTheAnswer() {
        var week = bought(Span.parse("P7D"), List.of(new Measure.Count(atLeast(2))));
        var conditions =
                List.of(
                        BUYER,
                        week,
                        new Condition.YearsSince("birthDate", atLeast(47)),
                        bought(Span.parse("PT99999999999H"), List.of()),
                        bought(Span.parse("P2000000000D"), List.of()));
        var predicates = ConditionPredicates.compile(conditions, VOCABULARY);
        var sheet = told(predicates);

        assertThat(predicates.get(0).nextChange(sheet, NOW)).isEmpty();
        // The purchase of yesterday is a week old.
        assertThat(predicates.get(1).nextChange(sheet, NOW))
                .contains(Instant.parse("2026-11-28T09:00:00Z"));
        // Born on 29 February 1980.
        assertThat(predicates.get(2).nextChange(sheet, NOW))
                .contains(Instant.parse("2027-02-28T23:00:00Z"));
        assertThat(predicates.get(3).nextChange(sheet, NOW)).isEmpty();
        assertThat(predicates.get(4).nextChange(sheet, NOW)).isEmpty();
    }

    @Test
    void refusesASegmentThatLeansOnItself() {
        assertThatThrownBy(
                        () ->
                                ConditionPredicates.compile(
                                        List.of(new Condition.InSegment("round")), VOCABULARY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The segment round leans on itself by way of round, about.");
    }

    @Test
    void refusesAStageThatIsNotThere() {
        assertThatThrownBy(
                        () ->
                                ConditionPredicates.compile(
                                        List.of(new Condition.InStage("lost")), VOCABULARY))
                .hasMessage("The plan (maison) has no stage lost, only (prospect, customer).");
    }

    private static FactSheet told(ConditionPredicates predicates) {
        var sheets = predicates.sheets();
        tell(predicates, sheets);
        return sheets.of(CONTACT).orElseThrow();
    }

    private static void tell(ConditionPredicates predicates, FactSheets sheets) {
        var needed = predicates.needed();
        sheets.contact(CONTACT, null);
        var fields = Map.of("country", "fr", "score", "12.50", "birthDate", "1980-02-29");
        fields.forEach(
                (field, text) -> {
                    var place = needed.fields().indexOf(field);
                    if (place >= 0) {
                        sheets.field(
                                place,
                                field.equals("score") ? FactKind.NUMBER : FactKind.TEXT,
                                text);
                    }
                });
        for (var type = 0; type < needed.events().size(); type++) {
            var properties = needed.events().get(type).properties();
            for (var days = 40; days >= 0; days--) {
                sheets.event(CONTACT, type, Microseconds.of(NOW) - days * 86_400_000_000L);
                if (properties.contains("amount")) {
                    sheets.property(properties.indexOf("amount"), FactKind.NUMBER, "59.90");
                }
                if (properties.contains("category")) {
                    sheets.property(
                            properties.indexOf("category"),
                            FactKind.TEXT,
                            days % 2 == 0 ? "toys" : "garden");
                }
            }
        }
        if (!needed.consents().isEmpty()) {
            sheets.consent(CONTACT, 0, ConsentStatus.GRANTED, Microseconds.of(NOW) - 5);
        }
        if (!needed.messages().isEmpty()) {
            sheets.message(
                    CONTACT,
                    new RecordedMessage(
                            "maison",
                            "campaign:sales",
                            Channel.EMAIL,
                            MessageType.PROMOTIONAL,
                            null,
                            null,
                            List.of("promo")));
            sheets.reached(MessageStatus.OPENED, Microseconds.of(NOW) - 5);
        }
    }

    private static Condition attribute(String field, Operator operator, String... operands) {
        return new Condition.Attribute(
                field,
                List.of(
                        new Comparison(
                                operator, Arrays.stream(operands).map(Operand::of).toList())));
    }

    private static Condition bought(@Nullable Span within, List<Measure> measures) {
        return new Condition.Events("purchase", List.of(), within, measures);
    }

    private static List<Comparison> atLeast(long number) {
        return List.of(Comparison.of(Operator.GTE, Operand.of(number)));
    }
}
