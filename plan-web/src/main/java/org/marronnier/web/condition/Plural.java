package org.marronnier.web.condition;

import java.math.BigDecimal;
import java.util.Locale;

/** Which form of a noun follows a number: French says one below two, English for one alone. */
public final class Plural {

    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private Plural() {}

    public static String of(long number, Locale locale) {
        return of(BigDecimal.valueOf(number), locale);
    }

    static String of(BigDecimal number, Locale locale) {
        var isOne =
                locale.getLanguage().equals("fr")
                        ? number.abs().compareTo(TWO) < 0
                        : number.compareTo(BigDecimal.ONE) == 0;
        return isOne ? "one" : "other";
    }
}
