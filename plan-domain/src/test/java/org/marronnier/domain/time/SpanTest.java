package org.marronnier.domain.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * In Paris the clock goes from 02:00 to 03:00 on 29 March and from 03:00 to 02:00 on 25 October.
 */
class SpanTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @ParameterizedTest
    @CsvSource({
        "P1D, 2026-03-28T10:00:00Z, 2026-03-29T09:00:00Z",
        "PT24H, 2026-03-28T10:00:00Z, 2026-03-29T10:00:00Z",
        "PT12H, 2026-10-24T21:30:00Z, 2026-10-25T09:30:00Z",
    })
    void liesBeforeAnInstantAsItLiesAfterOne(String span, Instant start, Instant end) {
        assertThat(Span.parse(span).after(start, PARIS)).isEqualTo(end);
        assertThat(Span.parse(span).before(end, PARIS)).isEqualTo(start);
    }

    /** Days first, then hours: not the way back. */
    @ParameterizedTest
    @CsvSource({
        "P1DT12H, 2026-03-30T09:00:00Z, 2026-03-28T21:00:00Z",
        "P1DT12H, 2026-10-26T10:00:00Z, 2026-10-24T22:00:00Z",
        "P1D, 2026-03-30T00:30:00Z, 2026-03-29T01:00:00Z",
        "P1D, 2026-10-26T01:30:00Z, 2026-10-25T00:30:00Z",
    })
    void takesDaysOffTheLocalClockAndHoursOffExactTime(String span, Instant end, Instant start) {
        assertThat(Span.parse(span).before(end, PARIS)).isEqualTo(start);
    }
}
