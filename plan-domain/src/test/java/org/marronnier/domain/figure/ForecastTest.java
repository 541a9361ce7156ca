package org.marronnier.domain.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.run.Funnel;

/** A forecast of all, from those who were judged. */
class ForecastTest {

    private static final Instant DUE = Instant.parse("2027-01-13T09:00:00Z");

    @Test
    void tellsTheLinesAsTheyAreWhereAllWereJudged() {
        var forecast =
                new Figure.Forecast(
                        DUE, 10, 10, Map.of(Funnel.NO_CONSENT, 3L, Funnel.QUEUED, 7L), 0, Map.of());

        assertThat(forecast.isEstimate()).isFalse();
        assertThat(forecast.margin()).isZero();
        assertThat(forecast.funnel().lines())
                .isEqualTo(Map.of(Funnel.TARGETED, 10L, Funnel.NO_CONSENT, 3L, Funnel.QUEUED, 7L));
    }

    @Test
    void standsForAllWhereSomeWereDrawnAndLeavesNobodyOut() {
        var forecast =
                new Figure.Forecast(
                        DUE,
                        1_000,
                        300,
                        Map.of(Funnel.NO_CONSENT, 100L, Funnel.CONTROL, 1L, Funnel.QUEUED, 199L),
                        0,
                        Map.of());

        assertThat(forecast.isEstimate()).isTrue();
        assertThat(forecast.funnel().line(Funnel.NO_CONSENT)).isEqualTo(333);
        assertThat(forecast.funnel().decided()).isEqualTo(1_000);
        // 1.96 times the root of p (1 - p) / 300, less for the 300 of 1,000 that are known
        assertThat(forecast.margin()).isEqualTo(45);
    }

    @Test
    void takesWhoFindsNoPlaceInTheChannelFromWhoWouldGetAMessage() {
        var funnel =
                new Figure.Forecast(DUE, 10, 10, Map.of(Funnel.QUEUED, 10L), 4, Map.of()).funnel();

        assertThat(funnel.line(Funnel.CAPACITY)).isEqualTo(4);
        assertThat(funnel.line(Funnel.QUEUED)).isEqualTo(6);
    }

    @Test
    void tellsNothingOfNobody() {
        var forecast = new Figure.Forecast(DUE, 0, 0, Map.of(), 0, Map.of());

        assertThat(forecast.funnel().targeted()).isZero();
        assertThat(forecast.margin()).isZero();
    }
}
