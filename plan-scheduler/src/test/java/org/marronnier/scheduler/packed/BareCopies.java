package org.marronnier.scheduler.packed;

import static org.marronnier.scheduler.packed.MeasuredDatabase.say;
import static org.marronnier.scheduler.packed.MeasuredDatabase.since;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * What deciding cannot do without: the facts of all contacts out of the database to nowhere, and
 * decisions, messages and the outbox into it, by bare binary COPY over one connection.
 *
 * @param folder where what was decided is kept meanwhile
 * @param earliest messages before it are not asked for
 */
record BareCopies(MeasuredDatabase database, Path folder, Instant earliest) {

    private static final List<String> OUTPUT =
            List.of(
                    "decision (run_id, contact_id, at, outcome, line, channel, until, reasons)",
                    "message (id, contact_id, run_id, plan, source, occurrence, channel, type, purpose, programme, tags, offer,"
                            + " template, at)",
                    "outbox (message_id, run_id, due, expires_at)");

    /** The facts, and the audiences where there are some. */
    double out() throws SQLException {
        var start = System.nanoTime();
        try (var connection = database.pool().getConnection()) {
            for (var query : input()) {
                var began = System.nanoTime();
                var rows = 0L;
                var out =
                        connection
                                .unwrap(PGConnection.class)
                                .getCopyAPI()
                                .copyOut("copy (" + query + ") to stdout (format binary)");
                while (out.readFromCopy() != null) {
                    rows++;
                }
                say(
                        "  out %,d rows in %.1f s: %s",
                        rows, since(began), query.strip().lines().findFirst().orElse(""));
            }
        }
        return since(start);
    }

    private List<String> input() {
        return List.of(
                """
                select id, household, known_zone, email_key is not null and email_bounced_at is null,
                       phone is not null and phone_bounced_at is null,
                       street is not null and postcode is not null and city is not null,
                       erased_at is not null or suppressed_at is not null or complained_at is not null, paused_until
                from contact
                """,
                "select contact_id, channel, purpose, status, source, at from consent",
                """
                select contact_id, at, channel, type, programme, purpose, tags, offer
                from message
                where run_id is null and at > timestamptz '%s'
                """
                        .formatted(earliest),
                "select contact_id, max, channel, span from contact_preference",
                "select run_id, contacts from audience_chunk");
    }

    /** Keeps what was decided, in files. */
    List<Path> keep() throws IOException, SQLException {
        var files = new ArrayList<Path>();
        try (var connection = database.pool().getConnection()) {
            for (var table : OUTPUT) {
                var file = folder.resolve(table.substring(0, table.indexOf(' ')));
                try (var to = Files.newOutputStream(file)) {
                    var columns = table.substring(table.indexOf('(') + 1, table.indexOf(')'));
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyOut(
                                    "copy (select "
                                            + columns
                                            + " from "
                                            + table.substring(0, table.indexOf(' '))
                                            + (table.startsWith("decision")
                                                    ? ""
                                                    : " where run_id is not null")
                                            + ") to stdout (format binary)",
                                    to);
                }
                files.add(file);
            }
        }
        return files;
    }

    double in(List<Path> files) throws IOException, SQLException {
        database.checkpoint();
        var start = System.nanoTime();
        try (var connection = database.pool().getConnection()) {
            for (var i = 0; i < files.size(); i++) {
                var began = System.nanoTime();
                try (var in = Files.newInputStream(files.get(i))) {
                    var rows =
                            connection
                                    .unwrap(PGConnection.class)
                                    .getCopyAPI()
                                    .copyIn(
                                            "copy " + OUTPUT.get(i) + " from stdin (format binary)",
                                            in,
                                            1 << 17);
                    say(
                            "  in %,d rows, %,d MB in %.1f s: %s",
                            rows, Files.size(files.get(i)) >> 20, since(began), OUTPUT.get(i));
                }
            }
        }
        return since(start);
    }
}
