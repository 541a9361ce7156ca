package org.marronnier.web.spreadsheet;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.marronnier.web.shell.CsvText;

class SheetFileTest {

    @Test
    void readsCsvOfEverySpreadsheetProgram() throws Exception {
        for (var text : List.of("Nom;Date\nFête;05/01/2027\n", "Nom,Date\nFête,05/01/2027\n")) {
            assertThat(texts(text.getBytes(UTF_8))).containsExactly("Nom|Date", "Fête|05/01/2027");
        }
        var french = "Nom;Date\r\nFête;05/01/2027\r\n";
        assertThat(texts(french.getBytes(Charset.forName("windows-1252"))))
                .containsExactly("Nom|Date", "Fête|05/01/2027");
        assertThat(texts(("\ufeff" + french).getBytes(UTF_8))).contains("Fête|05/01/2027");
        assertThat(texts(("\ufeffNom\tDate\nFête\t5\n").getBytes(UTF_16LE)))
                .containsExactly("Nom|Date", "Fête|5");
    }

    @Test
    void countsTheLinesOfCsvAsAnEditorDoes() throws Exception {
        var rows = rows("Nom;Note\n\na;\"deux\nlignes\"\nb;c\n".getBytes(UTF_8));

        assertThat(rows).extracting(SheetRow::line).containsExactly(1, 3, 5);
    }

    @Test
    void readsWhatAnExportMadeHarmless() throws Exception {
        for (var text : List.of("=1+1", "+33", "-x", "@a", "'=1", "'a", "a")) {
            var csv = "Nom;x\n\"" + CsvText.harmless(text) + "\";1\n";
            assertThat(rows(csv.getBytes(UTF_8)).getLast().cell(0).shown()).isEqualTo(text);
        }
        assertThat(CsvText.harmless("=1+1")).isEqualTo("'=1+1");
    }

    @Test
    void readsFormulasByTheirResults() throws Exception {
        var file =
                new Packed()
                        .withSheet(
                                """
                                <row r="2"><c r="A2" t="inlineStr"><is><t>Nom</t></is></c><c r="B2"><f>1+1</f><v>2</v></c>\
                                <c r="C2" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="D2"><f>NOW()</f></c><c r="E2" t="e"><v>#REF!</v></c>\
                                <c r="F2" t="b"><v>1</v></c></row>
                                """,
                                "")
                        .bytes();

        var row = rows(file).getFirst();

        assertThat(row.line()).isEqualTo(2);
        assertThat(row.cells())
                .containsExactly(
                        new Cell.Text("Nom"),
                        new Cell.Amount(BigDecimal.TWO),
                        new Cell.Text("ab"),
                        new Cell.Broken(""),
                        new Cell.Broken("#REF!"),
                        new Cell.Truth(true));
    }

    @Test
    void readsAMergedCellOnEveryLineThatItCovers() throws Exception {
        var file =
                new Packed()
                        .withSheet(
                                """
                                <row r="1"><c r="A1" t="inlineStr"><is><t>Mai</t></is></c><c r="B1"><v>1</v></c></row>\
                                <row r="2"><c r="A2"/><c r="B2"><v>2</v></c></row>\
                                <row r="3"><c r="B3"><v>3</v></c></row>\
                                <row r="4"><c r="B4"><v>4</v></c></row>
                                """,
                                "<mergeCells count=\"2\"><mergeCell ref=\"A1:A3\"/><mergeCell ref=\"C1:F1\"/></mergeCells>"
                                        + " ".repeat(300))
                        .bytes();

        assertThat(texts(file)).containsExactly("Mai|1", "Mai|2", "Mai|3", "|4");
    }

    @Test
    void readsAHundredThousandLines() throws Exception {
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "test", "1.0")) {
            var sheet = workbook.newWorksheet("Plan");
            for (int row = 0; row < Limits.ROWS; row++) {
                for (int column = 0; column < 12; column++) {
                    sheet.value(row, column, column == 0 ? "Campagne " + row : "valeur");
                }
                if (row % 1000 == 0) {
                    sheet.flush();
                }
            }
        }
        var count = new int[1];

        SheetFile.open(out.toByteArray())
                .read(
                        0,
                        row -> {
                            count[0]++;
                            return true;
                        });

        assertThat(count[0]).isEqualTo(Limits.ROWS);
    }

    @Test
    void refusesWhatIsTooLong() throws Exception {
        var csv = new StringBuilder("Nom;Date\n");
        for (int i = 0; i < Limits.ROWS + Limits.HEADERS + 1; i++) {
            csv.append("a;b\n");
        }
        refuses(UnreadableSheet.Why.TOO_MANY_ROWS, csv.toString().getBytes(UTF_8));
        refuses(UnreadableSheet.Why.TOO_MANY_COLUMNS, ";".repeat(Limits.COLUMNS).getBytes(UTF_8));
        refuses(UnreadableSheet.Why.TEXT_TOO_LONG, "a".repeat(Limits.TEXT + 1).getBytes(UTF_8));
        refuses(UnreadableSheet.Why.TOO_LARGE, new byte[Limits.BYTES + 1]);
        refuses(
                UnreadableSheet.Why.TOO_MANY_COLUMNS,
                new Packed()
                        .withSheet("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>", "")
                        .bytes());
    }

    @Test
    void refusesABombWithoutUnpackingIt() throws Exception {
        refuses(
                UnreadableSheet.Why.BOMB,
                new Packed()
                        .withSheet("", "")
                        .bytes("xl/sharedStrings.xml", Limits.SHARED_TEXTS * 2));
        refuses(
                UnreadableSheet.Why.BOMB,
                new Packed().withSheet("", "").bytes("xl/media/image1.png", Limits.UNPACKED + 1));
        var many = new Packed().withSheet("", "");
        for (int i = 0; i < Limits.PARTS; i++) {
            many.with("xl/media/" + i + ".txt", "");
        }
        refuses(UnreadableSheet.Why.BOMB, many.bytes());
    }

    @Test
    void expandsNoEntity() throws Exception {
        var laughs =
                "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>"
                        + "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>x&b;&f;</t></is></c></row></sheetData></worksheet>";
        var file = new Packed().with("xl/worksheets/sheet1.xml", laughs).bytes();

        try {
            assertThat(texts(file)).noneMatch(text -> text.contains("ha") || text.contains("root"));
        } catch (UnreadableSheet broken) {
            assertThat(broken.why()).isEqualTo(UnreadableSheet.Why.BROKEN);
        }
    }

    @Test
    void refusesWhatIsNoSpreadsheet() throws Exception {
        refuses(UnreadableSheet.Why.EMPTY, new byte[0]);
        refuses(
                UnreadableSheet.Why.PROTECTED,
                new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1});
        refuses(UnreadableSheet.Why.OTHER_FORMAT, new byte[] {'%', 'P', 'D', 'F', 0, 1, 2});
        refuses(UnreadableSheet.Why.BROKEN, new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0});
        refuses(UnreadableSheet.Why.BROKEN_CSV, "a;b\nc;\"d\ne;f\n".getBytes(UTF_8));
        var whole =
                new Packed().withSheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>", "").bytes();
        for (int end : new int[] {whole.length / 4, whole.length / 2, whole.length - 10}) {
            refuses(UnreadableSheet.Why.BROKEN, Arrays.copyOf(whole, end));
        }
        refuses(
                UnreadableSheet.Why.BROKEN,
                new Packed()
                        .with("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row")
                        .bytes());
    }

    /** Whatever single byte of a file is wrong, it is read or refused. */
    @Test
    void survivesEveryBrokenByte() throws Exception {
        var whole =
                new Packed()
                        .withSheet(
                                "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Nom</t></is></c></row>",
                                "<mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>")
                        .bytes();

        for (int i = 0; i < whole.length; i++) {
            var broken = whole.clone();
            broken[i] ^= (byte) 0xff;
            try {
                rows(broken);
            } catch (UnreadableSheet refused) {
                assertThat(refused.why()).isNotNull();
            }
        }
    }

    private static void refuses(UnreadableSheet.Why why, byte[] bytes) {
        assertThatThrownBy(() -> rows(bytes))
                .isInstanceOfSatisfying(
                        UnreadableSheet.class, refused -> assertThat(refused.why()).isEqualTo(why));
    }

    private static List<String> texts(byte[] bytes) throws IOException, UnreadableSheet {
        return rows(bytes).stream()
                .map(row -> String.join("|", row.cells().stream().map(Cell::shown).toList()))
                .toList();
    }

    private static List<SheetRow> rows(byte[] bytes) throws IOException, UnreadableSheet {
        var rows = new ArrayList<SheetRow>();
        SheetFile.open(bytes).read(0, rows::add);
        return rows;
    }
}
