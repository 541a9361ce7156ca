package org.marronnier.web.spreadsheet;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.calendar.CalendarEvent;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.web.condition.ConditionSentences;
import org.marronnier.web.shell.CsvText;
import org.marronnier.web.shell.Sayings;
import org.springframework.stereotype.Component;

/** Writes campaigns as a spreadsheet that {@link ProposingCampaigns} reads back unchanged. */
@Component
class WritingCalendar {

    private static final String APPLICATION = "Marronnier";
    private static final String VERSION = "1.0";
    private static final String DATE_FORMAT = "yyyy-mm-dd";
    private static final String TIME_FORMAT = "hh:mm";
    private static final int SECONDS_A_DAY = 86_400;
    private static final int NARROW = 14;
    private static final int WIDE = 34;

    private final Choices choices;
    private final ConditionSentences sentences;
    private final Sayings sayings;

    WritingCalendar(Choices choices, ConditionSentences sentences, Sayings sayings) {
        this.choices = choices;
        this.sentences = sentences;
        this.sayings = sayings;
    }

    /** A workbook: the campaigns on one sheet, the plan's own events on another. */
    void xlsx(
            PlanDocument plan,
            List<PlanDocument.Campaign> campaigns,
            Locale locale,
            OutputStream out)
            throws IOException {
        var cells = cells(plan, locale);
        try (var workbook = new Workbook(out, APPLICATION, VERSION)) {
            var sheet = workbook.newWorksheet(sayings.say("spreadsheet.sheet.campaigns", locale));
            header(sheet, headers(locale));
            for (int i = 0; i < campaigns.size(); i++) {
                row(sheet, i + 1, campaigns.get(i), cells);
            }
            sheet.finish();
            events(
                    workbook.newWorksheet(sayings.say("spreadsheet.sheet.events", locale)),
                    plan,
                    locale);
        }
    }

    /**
     * The campaigns as CSV, with the separator that spreadsheet programs of the language expect.
     */
    void csv(
            PlanDocument plan,
            List<PlanDocument.Campaign> campaigns,
            Locale locale,
            OutputStream out)
            throws IOException {
        var cells = cells(plan, locale);
        var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write('\ufeff');
        try (var csv =
                CsvWriter.builder()
                        .fieldSeparator(locale.getLanguage().equals("fr") ? ';' : ',')
                        .build(writer)) {
            csv.writeRecord(headers(locale));
            for (var campaign : campaigns) {
                csv.writeRecord(
                        Arrays.stream(Column.values())
                                .map(column -> text(column, campaign, cells))
                                .toList());
            }
        }
    }

    private CampaignCells cells(PlanDocument plan, Locale locale) {
        return new CampaignCells(plan, new Keys(plan), choices, sentences, locale);
    }

    private List<String> headers(Locale locale) {
        return Arrays.stream(Column.values())
                .map(column -> sayings.say("spreadsheet.column." + column, locale))
                .toList();
    }

    private static String text(Column column, PlanDocument.Campaign campaign, CampaignCells cells) {
        @Nullable LocalDateTime start = campaign.brief().start();
        return switch (column) {
            case DATE -> start == null ? "" : start.toLocalDate().toString();
            case TIME -> start == null ? "" : start.toLocalTime().toString();
            default ->
                    switch (cells.cell(column, campaign)) {
                        case Cell.Text(var text) -> CsvText.harmless(text);
                        case Cell.Amount amount -> amount.shown();
                        case Cell.Blank _ -> "";
                        case Cell.Truth _, Cell.Broken _ ->
                                throw new IllegalStateException(column + " holds no such cell.");
                    };
        };
    }

    private static void header(Worksheet sheet, List<String> headers) {
        for (int i = 0; i < headers.size(); i++) {
            sheet.value(0, i, headers.get(i));
            sheet.style(0, i).bold().set();
            sheet.width(
                    i, i == Column.NAME.ordinal() || i == Column.SEGMENT.ordinal() ? WIDE : NARROW);
        }
        sheet.freezePane(0, 1);
    }

    private static void row(
            Worksheet sheet, int row, PlanDocument.Campaign campaign, CampaignCells cells) {
        @Nullable LocalDateTime start = campaign.brief().start();
        for (var column : Column.values()) {
            int at = column.ordinal();
            switch (column) {
                case DATE -> {
                    if (start != null) {
                        sheet.value(row, at, start.toLocalDate());
                        sheet.style(row, at).format(DATE_FORMAT).set();
                    }
                }
                case TIME -> {
                    if (start != null) {
                        sheet.value(
                                row,
                                at,
                                start.toLocalTime().toSecondOfDay() / (double) SECONDS_A_DAY);
                        sheet.style(row, at).format(TIME_FORMAT).set();
                    }
                }
                default -> {
                    switch (cells.cell(column, campaign)) {
                        case Cell.Text(var text) -> sheet.value(row, at, text);
                        case Cell.Amount(var number) -> sheet.value(row, at, number);
                        case Cell.Blank _ -> {}
                        case Cell.Truth _, Cell.Broken _ ->
                                throw new IllegalStateException(column + " holds no such cell.");
                    }
                }
            }
        }
    }

    private void events(Worksheet sheet, PlanDocument plan, Locale locale) throws IOException {
        var headers = new ArrayList<String>();
        for (var each : List.of("key", "name", "moment", "from", "to")) {
            headers.add(sayings.say("spreadsheet.event." + each, locale));
        }
        for (int i = 0; i < headers.size(); i++) {
            sheet.value(0, i, headers.get(i));
            sheet.style(0, i).bold().set();
            sheet.width(i, i == 1 ? WIDE : NARROW);
        }
        sheet.freezePane(0, 1);
        int row = 1;
        for (var event : plan.calendar()) {
            event(sheet, row++, event, locale);
        }
        sheet.finish();
    }

    private void event(Worksheet sheet, int row, CalendarEvent event, Locale locale) {
        sheet.value(row, 0, event.key());
        sheet.value(row, 1, event.name());
        var moment = event.moment();
        if (moment != null) {
            sheet.value(
                    row,
                    2,
                    choices.all(Column.MOMENT, locale)
                            .get(Choices.inDocument(Column.MOMENT, moment)));
        }
        sheet.value(row, 3, event.from());
        sheet.style(row, 3).format(DATE_FORMAT).set();
        sheet.value(row, 4, event.to());
        sheet.style(row, 4).format(DATE_FORMAT).set();
    }
}
