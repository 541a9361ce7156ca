package org.marronnier.web.shell;

import org.jspecify.annotations.Nullable;

/** Texts in a CSV file that a spreadsheet program shows and never computes. */
public final class CsvText {

    private static final String COMPUTED = "=+-@\t\r\n";

    private CsvText() {}

    /** The text, with an apostrophe before what a spreadsheet would take for a formula. */
    public static String harmless(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        return isComputed(text, apostrophes(text)) ? "'" + text : text;
    }

    /** The text as it was before {@link #harmless}. */
    public static String original(String text) {
        var apostrophes = apostrophes(text);
        return apostrophes > 0 && isComputed(text, apostrophes) ? text.substring(1) : text;
    }

    private static int apostrophes(String text) {
        int count = 0;
        while (count < text.length() && text.charAt(count) == '\'') {
            count++;
        }
        return count;
    }

    private static boolean isComputed(String text, int at) {
        return at < text.length() && COMPUTED.indexOf(text.charAt(at)) >= 0;
    }
}
