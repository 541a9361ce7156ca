package org.marronnier.web.shell;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Texts as they are compared and made keys of: without case, accents and signs. */
public final class PlainText {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern NO_KEY = Pattern.compile("[^a-z0-9]+");
    private static final int LONGEST = 300;

    private PlainText() {}

    /**
     * The words of a text with a space between them: "Fête d’été" and "fete d'ete" are the same. Of
     * a long text only the first 300 letters count.
     */
    public static String of(String text) {
        var start = text.substring(0, Math.min(text.length(), LONGEST)).toLowerCase(Locale.ROOT);
        var bare = MARKS.matcher(Normalizer.normalize(start, Normalizer.Form.NFKD)).replaceAll("");
        return SIGNS.matcher(bare.replace("œ", "oe").replace("æ", "ae")).replaceAll(" ").strip();
    }

    /** A text as the start of a key: small letters, digits and dashes; empty where none is left. */
    public static String key(String text, int longest) {
        return shortened(
                NO_KEY.matcher(of(text)).replaceAll("-").replaceAll("^-+|-+$", ""), longest);
    }

    /** A key of so many letters at most, without a dash at its end. */
    public static String shortened(String key, int longest) {
        return key.substring(0, Math.min(key.length(), longest)).replaceAll("-+$", "");
    }
}
