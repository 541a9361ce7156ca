package org.marronnier.web.spreadsheet;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.marronnier.store.spreadsheet.Spreadsheets.Spreadsheet;
import org.marronnier.web.shell.CsvText;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** The lines that a spreadsheet import refuses, as CSV. */
@Component
class RefusalSheet {

    private final SpreadsheetWords words;

    RefusalSheet(SpreadsheetWords words) {
        this.words = words;
    }

    void write(Spreadsheet sent, Proposal proposal, Locale locale, HttpServletResponse response)
            throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"refusals-%d.csv\"".formatted(sent.id()));
        var writer = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        writer.write('\ufeff');
        try (var csv =
                CsvWriter.builder()
                        .fieldSeparator(locale.getLanguage().equals("fr") ? ';' : ',')
                        .build(writer)) {
            csv.writeRecord(
                    words.say("spreadsheet.refusal.line", locale),
                    words.say("spreadsheet.refusal.column", locale),
                    words.say("spreadsheet.refusal.value", locale),
                    words.say("spreadsheet.refusal.reason", locale));
            for (var refusal : proposal.refusals()) {
                var line = words.line(refusal, locale);
                csv.writeRecord(
                        String.valueOf(line.line()),
                        line.column(),
                        CsvText.harmless(line.value()),
                        CsvText.harmless(line.reason()));
            }
        }
    }
}
