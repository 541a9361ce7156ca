package org.marronnier.domain.consent;

import org.jspecify.annotations.Nullable;

/** The source of a consent that was given twice, as a double opt-in asks for. */
public final class Confirmation {

    /** How such a source is recorded, in small letters or not. */
    public static final String SOURCE = "confirmation";

    private Confirmation() {}

    /** Whether a record of a source is a confirmation. */
    public static boolean is(@Nullable String source) {
        return SOURCE.equalsIgnoreCase(source);
    }
}
