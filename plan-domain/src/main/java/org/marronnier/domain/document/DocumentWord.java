package org.marronnier.domain.document;

import java.util.Locale;

/** How plan documents write the constants of closed choices. */
public final class DocumentWord {

    private DocumentWord() {}

    /** In lower case with dashes: {@code one-off}. */
    public static String dashed(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** With capitals within: {@code nextChannel}. */
    public static String camel(Enum<?> constant) {
        var words = constant.name().toLowerCase(Locale.ROOT).split("_", -1);
        var written = new StringBuilder(words[0]);
        for (var i = 1; i < words.length; i++) {
            written.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return written.toString();
    }
}
