package org.marronnier.web.spreadsheet;

import java.math.BigDecimal;

/** A cell of a spreadsheet as it was written. */
sealed interface Cell {

    Cell BLANK = new Blank();

    /** Nothing. */
    record Blank() implements Cell {}

    /** A text with no space around it, and not empty. */
    record Text(String text) implements Cell {}

    /** A number; a date where its column holds dates. */
    record Amount(BigDecimal number) implements Cell {}

    record Truth(boolean value) implements Cell {}

    /**
     * What cannot be read: an error that the spreadsheet shows, or a formula without its result.
     */
    record Broken(String shown) implements Cell {}

    /** A text as a cell; blank where it says nothing. */
    static Cell of(String text) {
        var stripped = text.strip();
        return stripped.isEmpty() ? BLANK : new Text(stripped);
    }

    default boolean isBlank() {
        return this instanceof Blank;
    }

    /** What a reader sees, more or less. */
    default String shown() {
        return switch (this) {
            case Blank _ -> "";
            case Text(var text) -> text;
            case Amount(var number) -> plain(number);
            case Truth(var value) -> String.valueOf(value);
            case Broken(var shown) -> shown;
        };
    }

    /** The shortest text of a number, without an exponent where it stays readable. */
    private static String plain(BigDecimal number) {
        var tidy = number.stripTrailingZeros();
        return Math.abs(tidy.scale()) > 40 ? tidy.toString() : tidy.toPlainString();
    }
}
