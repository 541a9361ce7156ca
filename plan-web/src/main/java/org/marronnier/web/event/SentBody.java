package org.marronnier.web.event;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The body of a call, unzipped where it was zipped. */
sealed interface SentBody {

    /** The longest body, before it is unzipped and after. */
    int LONGEST = 10 << 20;

    /** All of it: {@code bytes[0..length)}. */
    record Whole(byte[] bytes, int length) implements SentBody {}

    record TooLong() implements SentBody {}

    /** It claims to be gzip and is not, or ends too early. */
    record BrokenGzip() implements SentBody {}

    /** It has an encoding other than gzip. */
    record UnknownEncoding() implements SentBody {}

    static SentBody of(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > LONGEST) {
            return new TooLong();
        }
        var encoding = encoding(request.getHeader(HttpHeaders.CONTENT_ENCODING));
        if (!encoding.equals("identity") && !encoding.equals("gzip")) {
            return new UnknownEncoding();
        }
        int expected = Math.max(request.getContentLength(), 0);
        var sent = whole(request.getInputStream(), expected);
        return encoding.equals("gzip") && sent instanceof Whole zipped ? unzipped(zipped) : sent;
    }

    private static String encoding(@Nullable String header) {
        return header == null || header.isBlank()
                ? "identity"
                : header.strip().toLowerCase(Locale.ROOT);
    }

    private static SentBody unzipped(Whole zipped) throws IOException {
        try (var in =
                new GZIPInputStream(
                        new ByteArrayInputStream(zipped.bytes, 0, zipped.length), 1 << 13)) {
            return whole(in, zipped.length * 4);
        } catch (ZipException | EOFException broken) {
            return new BrokenGzip();
        }
    }

    private static SentBody whole(InputStream in, int expected) throws IOException {
        var bytes = new byte[Math.clamp(expected + 1L, 1 << 10, LONGEST + 1)];
        int length = 0;
        while (true) {
            int read = in.readNBytes(bytes, length, bytes.length - length);
            length += read;
            if (length > LONGEST) {
                return new TooLong();
            }
            if (length < bytes.length) {
                return new Whole(bytes, length);
            }
            bytes = Arrays.copyOf(bytes, Math.min(bytes.length * 2, LONGEST + 1));
        }
    }
}
