package org.marronnier.store.database;

import org.jspecify.annotations.Nullable;

/**
 * The embedded database cannot be had, with one sentence that says why and one that says the way
 * out.
 */
public final class DatabaseUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String wayOut;

    DatabaseUnavailable(String sentence, String wayOut) {
        this(sentence, wayOut, null);
    }

    DatabaseUnavailable(String sentence, String wayOut, @Nullable Throwable cause) {
        super(sentence, cause);
        this.wayOut = wayOut;
    }

    /** What to do about it, in one sentence. */
    public String wayOut() {
        return wayOut;
    }
}
