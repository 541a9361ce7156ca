package org.marronnier.store.packed;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.marronnier.store.copy.Bytes;
import org.marronnier.store.copy.Micros;
import org.marronnier.store.copy.RowsIn;
import org.marronnier.store.copy.RowsOut;
import org.marronnier.store.outbox.Messages;
import org.springframework.jdbc.UncategorizedSQLException;

/**
 * What is decided in a segment, on its way into the tables of decisions, messages and the outbox.
 * Decisions go as they come; the messages that leave are kept until the segment is over, a contact
 * and a number each. What many rows share is written once and copied for each.
 */
public final class Outcomes {

    /** A decision that waits for nothing. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final String DECISIONS =
            "decision (run_id, contact_id, at, outcome, line, channel, until, reasons)";
    private static final String MESSAGES =
            "message (id, contact_id, run_id, plan, source, occurrence, channel, type, purpose, programme, tags, offer,"
                    + " template, at)";
    private static final String OUTBOX = "outbox (message_id, run_id, due, expires_at)";

    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<Prepared> decisions = new ArrayList<>();
    private final List<Prepared> messages = new ArrayList<>();
    private final List<byte[]> entries = new ArrayList<>();
    private final byte[] noReasons;
    private long[] counts = new long[64];

    private int sends;
    private long[] sentTo = new long[64];
    private int[] sentAs = new int[64];

    private final Bytes buffer = RowsIn.buffer();
    private @Nullable RowsIn in;

    /** The bytes of a row before and after its contact. */
    private record Prepared(byte[] before, byte[] after) {}

    Outcomes() {
        var json = new Bytes(16);
        json.putJsonField("[]");
        noReasons = bytes(json);
    }

    /** The number of a verdict. */
    public int verdict(Verdict verdict) {
        var before = new Bytes(32);
        before.putShort(8);
        before.putLongField(verdict.run());
        before.putInt(8);
        var after = new Bytes(64);
        after.putLongField(Micros.of(verdict.at()));
        after.putTextField(verdict.outcome());
        after.putTextField(verdict.line());
        after.putTextField(verdict.channel());
        verdicts.add(verdict);
        decisions.add(new Prepared(bytes(before), bytes(after)));
        counts = Arrays.copyOf(counts, Math.max(counts.length, 2 * verdicts.size()));
        return verdicts.size() - 1;
    }

    /** The number of messages that share everything but their contact. */
    public int outgoing(Outgoing message) {
        var before = new Bytes(8);
        before.putInt(8);
        var after = new Bytes(128);
        after.putLongField(message.run());
        after.putTextField(message.plan());
        after.putTextField(message.source());
        after.putTextField(message.occurrence());
        after.putTextField(message.channel());
        after.putTextField(message.type());
        after.putTextField(message.purpose());
        after.putTextField(message.programme());
        after.putTextsField(message.tags().stream().sorted().toList());
        after.putTextField(message.offer());
        after.putTextField(message.template());
        after.putLongField(Micros.of(message.at()));
        messages.add(new Prepared(bytes(before), bytes(after)));
        var entry = new Bytes(64);
        entry.putLongField(message.run());
        entry.putLongField(Micros.of(message.at()));
        entry.putLongField(Micros.of(message.expiresAt()));
        entries.add(bytes(entry));
        return messages.size() - 1;
    }

    /**
     * Keeps a decision.
     *
     * @param until the second it is deferred to, or {@link #NEVER}
     */
    public void decide(int verdict, long contact, long until) {
        var row = next();
        var prepared = decisions.get(verdict);
        row.put(prepared.before);
        row.putLong(contact);
        row.put(prepared.after);
        if (until == NEVER) {
            row.putInt(-1);
        } else {
            row.putLongField(Micros.of(until));
        }
        row.put(noReasons);
        counts[verdict]++;
    }

    /** Queues a message. */
    public void send(int outgoing, long contact) {
        if (sends == sentTo.length) {
            sentTo = Arrays.copyOf(sentTo, sends + sends / 2);
            sentAs = Arrays.copyOf(sentAs, sends + sends / 2);
        }
        sentTo[sends] = contact;
        sentAs[sends++] = outgoing;
    }

    /** What is kept in memory until the segment is over. */
    public long bytes() {
        return 12L * sentTo.length + buffer.array.length;
    }

    void begin(Connection connection) throws SQLException {
        sends = 0;
        Arrays.fill(counts, 0);
        in = new RowsIn(connection, DECISIONS, buffer);
    }

    void abandon() throws SQLException {
        if (in != null) {
            in.close();
            in = null;
        }
    }

    void end(Connection connection) throws SQLException {
        if (in != null) {
            in.end();
            in = null;
        }
        if (sends > 0) {
            var ids = ids(connection);
            putMessages(connection, ids);
            putEntries(connection, ids);
        }
        tally(connection);
    }

    private Bytes next() {
        if (in == null) {
            throw new IllegalStateException("Decisions are kept while a segment is decided.");
        }
        try {
            return in.next();
        } catch (SQLException failed) {
            throw new UncategorizedSQLException("keeping decisions", null, failed);
        }
    }

    private long[] ids(Connection connection) throws SQLException {
        var ids = new long[sends];
        var n = 0;
        try (var rows = new RowsOut(connection, Messages.newIds(sends))) {
            while (rows.next()) {
                ids[n++] = rows.getLong();
            }
        }
        return ids;
    }

    private void putMessages(Connection connection, long[] ids) throws SQLException {
        try (var rows = new RowsIn(connection, MESSAGES, buffer)) {
            for (var i = 0; i < sends; i++) {
                var row = rows.next();
                var prepared = messages.get(sentAs[i]);
                row.putShort(14);
                row.putLongField(ids[i]);
                row.put(prepared.before);
                row.putLong(sentTo[i]);
                row.put(prepared.after);
            }
            rows.end();
        }
    }

    private void putEntries(Connection connection, long[] ids) throws SQLException {
        try (var rows = new RowsIn(connection, OUTBOX, buffer)) {
            for (var i = 0; i < sends; i++) {
                var row = rows.next();
                row.putShort(4);
                row.putLongField(ids[i]);
                row.put(entries.get(sentAs[i]));
            }
            rows.end();
        }
    }

    /** In one order for all, and last, since it holds the lines of the funnels. */
    private void tally(Connection connection) throws SQLException {
        var lines = new TreeMap<Long, TreeMap<String, Long>>();
        for (var v = 0; v < verdicts.size(); v++) {
            if (counts[v] > 0) {
                lines.computeIfAbsent(verdicts.get(v).run(), any -> new TreeMap<>())
                        .merge(verdicts.get(v).line(), counts[v], Long::sum);
            }
        }
        try (var change =
                connection.prepareStatement(
                        """
                        insert into run_tally (run_id, line, n) values (?, ?, ?)
                        on conflict (run_id, line) do update set n = run_tally.n + excluded.n
                        """)) {
            for (var run : lines.entrySet()) {
                for (var line : run.getValue().entrySet()) {
                    change.setLong(1, run.getKey());
                    change.setString(2, line.getKey());
                    change.setLong(3, line.getValue());
                    change.addBatch();
                }
            }
            change.executeBatch();
        }
    }

    private static byte[] bytes(Bytes written) {
        return Arrays.copyOf(written.array, written.size);
    }
}
