package org.marronnier.domain.document;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.marronnier.domain.telling.Phrase;
import org.marronnier.domain.telling.Telling;

/** The known name that was probably meant. */
public final class Nearest {

    private static final int LONGEST = 80;

    private Nearest() {}

    /** A question such as {@code Did you mean "segment"?}, or nothing where no name is near. */
    public static List<Telling> question(String found, Collection<String> known) {
        return to(found, known).map(name -> List.of(Phrase.NEAREST.with(name))).orElse(List.of());
    }

    public static Optional<String> to(String found, Collection<String> known) {
        if (found.length() > LONGEST) {
            return Optional.empty();
        }
        var lower = found.toLowerCase(Locale.ROOT);
        var most = Math.max(1, found.length() / 3);
        return known.stream()
                .filter(name -> Math.abs(name.length() - found.length()) <= most)
                .filter(name -> distance(lower, name.toLowerCase(Locale.ROOT)) <= most)
                .min(
                        Comparator.<String>comparingInt(
                                        name -> distance(lower, name.toLowerCase(Locale.ROOT)))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var above = row[j];
                var change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
