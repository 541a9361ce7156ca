package org.marronnier.web.spreadsheet;

import java.io.Serial;

/** A file that is no spreadsheet, or one that is not read; thrown as soon as it shows. */
final class UnreadableSheet extends Exception {

    @Serial private static final long serialVersionUID = 1;

    /** Why; the words are the message {@code spreadsheet.unreadable.<why>}. */
    enum Why {
        EMPTY,
        TOO_LARGE,
        /** Unpacked, it is larger than a spreadsheet ever is. */
        BOMB,
        TOO_MANY_ROWS,
        TOO_MANY_COLUMNS,
        TEXT_TOO_LONG,
        /** A spreadsheet of before 2007, or one that a password protects: both look alike. */
        PROTECTED,
        OTHER_FORMAT,
        BROKEN,
        BROKEN_CSV,
        NO_SHEET
    }

    private final Why why;
    private final long fact;

    UnreadableSheet(Why why) {
        this(why, 0);
    }

    /**
     * @param fact the limit, or the line, that the words name
     */
    UnreadableSheet(Why why, long fact) {
        super(why.name());
        this.why = why;
        this.fact = fact;
    }

    Why why() {
        return why;
    }

    long fact() {
        return fact;
    }
}
