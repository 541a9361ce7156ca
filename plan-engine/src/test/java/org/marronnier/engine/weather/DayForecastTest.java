package org.marronnier.engine.weather;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Comparison.Operator;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.domain.time.Span;

class DayForecastTest {

    private static final DayForecast FROST =
            new DayForecast(
                    Map.of(
                            "minTemperature", new BigDecimal("-3.10"),
                            "precipitation", new BigDecimal("0.0")));

    @Test
    void meetsABound() {
        assertThat(FROST.meets(when("minTemperature", Operator.LT, "0"))).isTrue();
        assertThat(FROST.meets(when("minTemperature", Operator.LTE, "-3.1"))).isTrue();
        assertThat(FROST.meets(when("minTemperature", Operator.LT, "-3.1"))).isFalse();
        assertThat(FROST.meets(when("minTemperature", Operator.GTE, "-3.1"))).isTrue();
        assertThat(FROST.meets(when("minTemperature", Operator.GT, "-3.1"))).isFalse();
        assertThat(FROST.meets(when("precipitation", Operator.EQ, "0"))).isTrue();
        assertThat(FROST.meets(when("precipitation", Operator.NE, "0"))).isFalse();
    }

    @Test
    void meetsEveryConditionOrNothing() {
        assertThat(
                        FROST.meets(
                                trigger(
                                        forecast("minTemperature", Operator.LT, "0"),
                                        forecast("precipitation", Operator.GT, "5"))))
                .isFalse();
        assertThat(
                        FROST.meets(
                                trigger(
                                        forecast("minTemperature", Operator.LT, "0"),
                                        forecast("precipitation", Operator.LT, "5"))))
                .isTrue();
    }

    @Test
    void isNotMetByWhatIsNotForecast() {
        Stream.of(Operator.LT, Operator.GTE, Operator.EQ, Operator.NE)
                .forEach(
                        operator ->
                                assertThat(FROST.meets(when("wind", operator, "10")))
                                        .as(operator.name())
                                        .isFalse());
    }

    private static Trigger.Weather when(String measure, Operator operator, String bound) {
        return trigger(forecast(measure, operator, bound));
    }

    private static Trigger.Weather.Forecast forecast(
            String measure, Operator operator, String bound) {
        return new Trigger.Weather.Forecast(
                measure,
                List.of(Comparison.of(operator, new Operand.Decimal(new BigDecimal(bound)))));
    }

    private static Trigger.Weather trigger(Trigger.Weather.Forecast... when) {
        return new Trigger.Weather(List.of(when), Span.days(7));
    }
}
