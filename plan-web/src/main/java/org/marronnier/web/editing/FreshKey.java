package org.marronnier.web.editing;

import java.util.Collection;
import java.util.Set;
import java.util.stream.IntStream;
import org.marronnier.web.shell.PlainText;

/** Keys that are not taken yet. */
public final class FreshKey {

    private static final int LONGEST = 72;

    /** What addresses say in the place of a key. */
    private static final Set<String> WORDS_OF_ADDRESSES = Set.of("new", "order");

    private FreshKey() {}

    /**
     * A key that says a name in lower-case letters, digits and dashes, such as {@code
     * fete-des-meres}.
     *
     * @param otherwise for a name that has neither letters nor digits
     */
    public static String of(String name, String otherwise, Collection<String> taken) {
        var plain = PlainText.key(name, LONGEST);
        var base = plain.isEmpty() ? otherwise : plain;
        return taken.contains(base) || WORDS_OF_ADDRESSES.contains(base)
                ? after(base, taken)
                : base;
    }

    /** The next one in line: {@code accueil-2} after {@code accueil}. */
    public static String after(String key, Collection<String> taken) {
        var base = PlainText.shortened(key.replaceFirst("-\\d{1,4}$", ""), LONGEST);
        return IntStream.iterate(2, number -> number + 1)
                .mapToObj(number -> base + "-" + number)
                .filter(one -> !taken.contains(one))
                .findFirst()
                .orElseThrow();
    }
}
