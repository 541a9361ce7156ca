package org.marronnier.engine.calendar;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.pressure.QuietPeriod;

class CommercialCalendarTest {

    private static final Path DATA = Path.of("..", "..", "shared", "data", "french_calendar");

    private static final Map<String, Region> ZONES =
            Map.ofEntries(
                    Map.entry("Métropole", Region.FR),
                    Map.entry("Alsace-Moselle", Region.ALSACE_MOSELLE),
                    Map.entry("Guadeloupe", Region.GP),
                    Map.entry("Guyane", Region.GF),
                    Map.entry("Martinique", Region.MQ),
                    Map.entry("Mayotte", Region.YT),
                    Map.entry("Nouvelle-Calédonie", Region.NC),
                    Map.entry("La Réunion", Region.RE),
                    Map.entry("Polynésie Française", Region.PF),
                    Map.entry("Saint-Barthélémy", Region.BL),
                    Map.entry("Saint-Martin", Region.MF),
                    Map.entry("Wallis-et-Futuna", Region.WF),
                    Map.entry("Saint-Pierre-et-Miquelon", Region.PM));

    private static final Map<String, List<String>> SALES =
            Map.ofEntries(
                    Map.entry("national", List.of("")),
                    Map.entry("Guadeloupe", List.of("-gp")),
                    Map.entry("Guyane", List.of("-gf")),
                    Map.entry("Guyane|Martinique", List.of("-gf", "-mq")),
                    Map.entry("Meurthe-et-Moselle|Meuse|Moselle|Vosges", List.of("-lorraine")),
                    Map.entry("Saint-Pierre-et-Miquelon", List.of("-pm")),
                    Map.entry("Saint-Barthelemy|Saint-Martin", List.of("-bl", "-mf")),
                    Map.entry("Alpes-Maritimes|Pyrenees-Orientales", List.of("-mediterranee")),
                    Map.entry("Corse", List.of("-corse")));

    @Test
    void knowsThePublicHolidaysThatQuietPeriodsMayName() {
        assertThat(Region.values())
                .extracting(Region::code)
                .containsExactlyInAnyOrderElementsOf(QuietPeriod.PublicHolidays.COUNTRIES);
        assertThat(QuietPeriod.PublicHolidays.COUNTRIES).allMatch(PublicHolidays::knows);
    }

    @Test
    void agreesWithEveryPublishedPublicHolidayOfAllFrenchRegions() throws IOException {
        var published =
                lines("jours_feries.csv").stream()
                        .flatMap(
                                line ->
                                        Arrays.stream(line.get(2).split("\\|"))
                                                .map(zone -> Map.entry(zone, line.getFirst())))
                        .collect(
                                groupingBy(
                                        Map.Entry::getKey,
                                        mapping(
                                                line -> LocalDate.parse(line.getValue()),
                                                toCollection(TreeSet::new))));

        assertThat(published).containsOnlyKeys(ZONES.keySet());
        published.forEach(
                (zone, days) -> {
                    var computed = new TreeSet<LocalDate>();
                    for (var year = days.first().getYear(); year <= days.last().getYear(); year++) {
                        computed.addAll(PublicHolidays.of(ZONES.get(zone).code(), year));
                    }
                    assertThat(computed).as(zone).isEqualTo(days);
                });
    }

    @Test
    void agreesWithEveryPublishedDateOfTheSoldes() throws IOException {
        var published = lines("soldes_dates_publiees.csv");

        assertThat(published).hasSize(28);
        for (var line : published) {
            for (var suffix : SALES.get(line.get(2))) {
                var key = "soldes-" + line.getFirst() + suffix;
                var sale =
                        CommercialCalendar.find(key, Integer.parseInt(line.get(1))).orElseThrow();
                assertThat(sale.from()).as("%s", line).isEqualTo(LocalDate.parse(line.get(3)));
                if (!line.get(4).isEmpty()) {
                    assertThat(sale.to()).as("%s", line).isEqualTo(LocalDate.parse(line.get(4)));
                }
            }
        }
    }

    @Test
    void agreesWithEveryPublishedMothersDay() throws IOException {
        var published = lines("fete_des_meres_france_publiee.csv");

        assertThat(published).hasSize(17);
        for (var line : published) {
            assertThat(
                            CommercialCalendar.find(
                                            "fete-des-meres", Integer.parseInt(line.getFirst()))
                                    .orElseThrow()
                                    .from())
                    .isEqualTo(LocalDate.parse(line.get(1)));
        }
    }

    /** An order sets them, so that a rule can only come near; it is exact for winter. */
    @Test
    void estimatesTheSchoolHolidaysSince2018WithinFourDays() throws IOException {
        var lines = lines("vacances_scolaires_1990_2026.csv");
        var wrong = new ArrayList<String>();
        var compared = 0;

        for (var zone = 0; zone < 3; zone++) {
            for (var year = 2018; year <= 2025; year++) {
                for (var holiday : List.of("hiver", "printemps", "ete", "toussaint", "noel")) {
                    var estimate =
                            CommercialCalendar.find(
                                            "vacances-" + holiday + "-" + "abc".charAt(zone), year)
                                    .orElseThrow();
                    var real = published(lines, zone, estimate.french(), year);
                    var tolerance = holiday.equals("hiver") ? 0 : 4;
                    compared++;
                    if (Math.abs(ChronoUnit.DAYS.between(real.getFirst(), estimate.from()))
                                    > tolerance
                            || Math.abs(ChronoUnit.DAYS.between(real.getLast(), estimate.to()))
                                    > tolerance) {
                        wrong.add(
                                "%s: %s to %s, published %s to %s"
                                        .formatted(
                                                estimate.key(),
                                                estimate.from(),
                                                estimate.to(),
                                                real.getFirst(),
                                                real.getLast()));
                    }
                }
            }
        }

        assertThat(compared).isEqualTo(120);
        assertThat(wrong).isEmpty();
    }

    @Test
    void givesEveryYearTheSameKeysEachOnce() {
        var keys = CommercialCalendar.byKey(2027).keySet();

        for (var year = 1990; year <= 2100; year++) {
            assertThat(CommercialCalendar.of(year).stream().map(KeyDate::key))
                    .as("%d", year)
                    .doesNotHaveDuplicates();
        }
        for (var year = 2024; year <= 2100; year++) {
            assertThat(CommercialCalendar.byKey(year).keySet()).as("%d", year).isEqualTo(keys);
        }
    }

    @Test
    void knowsTheMomentsOf2027() {
        assertThat(day("paques", 2027)).isEqualTo("2027-03-28");
        assertThat(day("mardi-gras", 2027)).isEqualTo("2027-02-09");
        assertThat(day("grands-meres", 2027)).isEqualTo("2027-03-07");
        assertThat(day("fete-des-peres", 2027)).isEqualTo("2027-06-20");
        assertThat(day("black-friday", 2027)).isEqualTo("2027-11-26");
        assertThat(day("cyber-monday", 2027)).isEqualTo("2027-11-29");
        assertThat(day("rentree", 2027)).isEqualTo("2027-09-01");
        assertThat(day("soldes-hiver", 2027)).isEqualTo("2027-01-06");
    }

    @Test
    void knowsTheMothersAndFathersOfEurope() {
        assertThat(day("fete-des-meres-be", 2026)).isEqualTo("2026-05-10");
        assertThat(day("fete-des-meres-gb", 2026)).isEqualTo("2026-03-15");
        assertThat(day("fete-des-meres-es", 2026)).isEqualTo("2026-05-03");
        assertThat(day("fete-des-meres-lu", 2026)).isEqualTo("2026-06-14");
        assertThat(day("fete-des-peres-de", 2026)).isEqualTo("2026-05-14");
        assertThat(day("fete-des-peres-ch", 2026)).isEqualTo("2026-06-07");
        assertThat(day("fete-des-peres-it", 2026)).isEqualTo("2026-03-19");
    }

    @Test
    void knowsThePublicHolidaysOfTheNeighbours() {
        assertThat(PublicHolidays.of("BE", 2026)).hasSize(10).contains(LocalDate.of(2026, 7, 21));
        assertThat(PublicHolidays.of("DE", 2026)).hasSize(9).contains(LocalDate.of(2026, 10, 3));
        assertThat(PublicHolidays.of("LU", 2026)).hasSize(11).contains(LocalDate.of(2026, 6, 23));
        assertThat(PublicHolidays.of("AT", 2026)).hasSize(13).contains(LocalDate.of(2026, 6, 4));
        assertThat(PublicHolidays.of("GB", 2022))
                .containsExactlyInAnyOrder(
                        LocalDate.of(2022, 1, 3),
                        LocalDate.of(2022, 4, 15),
                        LocalDate.of(2022, 4, 18),
                        LocalDate.of(2022, 5, 2),
                        LocalDate.of(2022, 6, 2),
                        LocalDate.of(2022, 6, 3),
                        LocalDate.of(2022, 8, 29),
                        LocalDate.of(2022, 9, 19),
                        LocalDate.of(2022, 12, 26),
                        LocalDate.of(2022, 12, 27));
        assertThat(PublicHolidays.of("IE", 2024))
                .containsExactlyInAnyOrder(
                        LocalDate.of(2024, 1, 1),
                        LocalDate.of(2024, 2, 5),
                        LocalDate.of(2024, 3, 17),
                        LocalDate.of(2024, 4, 1),
                        LocalDate.of(2024, 5, 6),
                        LocalDate.of(2024, 6, 3),
                        LocalDate.of(2024, 8, 5),
                        LocalDate.of(2024, 10, 28),
                        LocalDate.of(2024, 12, 25),
                        LocalDate.of(2024, 12, 26));
        assertThat(PublicHolidays.of("NL", 2025)).contains(LocalDate.of(2025, 4, 26));
        assertThat(PublicHolidays.of("PT", 2014)).hasSize(9);
    }

    @Test
    void findsWhatReachesIntoSomeDays() {
        var newYear =
                CommercialCalendar.between(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 1, 2));

        assertThat(newYear).extracting(KeyDate::key).contains("nouvel-an", "vacances-noel-a");
        assertThat(newYear).extracting(KeyDate::key).doesNotContain("epiphanie");
    }

    private static String day(String key, int year) {
        return CommercialCalendar.find(key, year).orElseThrow().from().toString();
    }

    /** The days of a holiday that begins in a year, in one zone. */
    private static List<LocalDate> published(
            List<List<String>> lines, int zone, String name, int year) {
        var first =
                IntStream.range(1, lines.size())
                        .filter(i -> lines.get(i).getFirst().startsWith(year + "-"))
                        .filter(i -> isOn(lines.get(i), zone, name))
                        .filter(i -> !isOn(lines.get(i - 1), zone, name))
                        .findFirst()
                        .orElseThrow();
        var last = first;
        while (last + 1 < lines.size() && isOn(lines.get(last + 1), zone, name)) {
            last++;
        }
        return List.of(
                LocalDate.parse(lines.get(first).getFirst()),
                LocalDate.parse(lines.get(last).getFirst()));
    }

    private static boolean isOn(List<String> line, int zone, String name) {
        return line.get(1 + zone).equals("True") && line.get(4).equals(name.replace('’', '\''));
    }

    private static List<List<String>> lines(String file) throws IOException {
        var path = DATA.resolve(file);
        Assumptions.assumeTrue(
                Files.exists(path), "The French calendar is not here: put it at shared/data.");
        return Files.readAllLines(path).stream()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(line -> List.of(line.split(",", -1)))
                .toList();
    }
}
