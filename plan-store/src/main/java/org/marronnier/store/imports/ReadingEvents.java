package org.marronnier.store.imports;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.marronnier.store.imports.SentEvents.Refused;

/**
 * Reads events that were sent as one JSON object, an array of them, or one a line; each is checked
 * as an import of events checks it, and refused alone.
 */
public final class ReadingEvents {

    private static final long EPOCH =
            LocalDate.of(2000, 1, 1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);

    private byte[] text;
    private int end;
    private final JsonObjects objects = new JsonObjects(ImportKind.EVENTS);
    private final EventEncoder encoder = new EventEncoder();
    private final Batch batch;
    private final List<SentEvent> events = new ArrayList<>();
    private final List<Refused> refused = new ArrayList<>();
    private int at;
    private int count;

    private ReadingEvents(byte[] text, int length) {
        this.text = text;
        this.end = length;
        this.batch = new Batch(Math.min(length + 256, 4096));
        if (length > 2
                && text[0] == (byte) 0xef
                && text[1] == (byte) 0xbb
                && text[2] == (byte) 0xbf) {
            at = 3;
        }
    }

    /** Reads {@code text[0..length)}: one object, or an array. */
    public static SentEvents json(byte[] text, int length) {
        return new ReadingEvents(text, length).json();
    }

    /** Reads {@code text[0..length)}: one object a line; empty lines do not count. */
    public static SentEvents lines(byte[] text, int length) {
        return new ReadingEvents(text, length).lines();
    }

    /** Reads one object from each text. */
    public static SentEvents.Read each(List<byte[]> texts) {
        var reading = new ReadingEvents(new byte[0], 0);
        for (var one : texts) {
            reading.text = one;
            reading.end = one.length;
            reading.take(0, one.length);
        }
        return new SentEvents.Read(reading.events, reading.refused);
    }

    private SentEvents lines() {
        while (at < end) {
            int from = at;
            while (at < end && text[at] != '\n') {
                at++;
            }
            if (!isBlank(from, at) && !take(from, at)) {
                return new SentEvents.TooMany();
            }
            at++;
        }
        return new SentEvents.Read(events, refused);
    }

    private SentEvents json() {
        skipSpace();
        if (at < end && text[at] == '{') {
            take(at, end);
            boolean malformed =
                    !refused.isEmpty() && refused.getFirst().reason() == RefusalReason.BAD_JSON;
            return malformed ? new SentEvents.Malformed() : new SentEvents.Read(events, refused);
        }
        if (at == end || text[at] != '[') {
            return new SentEvents.Malformed();
        }
        at++;
        skipSpace();
        if (at < end && text[at] == ']') {
            at++;
        } else {
            boolean more = true;
            while (more) {
                skipSpace();
                int from = at;
                skipElement();
                if (at == end) {
                    return new SentEvents.Malformed();
                }
                if (!take(from, at)) {
                    return new SentEvents.TooMany();
                }
                more = text[at++] == ',';
            }
        }
        skipSpace();
        return at == end ? new SentEvents.Read(events, refused) : new SentEvents.Malformed();
    }

    /** Moves to the comma or bracket behind an element of the array, or to the end of the text. */
    private void skipElement() {
        int depth = 0;
        boolean quoted = false;
        for (; at < end; at++) {
            byte b = text[at];
            if (quoted) {
                if (b == '\\') {
                    at++;
                } else if (b == '"') {
                    quoted = false;
                }
            } else if (b == '"') {
                quoted = true;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (depth == 0 && (b == ',' || b == ']')) {
                return;
            } else if (b == '}' || b == ']') {
                depth--;
            }
        }
        at = end;
    }

    /** Reads one; false where it is one too many. */
    private boolean take(int from, int to) {
        if (count == SentEvents.MOST) {
            return false;
        }
        int index = count++;
        var fault =
                to - from > Lines.LONGEST
                        ? new Refusal(index, null, null, RefusalReason.LINE_TOO_LONG)
                        : objects.read(text, from, to, index);
        batch.clear();
        if (fault == null) {
            encoder.encode(objects.row, batch);
            fault = batch.refusals.isEmpty() ? null : batch.refusals.getFirst();
        }
        if (fault == null) {
            events.add(event(index));
        } else {
            refused.add(new Refused(index, fault.field(), fault.reason()));
        }
        return true;
    }

    /** The row that the encoder wrote, in its order: external id, id, type, instant, properties. */
    private SentEvent event(int index) {
        var row = ByteBuffer.wrap(batch.data.array, 0, batch.data.size);
        var externalId = text(row);
        var id = text(row);
        var type = text(row);
        row.getInt();
        var instant = Instant.ofEpochSecond(EPOCH + row.getLong() / 1_000_000);
        int length = row.getInt() - 1;
        row.get();
        return new SentEvent(index, id, externalId, type, instant, text(row, length));
    }

    private static String text(ByteBuffer row) {
        return text(row, row.getInt());
    }

    private static String text(ByteBuffer row, int length) {
        var text = new String(row.array(), row.position(), length, StandardCharsets.UTF_8);
        row.position(row.position() + length);
        return text;
    }

    private void skipSpace() {
        while (at < end && isSpace(text[at])) {
            at++;
        }
    }

    private boolean isBlank(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isSpace(text[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }
}
