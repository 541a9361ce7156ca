package org.marronnier.store.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The physical lines of a stream, one at a time, in one buffer: {@code buffer[start..end)} is the
 * line without its terminator. A line can be extended by the ones after it (a quoted CSV field may
 * hold line breaks) and shrunk again, so that a quote that is never closed costs one line and not
 * the rest of the file.
 */
final class Lines {

    /** The longest line, or record of several lines, that is read; in bytes. */
    static final int LONGEST = 1 << 20;

    private final InputStream in;
    byte[] buffer = new byte[4 * LONGEST];
    int start;
    int end;

    /** The number of the line, from 1. */
    long number;

    /** Whether the line is longer than {@link #LONGEST}; only its beginning is in the buffer. */
    boolean tooLong;

    private int limit;
    private int following;
    private int firstEnd;
    private int firstFollowing;
    private int lines = 1;
    private boolean over;

    Lines(InputStream in) {
        this.in = in;
    }

    /** Moves to the next line; false at the end of the stream. */
    boolean next() throws IOException {
        number += lines;
        start = following;
        lines = 1;
        tooLong = false;
        if (!scan(start)) {
            return false;
        }
        firstEnd = end;
        firstFollowing = following;
        return true;
    }

    /** Adds the next physical line; false when there is none or the whole became too long. */
    boolean extend() throws IOException {
        int at = following;
        if (at - start > LONGEST || (at >= limit && !fill(at))) {
            return false;
        }
        at = following;
        if (!scan(at) || tooLong) {
            return false;
        }
        lines++;
        return true;
    }

    /** Goes back to the first physical line. */
    void shrink() {
        end = firstEnd;
        following = firstFollowing;
        lines = 1;
        tooLong = false;
    }

    boolean isExtended() {
        return lines > 1;
    }

    /** Peeks at the first bytes of the stream. */
    int peek(int index) throws IOException {
        while (limit <= index && fill(0)) {
            continue;
        }
        return index < limit ? buffer[index] & 0xff : -1;
    }

    void skip(int bytes) {
        following += bytes;
    }

    /** The line, or the record of several lines. */
    String text() {
        return new String(buffer, start, end - start, StandardCharsets.UTF_8);
    }

    private boolean scan(int from) throws IOException {
        int at = from;
        while (true) {
            while (at < limit && buffer[at] != '\n') {
                at++;
            }
            if (at < limit) {
                end = at;
                following = at + 1;
                break;
            }
            if (at - start > LONGEST) {
                tooLong = true;
                if (from == start) {
                    discard();
                }
                return true;
            }
            int before = start;
            boolean more = fill(at);
            at -= before - start;
            from -= before - start;
            if (!more) {
                end = at;
                following = at;
                if (at == from) {
                    return false;
                }
                break;
            }
        }
        if (end > start && buffer[end - 1] == '\r') {
            end--;
        }
        if (end - start > LONGEST) {
            tooLong = true;
        }
        return true;
    }

    /** Drops the rest of a line that is too long, keeping its beginning. */
    private void discard() throws IOException {
        end = start + 4 * Refusal.KEPT;
        int keep = end;
        while (true) {
            limit = keep;
            if (!fill(limit)) {
                following = limit;
                break;
            }
            keep = end;
            int at = keep;
            while (at < limit && buffer[at] != '\n') {
                at++;
            }
            if (at < limit) {
                following = at + 1;
                break;
            }
        }
    }

    /**
     * Reads more bytes behind the limit, moving the current line to the front when there is no
     * room.
     */
    private boolean fill(int needed) throws IOException {
        if (over) {
            return false;
        }
        if (limit == buffer.length) {
            if (start == 0) {
                return false;
            }
            System.arraycopy(buffer, start, buffer, 0, limit - start);
            int moved = start;
            start = 0;
            end -= moved;
            limit -= moved;
            following -= moved;
            firstEnd -= moved;
            firstFollowing -= moved;
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        if (read < 0) {
            over = true;
            return false;
        }
        limit += read;
        return read > 0 || needed < limit;
    }
}
