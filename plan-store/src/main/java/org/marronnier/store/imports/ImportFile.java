package org.marronnier.store.imports;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A file that is being read: CSV or NDJSON, as it is or in gzip. */
final class ImportFile implements AutoCloseable {

    private final Counted counted;
    private final Rows rows;

    private ImportFile(Counted counted, Rows rows) {
        this.counted = counted;
        this.rows = rows;
    }

    /**
     * @throws UnreadableImport where no row can be read from it
     */
    static ImportFile open(Path file, Importing.Format format, ImportKind kind) throws IOException {
        var counted = new Counted(Files.newInputStream(file));
        boolean open = false;
        try {
            var rows = rows(new Lines(plain(counted)), format, kind);
            open = true;
            return new ImportFile(counted, rows);
        } finally {
            if (!open) {
                counted.close();
            }
        }
    }

    Rows rows() {
        return rows;
    }

    /** How much of the file, as it lies on the disk, has been read. */
    long bytesRead() {
        return counted.count;
    }

    @Override
    public void close() throws IOException {
        counted.close();
    }

    private static InputStream plain(InputStream in) throws IOException {
        var buffered = new BufferedInputStream(in, 1 << 16);
        buffered.mark(2);
        int first = buffered.read();
        int second = buffered.read();
        buffered.reset();
        return first == 0x1f && second == 0x8b ? new GZIPInputStream(buffered, 1 << 16) : buffered;
    }

    private static Rows rows(Lines lines, Importing.Format format, ImportKind kind)
            throws IOException {
        int first = lines.peek(0);
        int second = lines.peek(1);
        if (first < 0) {
            throw new UnreadableImport(ImportFailure.EMPTY, "");
        }
        if ((first == 0xff && second == 0xfe) || (first == 0xfe && second == 0xff)) {
            throw new UnreadableImport(ImportFailure.NOT_UTF8, "UTF-16");
        }
        if (first == 0xef && second == 0xbb && lines.peek(2) == 0xbf) {
            lines.skip(3);
            first = lines.peek(3);
        }
        boolean json =
                switch (format) {
                    case NDJSON -> true;
                    case CSV -> false;
                    case ANY -> first == '{';
                };
        return json ? new JsonRows(lines, kind) : new CsvRows(lines, kind);
    }

    /** Counts the bytes of the file as they are read. */
    private static final class Counted extends FilterInputStream {

        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            if (b >= 0) {
                count++;
            }
            return b;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            if (read > 0) {
                count += read;
            }
            return read;
        }
    }
}
