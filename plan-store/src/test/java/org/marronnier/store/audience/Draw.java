package org.marronnier.store.audience;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.time.LocalTimes;
import org.marronnier.domain.time.Span;

/**
 * Draws from small pools, so that equal values, edges of windows and changes of the clock are
 * common.
 */
final class Draw {

    static final List<Instant> NOWS =
            List.of(
                    Instant.parse("2026-11-22T09:15:00Z"),
                    Instant.parse("2026-03-29T00:59:59Z"),
                    Instant.parse("2026-03-29T01:00:00Z"),
                    Instant.parse("2026-10-25T00:30:00Z"),
                    Instant.parse("2026-10-25T01:30:00Z"),
                    Instant.parse("2026-10-26T01:30:00Z"),
                    Instant.parse("2026-03-30T00:30:00Z"),
                    Instant.parse("2026-11-01T06:10:00Z"),
                    Instant.parse("2027-03-31T22:30:00Z"),
                    Instant.parse("2028-02-29T12:00:00Z"),
                    Instant.parse("2027-02-28T10:30:00Z"),
                    Instant.parse("2026-12-31T23:30:00Z"));
    static final List<String> ZONES =
            List.of(
                    "Europe/Paris",
                    "America/New_York",
                    "Pacific/Kiritimati",
                    "Pacific/Pago_Pago",
                    "Asia/Kolkata",
                    "Australia/Lord_Howe",
                    "Mars/Olympus");
    static final List<ZoneId> PLAN_ZONES =
            List.of(
                    ZoneId.of("Europe/Paris"),
                    ZoneId.of("Europe/Paris"),
                    ZoneId.of("America/New_York"),
                    ZoneId.of("+05:30"),
                    ZoneId.of("-03:00"),
                    ZoneId.of("UTC+2"),
                    ZoneOffset.UTC);
    static final List<Span> SPANS =
            List.of(
                    Span.parse("P1D"),
                    Span.parse("P7D"),
                    Span.parse("P2W"),
                    Span.parse("P90D"),
                    Span.parse("P1M"),
                    Span.parse("P12M"),
                    Span.parse("P1M15D"),
                    Span.parse("P1Y"),
                    Span.parse("PT24H"),
                    Span.parse("PT30M"),
                    Span.parse("P1DT12H"),
                    Span.parse("P9000Y"),
                    Span.parse("-P1D"));
    static final List<String> TEXTS =
            List.of(
                    "Paris",
                    "PARIS",
                    "paris",
                    "Éva",
                    "éVA",
                    "ev",
                    "ß",
                    "Straße",
                    "STRASSE",
                    "ΟΔΟΣ",
                    "οδος",
                    "İ",
                    "i",
                    "ı",
                    "",
                    " ",
                    "abc",
                    "12",
                    "12.0",
                    "012",
                    "1e1",
                    "10",
                    "9",
                    "-3",
                    "1e99",
                    "NaN",
                    "Infinity",
                    "12,5",
                    "true",
                    "False",
                    "2026-03-29",
                    "2026-02-30",
                    "2026-02-28",
                    "2026-03-29T02:30",
                    "2026-03-29T23:30:00Z",
                    "2026-03-29 00:15:00+02:00",
                    "2026-3-29",
                    "0000-01-01",
                    "2004-02-29",
                    "1966-11-22",
                    "2030-01-01",
                    "O'Brien; drop table contact; --",
                    "?:a1 :now \"x\" \\",
                    "100%",
                    "12\n");
    static final List<BigDecimal> NUMBERS =
            List.of(
                    new BigDecimal("12"),
                    new BigDecimal("12.0"),
                    new BigDecimal("12.50"),
                    new BigDecimal("1E+2"),
                    new BigDecimal("-3"),
                    new BigDecimal("0.0"),
                    new BigDecimal("9"),
                    new BigDecimal("20260329"));
    static final List<String> FIELDS =
            List.of(
                    "externalId",
                    "email",
                    "phone",
                    "firstName",
                    "lastName",
                    "birthDate",
                    "street",
                    "postcode",
                    "city",
                    "country",
                    "language",
                    "zone",
                    "household");
    static final List<String> ATTRIBUTES =
            List.of("tier", "score", "since", "o'brien; --", ":a1 ?", "x\"y\\", "never");
    static final List<String> EVENTS = List.of("purchase", "cart", "never");
    static final List<String> PROPERTIES = List.of("amount", "category", "at", "x'y?:z", "none");
    static final List<String> KEYS = List.of("one", "two");

    final Random random;
    final Instant now;
    final ZoneId planZone;

    Draw(Random random) {
        this.random = random;
        this.now = pick(NOWS);
        this.planZone = pick(PLAN_ZONES);
    }

    /**
     * Around now, around the edge of some window on the contact's clock, or anywhere in two years.
     */
    Instant moment(ZoneId zone) {
        var near = pick(List.of(0, 0, -1, 1, -1800, 1800, -3600, 3600, -7200, 7200));
        return switch (random.nextInt(3)) {
            case 0 -> now.plusSeconds(near);
            case 1 -> {
                var span = pick(SPANS.subList(0, 11));
                yield LocalTimes.instant(span.before(LocalDateTime.ofInstant(now, zone)), zone)
                        .plusSeconds(near);
            }
            default -> now.minusSeconds(random.nextInt(2 * 365 * 86_400));
        };
    }

    ZoneId zone(Person person) {
        var zone = (String) person.fields.get("zone");
        return zone == null || zone.startsWith("Mars") ? planZone : ZoneId.of(zone);
    }

    <T> @Nullable T maybe(List<T> values) {
        return random.nextInt(3) > 0 ? null : pick(values);
    }

    <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
