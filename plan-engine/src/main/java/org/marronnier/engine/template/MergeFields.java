package org.marronnier.engine.template;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The merge fields that a text names, such as <code>{{firstName|friend}}</code>. */
public final class MergeFields {

    static final Pattern FIELD =
            Pattern.compile("\\{\\{\\s*([\\p{L}_][\\p{L}\\p{N}_.-]*)\\s*(?:\\|([^{}]*))?\\}\\}");

    private static final int SHOWN = 40;

    private MergeFields() {}

    /** One that is named; with a default, a contact may lack it. */
    public record Named(String name, boolean hasDefault) {}

    public static List<Named> in(@Nullable String text) {
        return text == null
                ? List.of()
                : FIELD.matcher(text)
                        .results()
                        .map(field -> new Named(field.group(1), field.group(2) != null))
                        .distinct()
                        .toList();
    }

    /**
     * The beginning of the first field that is not closed, or no name; null where there is none.
     */
    public static @Nullable String broken(@Nullable String text) {
        return text == null ? null : brokenLiteral(FIELD.matcher(text).replaceAll(" "));
    }

    static @Nullable String brokenLiteral(String literal) {
        var start = literal.indexOf("{{");
        return start < 0
                ? null
                : literal.substring(start, Math.min(literal.length(), start + SHOWN));
    }
}
