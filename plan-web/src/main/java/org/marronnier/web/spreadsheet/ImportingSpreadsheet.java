package org.marronnier.web.spreadsheet;

import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.message.MessageType;
import org.marronnier.store.spreadsheet.Spreadsheets;
import org.marronnier.store.spreadsheet.Spreadsheets.Spreadsheet;
import org.springframework.stereotype.Component;

/**
 * Takes a spreadsheet in and reads it, as often as its sender looks at it. No more than two are
 * read at the same time, whatever people send.
 */
@Component
class ImportingSpreadsheet {

    private final Semaphore desks = new Semaphore(2);
    private final Spreadsheets spreadsheets;
    private final ProposingCampaigns proposing;
    private final Clock clock;

    ImportingSpreadsheet(Spreadsheets spreadsheets, ProposingCampaigns proposing, Clock clock) {
        this.spreadsheets = spreadsheets;
        this.proposing = proposing;
        this.clock = clock;
    }

    /** Reads a file from end to end and keeps it, with a guess of what its columns say. */
    long take(String plan, String sender, String fileName, byte[] bytes)
            throws IOException, UnreadableSheet {
        var mapping =
                reading(
                        () -> {
                            var file = SheetFile.open(bytes);
                            var glimpse = Glimpse.of(file, null, null);
                            file.read(glimpse.sheet(), _ -> true);
                            return guessed(glimpse);
                        });
        return spreadsheets.add(plan, sender, fileName, bytes, mapping.tree(), clock.instant());
    }

    /** The top of a sheet of a file that was taken. */
    Glimpse glimpse(Spreadsheet sent, @Nullable Integer sheet, @Nullable Integer header)
            throws IOException, UnreadableSheet {
        return reading(() -> Glimpse.of(file(sent), sheet, header));
    }

    /** What a file that was taken would do to a plan. */
    Proposal propose(Spreadsheet sent, PlanDocument plan, Locale locale)
            throws IOException, UnreadableSheet {
        return reading(
                () -> proposing.propose(plan, file(sent), Mapping.of(sent.mapping()), locale));
    }

    /** How a sheet is read as far as its headers tell. */
    static Mapping guessed(Glimpse glimpse) {
        return new Mapping(
                glimpse.sheet(),
                glimpse.header(),
                Guessing.columns(glimpse.headers()),
                MessageType.PROMOTIONAL,
                Mapping.USUAL_TIME,
                Map.of());
    }

    private SheetFile file(Spreadsheet sent) throws IOException, UnreadableSheet {
        return SheetFile.open(spreadsheets.content(sent.id()));
    }

    @FunctionalInterface
    private interface Task<T> {
        T run() throws IOException, UnreadableSheet;
    }

    private <T> T reading(Task<T> task) throws IOException, UnreadableSheet {
        desks.acquireUninterruptibly();
        try {
            return task.run();
        } finally {
            desks.release();
        }
    }
}
