package org.marronnier.engine.template;

import org.jspecify.annotations.Nullable;

/** What a template became for one contact. */
public sealed interface Rendered {

    /** A message that can leave. The text is there whenever anything is. */
    record Message(@Nullable String subject, @Nullable String html, String text)
            implements Rendered {}

    /** A message that cannot be written. */
    record Unwritable(Mistake mistake, String detail) implements Rendered {}

    /** What is wrong with a template. */
    enum Mistake {
        /** It names a field that contacts do not have. */
        UNKNOWN_FIELD,
        /** A merge field is not closed, or not a name. */
        BROKEN_FIELD,
        /** It says nothing at all. */
        EMPTY
    }
}
