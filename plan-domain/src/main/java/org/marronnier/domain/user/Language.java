package org.marronnier.domain.user;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A language that the product speaks. */
public enum Language {
    FR(Locale.FRANCE),
    EN(Locale.UK);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    /** The locale whose numbers and dates are written. */
    public Locale locale() {
        return locale;
    }

    /** The two-letter code, such as {@code fr}. */
    public String code() {
        return locale.getLanguage();
    }

    /** The language of a two-letter code; empty where the product does not speak it. */
    public static Optional<Language> of(String code) {
        return Arrays.stream(values()).filter(language -> language.code().equals(code)).findFirst();
    }
}
