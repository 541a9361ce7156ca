package org.marronnier.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.marronnier.domain.scenario.Step;
import org.marronnier.domain.time.Span;

class WaitsTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @ParameterizedTest
    @CsvSource({
        "10:00,, 2026-06-01T07:00:00Z, 2026-06-01T08:00:00Z",
        "10:00,, 2026-06-01T08:00:00Z, 2026-06-01T08:00:00Z",
        "10:00,, 2026-06-01T08:00:01Z, 2026-06-02T08:00:00Z",
        "10:00, MONDAY, 2026-06-01T08:00:01Z, 2026-06-08T08:00:00Z",
        "10:00, SUNDAY, 2026-06-01T08:00:01Z, 2026-06-07T08:00:00Z",
        // the clock leaves 02:30 out
        "02:30,, 2026-03-28T22:00:00Z, 2026-03-29T01:00:00Z",
        "02:30,, 2026-03-29T01:10:00Z, 2026-03-30T00:30:00Z",
        // 02:30 is there twice
        "02:30,, 2026-10-24T22:00:00Z, 2026-10-25T00:30:00Z",
        "02:30,, 2026-10-25T00:45:00Z, 2026-10-26T01:30:00Z",
    })
    void waitsUntilTheNextSuchLocalTime(
            LocalTime at, @Nullable DayOfWeek day, Instant from, Instant end) {
        assertThat(Waits.end(new Step.WaitUntil(day, at), from, PARIS)).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({
        "P1D, 2026-03-28T09:00:00Z, 2026-03-29T08:00:00Z",
        "PT24H, 2026-03-28T09:00:00Z, 2026-03-29T09:00:00Z",
        "P1D, 2026-03-28T01:30:00Z, 2026-03-29T01:00:00Z",
        "P1M, 2027-01-31T09:00:00Z, 2027-02-28T09:00:00Z",
    })
    void waitsForDaysOnTheLocalClockAndForHoursInExactTime(String span, Instant from, Instant end) {
        assertThat(Waits.end(new Step.WaitFor(Span.parse(span)), from, PARIS)).isEqualTo(end);
    }

    @Property
    void aWaitUntilATimeEndsWithinADayOfTheClock(
            @ForAll @IntRange(min = 0, max = 800 * 24 * 60) int minute,
            @ForAll @IntRange(min = 0, max = 24 * 60 - 1) int at) {
        var from = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(60L * minute);
        var time = LocalTime.ofSecondOfDay(60L * at);

        var end = Waits.end(new Step.WaitUntil(null, time), from, PARIS);

        assertThat(end).isBetween(from, from.plusSeconds(25 * 3_600));
        assertThat(Waits.end(new Step.WaitUntil(null, time), end, PARIS)).isEqualTo(end);
    }
}
