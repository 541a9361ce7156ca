package org.marronnier.web.spreadsheet;

/** How large a spreadsheet may be; the pages and the documentation say these numbers. */
final class Limits {

    /** Bytes of a file as it comes. */
    static final int BYTES = 20 << 20;

    /** Bytes of an XLSX file unpacked, over all its parts. */
    static final long UNPACKED = 300L << 20;

    /** Bytes of the texts that the cells of an XLSX file share, unpacked: they stay in memory. */
    static final long SHARED_TEXTS = 64L << 20;

    /** Parts of an XLSX file. */
    static final int PARTS = 2_000;

    static final int SHEETS = 100;
    static final int ROWS = 100_000;
    static final int COLUMNS = 200;
    static final int MERGED_AREAS = 50_000;

    /** Characters of a cell: as many as a spreadsheet program lets it have. */
    static final int TEXT = 32_767;

    /** Rows at the top among which the headers are looked for. */
    static final int HEADERS = 30;

    private Limits() {}
}
