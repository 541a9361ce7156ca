package org.marronnier.web.contact;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.contact.Contact;
import org.marronnier.domain.contact.TimelineEntry;
import org.marronnier.domain.contact.Timelines;
import org.marronnier.web.decision.ReasonReader;
import org.marronnier.web.decision.ReasonSentences;
import org.marronnier.web.decision.ReasonSentences.Telling;
import org.marronnier.web.decision.Sentence;
import org.marronnier.web.decision.Tellings;
import org.marronnier.web.shell.CsvText;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * All that was decided about a contact, newest first, as CSV: instants in UTC, reasons in the
 * sentences of the time line.
 */
@Component
final class DecisionTable {

    private static final int SOME = 500;
    private static final String[] HEADER = {
        "at",
        "contact",
        "plan",
        "source",
        "name",
        "channel",
        "outcome",
        "until",
        "reasons",
        "message",
        "sentAt",
        "deliveredAt",
        "openedAt",
        "clickedAt",
        "bouncedAt",
        "complainedAt",
        "unsubscribedAt"
    };

    private final Timelines timelines;
    private final Tellings tellings;
    private final ReasonSentences sentences;

    DecisionTable(Timelines timelines, Tellings tellings, ReasonSentences sentences) {
        this.timelines = timelines;
        this.tellings = tellings;
        this.sentences = sentences;
    }

    void write(Contact contact, HttpServletResponse response, Locale locale) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("decisions.csv", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        var telling = tellings.about(contact.externalId(), contact.knownZone(), locale);
        try (var csv =
                CsvWriter.builder()
                        .build(
                                new OutputStreamWriter(
                                        response.getOutputStream(), StandardCharsets.UTF_8))) {
            csv.writeRecord(HEADER);
            String after = null;
            do {
                var read = timelines.of(contact.id(), Timelines.Kind.ALL, after, SOME);
                for (var entry : read.lines()) {
                    csv.writeRecord(record(contact, entry, telling.apply(entry.plan())));
                }
                after = read.next();
            } while (after != null);
        }
    }

    private List<String> record(Contact contact, TimelineEntry entry, Telling telling) {
        var message = entry.message();
        return Stream.concat(
                        Stream.of(
                                text(entry.at()),
                                contact.externalId(),
                                entry.plan(),
                                entry.source(),
                                sentences.source(entry.source(), telling).text(),
                                text(entry.channel()),
                                text(entry.outcome()),
                                text(entry.until()),
                                reasons(entry, telling)),
                        message == null
                                ? Stream.generate(() -> "").limit(8)
                                : Stream.of(
                                        message.status(),
                                        text(message.sentAt()),
                                        text(message.deliveredAt()),
                                        text(message.openedAt()),
                                        text(message.clickedAt()),
                                        text(message.bouncedAt()),
                                        text(message.complainedAt()),
                                        text(message.unsubscribedAt())))
                .map(CsvText::harmless)
                .toList();
    }

    private String reasons(TimelineEntry entry, Telling telling) {
        return sentences.of(ReasonReader.read(entry.reasons()), telling).stream()
                .map(Sentence::text)
                .collect(Collectors.joining("; "));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
