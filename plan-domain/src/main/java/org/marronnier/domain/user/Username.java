package org.marronnier.domain.user;

import java.util.regex.Pattern;

/** The name that a user signs in with. */
public record Username(String text) {

    /** Two to forty lower-case letters, digits, dots, dashes or underscores, the first a letter. */
    public static final String PATTERN = "[a-z][a-z0-9._-]{1,39}";

    private static final Pattern SHAPE = Pattern.compile(PATTERN);

    public Username {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "The user name (%s) must be 2 to 40 lower-case letters, digits, dots, dashes or underscores, and start with a letter."
                            .formatted(text));
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
