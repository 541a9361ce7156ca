package org.marronnier.store.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import tools.jackson.databind.json.JsonMapper;

/** What is read by hand for speed is what the libraries read. */
class RowsTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Property
    void splitsAsFastCsvDoes(@ForAll("cells") List<String> cells) throws IOException {
        var line = String.join(",", cells.stream().map(RowsTest::quoted).toList());
        var header = new ArrayList<>(List.of("externalId"));
        for (int i = 1; i < cells.size(); i++) {
            header.add("a" + i);
        }
        var rows =
                csv(
                        String.join(",", header)
                                + "\n"
                                + line
                                + "\nlast"
                                + ",".repeat(cells.size() - 1));
        var expected = CsvReader.builder().ofCsvRecord(line).iterator().next().getFields();

        assertThat(rows.next()).isEqualTo(Rows.Step.ROW);
        assertThat(rows.row().text(0)).isEqualTo(stripped(expected.getFirst()));
        var more = JSON.readTree("{" + more(rows) + "}");
        for (int i = 1; i < cells.size(); i++) {
            var cell = more.get("a" + i);
            assertThat(cell == null ? "" : cell.isString() ? cell.asString() : expected.get(i))
                    .isEqualTo(expected.get(i));
        }
        assertThat(rows.next()).isEqualTo(Rows.Step.ROW);
        assertThat(rows.row().text(0)).isEqualTo("last");
        assertThat(rows.next()).isEqualTo(Rows.Step.END);
    }

    @Property
    void readsTheSameRowFromCsvAndJson(
            @ForAll("cells") List<String> cells, @ForAll @IntRange(min = 0, max = 9999) int number)
            throws IOException {
        var id = "C" + number;
        var text = cells.getFirst().strip();
        var csv =
                csv(
                        "externalId,firstName,size,note\n%s,%s,%d,%s\n"
                                .formatted(
                                        id, quoted(text), number, quoted(cells.getLast() + "x")));
        var map = new java.util.LinkedHashMap<String, Object>();
        map.put("externalId", id);
        map.put("firstName", text);
        map.put("size", number);
        map.put("note", cells.getLast() + "x");
        var json =
                new JsonRows(
                        new Lines(
                                new ByteArrayInputStream(
                                        JSON.writeValueAsString(map).getBytes(UTF_8))),
                        ImportKind.CONTACTS);

        assertThat(csv.next()).isEqualTo(Rows.Step.ROW);
        assertThat(json.next()).isEqualTo(Rows.Step.ROW);

        assertThat(json.row().text(0)).isEqualTo(csv.row().text(0));
        assertThat(json.row().text(3)).isEqualTo(csv.row().text(3));
        assertThat(JSON.readTree("{" + more(json) + "}"))
                .isEqualTo(JSON.readTree("{" + more(csv) + "}"));
    }

    @Property(tries = 5000)
    void knowsAddressesAsTheLibraryDoes(@ForAll("addresses") String address) {
        var bytes = address.getBytes(UTF_8);

        assertThat(new EmailSyntax().isValid(bytes, 0, bytes.length))
                .isEqualTo(EmailSyntax.isValidForLibrary(address));
    }

    @Property
    void countsDaysAndSecondsAsJavaTimeDoes(
            @ForAll @IntRange(min = 1, max = 9999) int year,
            @ForAll @IntRange(min = 1, max = 366) int day,
            @ForAll @IntRange(min = 0, max = 86_399) int second) {
        var date = LocalDate.of(year, 1, 1).plusDays(day - 1);
        if (date.getYear() > 9999) {
            return;
        }
        var instant = date.atStartOfDay().plusSeconds(second).atOffset(java.time.ZoneOffset.UTC);
        var dateText = date.toString().getBytes(UTF_8);
        var instantText = instant.toInstant().toString().getBytes(UTF_8);
        var epoch = LocalDate.of(2000, 1, 1);

        assertThat(InstantSyntax.days(dateText, 0, dateText.length))
                .isEqualTo(ChronoUnit.DAYS.between(epoch, date));
        assertThat(InstantSyntax.micros(instantText, 0, instantText.length))
                .isEqualTo(
                        ChronoUnit.MICROS.between(
                                Instant.parse("2000-01-01T00:00:00Z"), instant.toInstant()));
    }

    @Property
    void knowsBadDatesAsJavaTimeDoes(
            @ForAll @IntRange(min = 0, max = 3) int year,
            @ForAll @IntRange(min = 0, max = 14) int month,
            @ForAll @IntRange(min = 0, max = 33) int day) {
        var text = "%04d-%02d-%02d".formatted(1896 + year * 4 % 9, month, day);
        boolean valid;
        try {
            LocalDate.parse(text);
            valid = true;
        } catch (java.time.DateTimeException faulty) {
            valid = false;
        }

        assertThat(InstantSyntax.days(text.getBytes(UTF_8), 0, 10) != InstantSyntax.BAD)
                .isEqualTo(valid);
    }

    @Property
    void knowsUtf8AsTheDecoderDoes(@ForAll byte[] bytes) {
        boolean valid;
        try {
            UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes));
            valid = true;
        } catch (java.nio.charset.CharacterCodingException broken) {
            valid = false;
        }

        assertThat(Utf8.isWellFormed(bytes, 0, bytes.length)).isEqualTo(valid);
    }

    @Provide
    Arbitrary<List<String>> cells() {
        var plain = Arbitraries.strings().withChars("abcé 019.-+tru€").ofMaxLength(8);
        var hard = Arbitraries.strings().withChars("a,\"\n; é").ofMaxLength(6);
        var known = Arbitraries.of("true", "false", "007", "-0", "1.50", "12E4", "-3", "0", "");
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(4, plain),
                        net.jqwik.api.Tuple.of(1, hard),
                        net.jqwik.api.Tuple.of(2, known))
                .list()
                .ofMinSize(2)
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> addresses() {
        var local =
                Arbitraries.strings().withChars("abZ09._-+'\"é@ ").ofMinLength(0).ofMaxLength(9);
        var longer = Arbitraries.strings().withChars("ab.").ofMinLength(60).ofMaxLength(70);
        var domain =
                Arbitraries.of(
                        "club.example",
                        "CLUB.fr",
                        "a.b.co.uk",
                        "-a.fr",
                        "a..fr",
                        "localhost",
                        "é.fr",
                        "[127.0.0.1]",
                        "a.fr.",
                        "a.notatld",
                        "a b.fr",
                        "",
                        "x@y.fr",
                        "a_b.com");
        return Combinators.combine(Arbitraries.oneOf(local, local, longer), domain)
                .as((user, host) -> user + "@" + host);
    }

    private static CsvRows csv(String text) throws IOException {
        return new CsvRows(
                new Lines(new ByteArrayInputStream(text.getBytes(UTF_8))), ImportKind.CONTACTS);
    }

    private static String more(Rows rows) {
        return new String(rows.row().more.array, 0, rows.row().more.size, UTF_8);
    }

    private static String quoted(String cell) {
        return cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n')
                ? '"' + cell.replace("\"", "\"\"") + '"'
                : cell;
    }

    /** Known fields lose the spaces around them. */
    private static String stripped(String text) {
        return text.replaceAll("^ +| +\\z", "");
    }
}
