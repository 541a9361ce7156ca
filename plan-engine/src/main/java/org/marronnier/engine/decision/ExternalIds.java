package org.marronnier.engine.decision;

import java.util.Comparator;

/**
 * The order of external ids: by code point, which is that of their bytes in UTF-8 and of the
 * database.
 */
public final class ExternalIds {

    public static final Comparator<String> ORDER = ExternalIds::compare;

    private ExternalIds() {}

    private static int compare(String a, String b) {
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
