package org.marronnier.engine.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.marronnier.domain.fact.Microseconds;
import org.marronnier.domain.time.Span;

class EdgeTest {

    private static final List<Span> SPANS =
            List.of(
                    Span.parse("P1D"),
                    Span.parse("P7D"),
                    Span.parse("P1M"),
                    Span.parse("P1DT90M"),
                    Span.parse("PT24H"));

    private static final long QUARTER = 15 * 60 * Microseconds.A_SECOND;

    /** Every quarter of an hour, and the microseconds beside it, around every start of a window. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Paris, 2026-03-29T01:00:00Z",
        "Europe/Paris, 2026-10-25T01:00:00Z",
        "America/New_York, 2026-11-01T06:00:00Z",
        "Australia/Lord_Howe, 2026-04-04T15:00:00Z",
        "Australia/Lord_Howe, 2026-10-03T15:30:00Z",
        "Pacific/Apia, 2011-12-30T10:00:00Z",
        "America/Juneau, 1867-10-18T23:00:00Z",
        "Asia/Kolkata, 2026-06-01T00:00:00Z"
    })
    void saysWhatIsNewerAndOlderAsTheLocalClockDoes(ZoneId zone, Instant change) {
        for (var span : SPANS) {
            for (var later = -120; later <= 120; later++) {
                var now = span.after(change, ZoneId.of("UTC")).plusMillis(later * QUARTER / 1_000);
                var edge = Edge.of(span, zone, now);
                var start =
                        span.isExact()
                                ? LocalDateTime.ofInstant(now.minus(span.time()), ZoneId.of("UTC"))
                                : span.before(LocalDateTime.ofInstant(now, zone));
                instants(change)
                        .forEach(
                                at -> {
                                    var local =
                                            LocalDateTime.ofInstant(
                                                    instant(at),
                                                    span.isExact() ? ZoneId.of("UTC") : zone);

                                    assertThat(edge.isNewer(at))
                                            .as("%s newer than %s before %s", local, span, now)
                                            .isEqualTo(local.isAfter(start));
                                    assertThat(edge.isOlder(at))
                                            .as("%s older than %s before %s", local, span, now)
                                            .isEqualTo(local.isBefore(start));
                                });
            }
        }
    }

    private static LongStream instants(Instant change) {
        return LongStream.rangeClosed(-130, 130)
                .map(quarter -> Microseconds.of(change) + quarter * QUARTER)
                .flatMap(at -> LongStream.of(at - 1, at, at + 1));
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, Microseconds.A_SECOND),
                Math.floorMod(micros, Microseconds.A_SECOND) * 1_000);
    }
}
