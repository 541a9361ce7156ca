package org.marronnier.engine.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class OccurrencesTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Path VECTORS =
            Path.of(
                    "..",
                    "..",
                    "shared",
                    "data",
                    "rfc5545_recurrence",
                    "dateutil_rrule_vectors.json");
    private static final DateTimeFormatter COMPACT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");

    @Test
    void agreesWithTheVectorsOfRfc5545() throws IOException {
        Assumptions.assumeTrue(
                Files.exists(VECTORS),
                "The recurrence vectors are not here: put them at shared/data/rfc5545_recurrence.");
        var text = Files.readString(VECTORS);
        var vector =
                Pattern.compile(
                        "\"name\":\\s*\"([^\"]*)\",\\s*\"dtstart\":\\s*\"([^\"]*)\",\\s*\"rrule\":\\s*\"([^\"]*)\",\\s*\"expected\":\\s*\\[([^\\]]*)\\]");
        var matcher = vector.matcher(text);
        var wrong = new ArrayList<String>();
        var read = 0;

        while (matcher.find()) {
            read++;
            var expected =
                    Pattern.compile("\"([^\"]*)\"")
                            .matcher(matcher.group(4))
                            .results()
                            .map(result -> LocalDateTime.parse(result.group(1), COMPACT))
                            .toList();
            var start = LocalDateTime.parse(matcher.group(2), COMPACT);
            var found = first(expected.size() + 1, Occurrences.of(start, matcher.group(3), PARIS));
            if (!found.equals(expected)) {
                wrong.add(
                        "%s %s: %s instead of %s"
                                .formatted(matcher.group(1), matcher.group(3), found, expected));
            }
        }

        assertThat(read).isEqualTo(214);
        assertThat(wrong).isEmpty();
    }

    @Test
    void happensOnceWithoutARule() {
        var once = Occurrences.of(LocalDateTime.parse("2027-01-13T10:00"), null, PARIS);

        assertThat(once).containsExactly(LocalDateTime.parse("2027-01-13T10:00"));
        assertThat(once.firstAfter(Instant.parse("2027-01-13T08:59:59Z")))
                .contains(Instant.parse("2027-01-13T09:00:00Z"));
        assertThat(once.firstAfter(Instant.parse("2027-01-13T09:00:00Z"))).isEmpty();
    }

    @Test
    void keepsItsLocalTimeAcrossAClockChange() {
        var weekly = Occurrences.of(LocalDateTime.parse("2026-10-20T10:00"), "FREQ=WEEKLY", PARIS);

        assertThat(weekly.firstAfter(Instant.parse("2026-10-20T08:00:00Z")))
                .contains(Instant.parse("2026-10-27T09:00:00Z"));
    }

    @Test
    void readsAnHourThatDoesNotExistAsTheFirstInstantAfterTheGap() {
        var daily = Occurrences.of(LocalDateTime.parse("2026-03-28T02:30"), "FREQ=DAILY", PARIS);

        assertThat(daily.firstAfter(Instant.parse("2026-03-28T12:00:00Z")))
                .contains(Instant.parse("2026-03-29T01:00:00Z"));
        assertThat(daily.firstAfter(Instant.parse("2026-03-29T01:00:00Z")))
                .contains(Instant.parse("2026-03-30T00:30:00Z"));
    }

    @Test
    void findsThoseOfAMonth() {
        var tuesdays =
                Occurrences.of(
                        LocalDateTime.parse("2026-01-06T10:00"),
                        "FREQ=WEEKLY;BYDAY=TU;COUNT=40",
                        PARIS);

        assertThat(
                        tuesdays.between(
                                LocalDateTime.parse("2026-06-01T00:00"),
                                LocalDateTime.parse("2026-07-01T00:00")))
                .extracting(LocalDateTime::getDayOfMonth)
                .containsExactly(2, 9, 16, 23, 30);
        assertThat(
                        tuesdays.between(
                                LocalDateTime.parse("2026-10-01T00:00"),
                                LocalDateTime.parse("2026-11-01T00:00")))
                .extracting(LocalDateTime::getDayOfMonth)
                .containsExactly(6);
    }

    @Test
    void skipsToALaterDayAsIfItHadCounted() {
        var start = LocalDateTime.parse("2026-01-31T10:00");
        for (var rule :
                List.of(
                        "FREQ=DAILY;INTERVAL=3",
                        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU",
                        "FREQ=MONTHLY;BYMONTHDAY=-1",
                        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
                        "FREQ=HOURLY;INTERVAL=7")) {
            var later = LocalDateTime.parse("2033-05-05T12:00");

            var skipped = Occurrences.of(start, rule, PARIS).from(later).next();

            var counted =
                    first(30_000, Occurrences.of(start, rule, PARIS)).stream()
                            .filter(time -> !time.isBefore(later))
                            .findFirst();
            assertThat(counted).as(rule).contains(skipped);
        }
    }

    @Test
    void readsAnEndInUtcInTheZone() {
        var daily =
                Occurrences.of(
                        LocalDateTime.parse("2026-07-01T00:30"),
                        "FREQ=DAILY;UNTIL=20260702T223000Z",
                        PARIS);

        assertThat(daily).hasSize(3);
    }

    @Test
    void refusesWhatIsNoRule() {
        assertThatThrownBy(
                        () ->
                                Occurrences.of(
                                        LocalDateTime.parse("2026-01-06T10:00"),
                                        "every tuesday",
                                        PARIS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"every tuesday\" is not a recurrence such as FREQ=WEEKLY;BYDAY=TU.");
    }

    @Test
    void knowsThePublicHolidaysOfFrance() throws IOException {
        var file =
                Path.of(
                        "..",
                        "..",
                        "shared",
                        "data",
                        "french_calendar",
                        "jours_feries_metropole.csv");
        Assumptions.assumeTrue(
                Files.exists(file),
                "The public holidays are not here: put them at shared/data/french_calendar.");

        var published =
                Files.readAllLines(file).stream()
                        .skip(1)
                        .map(line -> LocalDate.parse(line.substring(0, 10)))
                        .distinct()
                        .toList();

        for (var year : published.stream().map(LocalDate::getYear).distinct().toList()) {
            assertThat(PublicHolidays.of("FR", year))
                    .containsExactlyInAnyOrderElementsOf(
                            published.stream().filter(day -> day.getYear() == year).toList());
        }
    }

    private static List<LocalDateTime> first(int most, Occurrences occurrences) {
        var found = new ArrayList<LocalDateTime>();
        var all = occurrences.iterator();
        while (all.hasNext() && found.size() < most) {
            found.add(all.next());
        }
        return found;
    }
}
