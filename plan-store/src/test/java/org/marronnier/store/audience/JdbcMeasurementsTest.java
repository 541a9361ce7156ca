package org.marronnier.store.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marronnier.store.audience.MeasuredPeople.FRENCH;
import static org.marronnier.store.audience.MeasuredPeople.NOW;
import static org.marronnier.store.audience.MeasuredPeople.VOCABULARY;
import static org.marronnier.store.audience.MeasuredPeople.plain;
import static org.marronnier.store.audience.MeasuredPeople.value;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Comparison.Operator;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.Measure;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.figure.Figure;
import org.marronnier.domain.figure.Figure.None;
import org.marronnier.domain.figure.Figure.Why;
import org.marronnier.domain.kpi.BuiltInKpi;
import org.marronnier.domain.kpi.Kpi;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.time.Span;
import org.marronnier.store.database.TestDatabase;

class JdbcMeasurementsTest {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    private final MeasuredPeople people = new MeasuredPeople(DATABASE);

    @BeforeEach
    void threeOfTwoCountries() {
        people.begin();
    }

    @Test
    void countsTheMessagesThatLeftBySource() {
        people.message("A", "campaign:sale", "SENT", 5, "");
        people.message("B", "campaign:sale", "UNCERTAIN", 6, "");
        people.message("B", "campaign:sale", "FAILED", 6, "");
        people.message("B", "campaign:sale", "SENT", 40, "");
        people.message("A", "scenario:hello", "SENT", 1, "");

        var volumes = people.measure(all -> all.volumes("maison", 30, NOW));

        assertThat((Object) volumes)
                .isEqualTo(
                        new Figure.Volumes(
                                30,
                                List.of(
                                        new Figure.Volume(
                                                "campaign:sale",
                                                Channel.EMAIL,
                                                MessageType.PROMOTIONAL,
                                                2),
                                        new Figure.Volume(
                                                "scenario:hello",
                                                Channel.EMAIL,
                                                MessageType.PROMOTIONAL,
                                                1))));
    }

    @Test
    void countsWhatSegmentsHoldAndShare() {
        people.event("A", "purchase", 3, "{}");
        people.event("C", "purchase", 3, "{}");

        var overlaps = people.measure(all -> all.overlaps(VOCABULARY, NOW));

        assertThat((Object) overlaps)
                .isEqualTo(
                        new Figure.Overlaps(
                                Map.of("french", 2L, "buyers", 2L, "nobody", 0L),
                                List.of(new Figure.Shared("french", "buyers", 1))));
    }

    @Test
    void measuresARatioInItsWindowAndScope() {
        people.event("A", "purchase", 10, "{}");
        people.event("A", "purchase", 20, "{}");
        people.event("B", "purchase", 10, "{}");
        people.event("B", "purchase", 200, "{}");
        people.event("C", "purchase", 10, "{}");
        var kpi =
                new Kpi(
                        "repeat",
                        "Repeat",
                        new Kpi.Ratio(atLeast("purchase", 2), atLeast("purchase", 1)),
                        Span.parse("P90D"));

        assertThat(ratio(kpi.measured(), Condition.EVERYBODY)).isEqualTo(value("0.333333"));
        assertThat(ratio(kpi.measured(), FRENCH)).isEqualTo(value("0.5"));
        assertThat(ratio(kpi.ratio(), FRENCH)).isEqualTo(value("1"));
        assertThat(ratio(kpi.measured(), new Condition.InSegment("nobody")))
                .isEqualTo(new None(Why.NOBODY));
    }

    @Test
    void measuresWhatEveryPlanHas() {
        people.event("A", "purchase", 100, "{\"amount\": 50}");
        people.event("A", "purchase", 80, "{\"amount\": \"30\"}");
        people.event("B", "purchase", 500, "{\"amount\": 20}");
        people.event("C", "purchase", 100, "{\"amount\": 40}");
        people.event("C", "purchase", 60, "{}");
        people.message("A", "campaign:sale", "SENT", 10, "opened_at = now()");
        people.message("B", "campaign:sale", "SENT", 10, "");
        people.message("C", "campaign:sale", "SENT", 10, "unsubscribed_at = now()");
        people.message("C", "campaign:sale", "SENT", 100, "opened_at = now()");
        people.event("A", "nps", 10, "{\"score\": 9}");
        people.event("B", "nps", 10, "{\"score\": 7}");
        people.event("C", "nps", 10, "{\"score\": 3}");
        people.event("C", "nps", 11, "{\"score\": 10}");

        assertThat(builtIn(BuiltInKpi.REPEAT_RATE)).isEqualTo(value("1"));
        assertThat(builtIn(BuiltInKpi.CHURN)).isEqualTo(value("0.333333"));
        assertThat(builtIn(BuiltInKpi.ACTIVATION_RATE)).isEqualTo(value("0.5"));
        assertThat(builtIn(BuiltInKpi.AVERAGE_BASKET)).isEqualTo(value("40"));
        assertThat(builtIn(BuiltInKpi.LIFETIME_VALUE)).isEqualTo(value("46.67"));
        assertThat(builtIn(BuiltInKpi.OPEN_RATE)).isEqualTo(value("0.333333"));
        assertThat(builtIn(BuiltInKpi.CLICK_RATE)).isEqualTo(value("0"));
        assertThat(builtIn(BuiltInKpi.OPT_OUT_RATE)).isEqualTo(value("0.333333"));
        assertThat(builtIn(BuiltInKpi.NPS)).isEqualTo(value("25"));
    }

    @Test
    void saysWhyThereIsNoValue() {
        assertThat(builtIn(BuiltInKpi.OPEN_RATE)).isEqualTo(new None(Why.NO_MESSAGE));
        assertThat(builtIn(BuiltInKpi.AVERAGE_BASKET)).isEqualTo(new None(Why.NO_EVENT));
        assertThat(builtIn(BuiltInKpi.NPS)).isEqualTo(new None(Why.NO_EVENT));
        assertThat(builtIn(BuiltInKpi.CHURN)).isEqualTo(new None(Why.NOBODY));
    }

    private Figure ratio(Kpi.Ratio ratio, Condition scope) {
        return plain(people.measure(all -> all.ratio(ratio, scope, VOCABULARY, NOW)));
    }

    private Figure builtIn(BuiltInKpi kpi) {
        return plain(people.measure(all -> all.builtIn(kpi, Condition.EVERYBODY, VOCABULARY, NOW)));
    }

    private static Condition atLeast(String type, int count) {
        return new Condition.Events(
                type,
                List.of(),
                null,
                List.of(
                        new Measure.Count(
                                List.of(Comparison.of(Operator.GTE, Operand.of(count))))));
    }
}
