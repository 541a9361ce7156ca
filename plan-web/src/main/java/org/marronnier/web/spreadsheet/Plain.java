package org.marronnier.web.spreadsheet;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Words as they are compared: without case, accents and signs. */
final class Plain {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int LONGEST = 300;

    private Plain() {}

    static String of(String text) {
        var start = text.substring(0, Math.min(text.length(), LONGEST));
        var bare = MARKS.matcher(Normalizer.normalize(start, Normalizer.Form.NFKD)).replaceAll("");
        return SIGNS.matcher(bare.replace("œ", "oe").toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .strip();
    }

    /** A text as the start of a key: small letters, digits and dashes; empty where none is left. */
    static String key(String text, int longest) {
        var key = of(text).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return key.substring(0, Math.min(key.length(), longest)).replaceAll("-+$", "");
    }
}
