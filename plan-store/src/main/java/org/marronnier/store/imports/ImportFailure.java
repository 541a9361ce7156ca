package org.marronnier.store.imports;

/** Why an import ended before its file did. */
public enum ImportFailure {
    EMPTY("The file is empty."),
    NO_HEADER("The header of the file cannot be read: %s."),
    MISSING_COLUMN("The header lacks the column %s."),
    REPEATED_COLUMN("The header names the column %s twice."),
    UNNAMED_COLUMN("Column %s of the header has no name."),
    UNKNOWN_COLUMN("Consents have no column %s."),
    NOT_UTF8("The file is not UTF-8 text (%s). Save it as UTF-8 and send it again."),
    CUT_OFF("The file ends too early (%s). Send it again whole."),
    INTERRUPTED("The process that read the file stopped. Send the file again whole."),
    STOPPED("The import was stopped by a user. What had gone in stays in."),
    DATABASE("The database did not answer (%s). Send the file again whole.");

    private final String sentence;

    ImportFailure(String sentence) {
        this.sentence = sentence;
    }

    /** The failure in English. */
    public String sentence(String detail) {
        return sentence.formatted(detail);
    }
}
