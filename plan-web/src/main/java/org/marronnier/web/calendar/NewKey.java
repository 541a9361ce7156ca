package org.marronnier.web.calendar;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** The key of a new item, made of its name. */
final class NewKey {

    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern ENDS = Pattern.compile("^-+|-+$");
    private static final int LONGEST = 70;

    private NewKey() {}

    /** Lower-case letters, digits and dashes; another word where the name has none of them. */
    static String of(String name, String otherwise) {
        var plain =
                Normalizer.normalize(name, Normalizer.Form.NFD)
                        .replaceAll("\\p{M}", "")
                        .toLowerCase(Locale.ROOT);
        var dashed = OTHERS.matcher(plain).replaceAll("-");
        var cut = dashed.length() > LONGEST ? dashed.substring(0, LONGEST) : dashed;
        var key = ENDS.matcher(cut).replaceAll("");
        return key.isEmpty() ? otherwise : key;
    }
}
