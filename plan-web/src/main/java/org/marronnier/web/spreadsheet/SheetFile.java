package org.marronnier.web.spreadsheet;

import java.io.IOException;
import java.util.List;

/** A spreadsheet whose rows can be read one after the other, again and again. */
sealed interface SheetFile permits XlsxFile, CsvFile {

    /** Takes rows. */
    @FunctionalInterface
    interface Rows {

        /** Takes a row that is not blank; false asks for no more. */
        boolean take(SheetRow row) throws UnreadableSheet;
    }

    /** The names of its sheets, in their order; one without a name has an empty one. */
    List<String> sheets();

    /** Whether days are counted from 1904 rather than from 1900. */
    boolean countsFrom1904();

    /** Reads a sheet from its top. */
    void read(int sheet, Rows rows) throws IOException, UnreadableSheet;

    /** Opens a file, whatever its name says, by what it begins with. */
    static SheetFile open(byte[] bytes) throws IOException, UnreadableSheet {
        if (bytes.length == 0) {
            throw new UnreadableSheet(UnreadableSheet.Why.EMPTY);
        }
        if (bytes.length > Limits.BYTES) {
            throw new UnreadableSheet(UnreadableSheet.Why.TOO_LARGE, Limits.BYTES >> 20);
        }
        return switch (Beginning.of(bytes)) {
            case PACKED -> XlsxFile.open(bytes);
            case COMPOUND -> throw new UnreadableSheet(UnreadableSheet.Why.PROTECTED);
            case OTHER -> throw new UnreadableSheet(UnreadableSheet.Why.OTHER_FORMAT);
            case TEXT -> CsvFile.open(bytes);
        };
    }

    /** What a file begins with. */
    enum Beginning {
        PACKED,
        COMPOUND,
        OTHER,
        TEXT;

        private static final byte[] ZIP = {'P', 'K', 3, 4};
        private static final byte[] EMPTY_ZIP = {'P', 'K', 5, 6};
        private static final byte[] OLE = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};

        static Beginning of(byte[] bytes) {
            if (startsWith(bytes, ZIP) || startsWith(bytes, EMPTY_ZIP)) {
                return PACKED;
            }
            if (startsWith(bytes, OLE)) {
                return COMPOUND;
            }
            return CsvFile.isText(bytes) ? TEXT : OTHER;
        }

        private static boolean startsWith(byte[] bytes, byte[] start) {
            if (bytes.length < start.length) {
                return false;
            }
            for (int i = 0; i < start.length; i++) {
                if (bytes[i] != start[i]) {
                    return false;
                }
            }
            return true;
        }
    }
}
