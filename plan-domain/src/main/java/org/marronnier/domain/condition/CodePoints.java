package org.marronnier.domain.condition;

/** The order of texts by code point, which is that of their bytes in UTF-8 and of the database. */
public final class CodePoints {

    private CodePoints() {}

    /** Negative, zero or positive, as the first text is before, equal to or after the second. */
    public static int compare(CharSequence a, CharSequence b) {
        var length = Math.min(a.length(), b.length());
        for (var i = 0; i < length; i++) {
            var x = a.charAt(i);
            var y = b.charAt(i);
            if (x != y) {
                var bothPaired = Character.isSurrogate(x) == Character.isSurrogate(y);
                return bothPaired ? Character.compare(x, y) : Character.isSurrogate(x) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
