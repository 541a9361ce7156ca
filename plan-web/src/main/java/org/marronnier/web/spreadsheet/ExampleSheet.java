package org.marronnier.web.spreadsheet;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.message.MessageType;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Sayings;
import org.springframework.stereotype.Component;

/**
 * A spreadsheet such as a team keeps: a title above the headers, months merged over their lines,
 * columns of its own order and one that nothing reads.
 */
@Component
class ExampleSheet {

    private record Line(
            String name,
            MonthDay day,
            List<Channel> channels,
            MessageType type,
            boolean targeted) {}

    private record Dated(Line line, LocalDate date) {}

    private static final List<Line> LINES =
            List.of(
                    line("greetings", 1, 5, MessageType.SERVICE, false, Channel.EMAIL),
                    line(
                            "winter",
                            1,
                            13,
                            MessageType.PROMOTIONAL,
                            true,
                            Channel.EMAIL,
                            Channel.SMS),
                    line("valentine", 2, 9, MessageType.PROMOTIONAL, false, Channel.EMAIL),
                    line("spring", 3, 23, MessageType.PROMOTIONAL, true, Channel.EMAIL),
                    line("advice", 4, 14, MessageType.SERVICE, false, Channel.EMAIL),
                    line(
                            "mothers",
                            5,
                            18,
                            MessageType.PROMOTIONAL,
                            true,
                            Channel.EMAIL,
                            Channel.SMS),
                    line(
                            "summer",
                            6,
                            30,
                            MessageType.PROMOTIONAL,
                            true,
                            Channel.EMAIL,
                            Channel.SMS),
                    line("survey", 9, 8, MessageType.SERVICE, false, Channel.EMAIL),
                    line("autumn", 9, 22, MessageType.PROMOTIONAL, false, Channel.EMAIL),
                    line("catalogue", 10, 6, MessageType.PROMOTIONAL, true, Channel.LETTER),
                    line(
                            "friday",
                            11,
                            24,
                            MessageType.PROMOTIONAL,
                            false,
                            Channel.EMAIL,
                            Channel.PUSH),
                    line("christmas", 12, 3, MessageType.PROMOTIONAL, true, Channel.EMAIL));

    private static final List<String> HEADERS =
            List.of("month", "date", "time", "name", "target", "channel", "type", "owner", "note");
    private static final int HEADER_ROW = 2;
    private static final List<Integer> WIDTHS = List.of(12, 14, 8, 34, 24, 16, 14, 18, 24);

    private final Sayings sayings;
    private final Figures figures;

    ExampleSheet(Sayings sayings, Figures figures) {
        this.sayings = sayings;
        this.figures = figures;
    }

    String name(Locale locale) {
        return sayings.say("spreadsheet.example.file", locale) + ".xlsx";
    }

    /** Writes it with dates to come, or else with dates of the plan. */
    void write(PlanDocument plan, LocalDate today, Locale locale, OutputStream out)
            throws IOException {
        var lines =
                LINES.stream()
                        .flatMap(line -> dated(line, plan, today).stream())
                        .sorted(Comparator.comparing(Dated::date))
                        .toList();
        try (var workbook = new Workbook(out, "Marronnier", "1.0")) {
            var sheet = workbook.newWorksheet(sayings.say("spreadsheet.example.sheet", locale));
            head(sheet, plan, locale);
            for (int i = 0; i < lines.size(); i++) {
                row(sheet, HEADER_ROW + 1 + i, lines.get(i), plan, locale);
            }
            months(sheet, lines);
        }
    }

    private void head(Worksheet sheet, PlanDocument plan, Locale locale) {
        sheet.value(0, 0, sayings.say("spreadsheet.example.title", locale, plan.plan().brand()));
        sheet.style(0, 0).bold().fontSize(14).set();
        for (int i = 0; i < HEADERS.size(); i++) {
            sheet.value(
                    HEADER_ROW,
                    i,
                    sayings.say("spreadsheet.example.head." + HEADERS.get(i), locale));
            sheet.style(HEADER_ROW, i).bold().set();
            sheet.width(i, WIDTHS.get(i));
        }
        sheet.freezePane(0, HEADER_ROW + 1);
    }

    private void row(Worksheet sheet, int row, Dated dated, PlanDocument plan, Locale locale) {
        var line = dated.line();
        sheet.value(row, 0, figures.month(dated.date()));
        sheet.value(row, 1, dated.date());
        sheet.style(row, 1).format("dd/mm/yyyy").set();
        sheet.value(row, 2, sayings.say("spreadsheet.example.hour", locale));
        sheet.value(row, 3, sayings.say("spreadsheet.example.name." + line.name(), locale));
        if (line.targeted()) {
            plan.segments().stream()
                    .findFirst()
                    .ifPresent(segment -> sheet.value(row, 4, segment.name()));
        }
        sheet.value(
                row,
                5,
                line.channels().stream()
                        .map(channel -> sayings.say("channel." + channel, locale))
                        .reduce((first, second) -> first + " + " + second)
                        .orElseThrow());
        sheet.value(row, 6, sayings.say("type." + line.type(), locale));
        plan.conventions().departments().stream()
                .findFirst()
                .ifPresent(department -> sheet.value(row, 7, department.name()));
        sheet.value(row, 8, sayings.say("spreadsheet.example.note", locale));
    }

    /** Merges the cells of a month over its lines. */
    private static void months(Worksheet sheet, List<Dated> lines) {
        int first = 0;
        for (int i = 1; i <= lines.size(); i++) {
            if (i == lines.size()
                    || lines.get(i).date().getMonth() != lines.get(first).date().getMonth()) {
                if (i - first > 1) {
                    sheet.range(HEADER_ROW + 1 + first, 0, HEADER_ROW + i, 0).merge();
                }
                first = i;
            }
        }
    }

    private static Optional<Dated> dated(Line line, PlanDocument plan, LocalDate today) {
        var frame = plan.plan();
        var dates =
                Stream.iterate(
                                frame.from().getYear(),
                                year -> year <= frame.to().getYear(),
                                year -> year + 1)
                        .map(line.day()::atYear)
                        .filter(date -> !date.isBefore(frame.from()) && !date.isAfter(frame.to()))
                        .toList();
        return dates.stream()
                .filter(date -> date.isAfter(today))
                .findFirst()
                .or(() -> dates.isEmpty() ? Optional.empty() : Optional.of(dates.getLast()))
                .map(date -> new Dated(line, date));
    }

    private static Line line(
            String name,
            int month,
            int day,
            MessageType type,
            boolean targeted,
            Channel... channels) {
        return new Line(name, MonthDay.of(month, day), List.of(channels), type, targeted);
    }
}
