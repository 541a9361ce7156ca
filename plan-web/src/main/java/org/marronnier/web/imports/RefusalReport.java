package org.marronnier.web.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.marronnier.store.imports.Import;
import org.marronnier.store.imports.Imports;
import org.marronnier.web.shell.CsvText;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** The lines that an import refused, as CSV; a value that a spreadsheet would compute is quoted. */
@Component
class RefusalReport {

    private final Imports imports;

    RefusalReport(Imports imports) {
        this.imports = imports;
    }

    void write(Import found, HttpServletResponse response) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"refusals-%d.csv\"".formatted(found.id()));
        long leftOff = found.refused() - Imports.MOST_REFUSALS;
        if (leftOff > 0) {
            response.setHeader("Refusals-Left-Off", Long.toString(leftOff));
        }
        try (var csv =
                CsvWriter.builder()
                        .build(
                                new OutputStreamWriter(
                                        response.getOutputStream(), StandardCharsets.UTF_8))) {
            csv.writeRecord("line", "field", "value", "reason");
            imports.eachRefusal(
                    found.id(),
                    refusal ->
                            csv.writeRecord(
                                    Long.toString(refusal.line()),
                                    CsvText.harmless(refusal.field()),
                                    CsvText.harmless(refusal.value()),
                                    refusal.reason().sentence()));
        }
    }
}
