package org.marronnier.web.shell;

import org.jspecify.annotations.Nullable;

/** One line of a list to choose from. */
public record Option(String value, String text, @Nullable String hint) {

    public Option(String value, String text) {
        this(value, text, null);
    }
}
