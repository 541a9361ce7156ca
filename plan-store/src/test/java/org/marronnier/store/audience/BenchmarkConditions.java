package org.marronnier.store.audience;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.Vocabulary;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Comparison.Operator;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.Measure;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.condition.PropertyTest;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.convention.Conventions.Stage;
import org.marronnier.domain.segment.Segment;
import org.marronnier.domain.time.Span;

/** The plan of the benchmarks of conditions, and the typical conditions that they share. */
final class BenchmarkConditions {

    static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    static final Condition ACTIVE = boughtAtLeast(1, "P12M");
    static final Condition CONSENTED =
            new Condition.Consent(Channel.EMAIL, "offers", ConsentStatus.GRANTED);

    private static final Condition VIP =
            bought("P12M", new Measure.Sum("amount", bound(Operator.GTE, 500)));
    private static final Condition PROSPECT =
            bought(null, new Measure.Count(bound(Operator.EQ, 0)));

    static final Vocabulary VOCABULARY =
            new Vocabulary(
                    "maison",
                    ZoneId.of("Europe/Paris"),
                    "purchase",
                    List.of(new Segment("vip", "VIP", VIP)),
                    List.of(
                            new Stage("prospect", "Prospect", PROSPECT),
                            new Stage("active", "Actif", ACTIVE),
                            new Stage("inactive", "Inactif", Condition.EVERYBODY)));

    private BenchmarkConditions() {}

    /** Those that every benchmark measures, by what they say; to be added to. */
    static Map<String, Condition> typical() {
        var conditions = new LinkedHashMap<String, Condition>();
        conditions.put("country = FR", attribute("country", "fr"));
        conditions.put("attribute tier = gold", attribute("tier", "GOLD"));
        conditions.put(
                "aged 60 or more", new Condition.YearsSince("birthDate", bound(Operator.GTE, 60)));
        conditions.put("segment vip: 500 or more in 12 months", new Condition.InSegment("vip"));
        conditions.put("consented to e-mail", CONSENTED);
        conditions.put("stage inactive", new Condition.InStage("inactive"));
        conditions.put(
                "last purchase older than 60 days",
                bought(null, new Measure.Last(Measure.Last.Age.OLDER_THAN, Span.parse("P60D"))));
        conditions.put(
                "bought shoes in 6 months, or vip, and not in BE",
                new Condition.All(
                        List.of(
                                new Condition.Any(
                                        List.of(
                                                new Condition.Events(
                                                        "purchase",
                                                        List.of(
                                                                new PropertyTest(
                                                                        "category",
                                                                        equal("shoes"))),
                                                        Span.parse("P6M"),
                                                        List.of()),
                                                new Condition.InSegment("vip"))),
                                new Condition.Not(attribute("country", "BE")))));
        return conditions;
    }

    /** So many purchases or more in a window. */
    static Condition boughtAtLeast(int times, String within) {
        return bought(within, new Measure.Count(bound(Operator.GTE, times)));
    }

    private static Condition bought(@Nullable String within, Measure measure) {
        return new Condition.Events(
                "purchase",
                List.of(),
                within == null ? null : Span.parse(within),
                List.of(measure));
    }

    private static Condition attribute(String field, String value) {
        return new Condition.Attribute(field, equal(value));
    }

    private static List<Comparison> bound(Operator operator, long number) {
        return List.of(Comparison.of(operator, Operand.of(number)));
    }

    private static List<Comparison> equal(String text) {
        return List.of(Comparison.of(Operator.EQ, Operand.of(text)));
    }
}
