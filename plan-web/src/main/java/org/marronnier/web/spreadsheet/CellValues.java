package org.marronnier.web.spreadsheet;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.marronnier.domain.document.Recurrences;
import org.marronnier.domain.time.Span;
import org.marronnier.web.shell.PlainText;

/** What a cell of a column says, as the plan document writes it. */
final class CellValues {

    /** What was read. */
    sealed interface Answer {

        /** Nothing is said. */
        record Silent() implements Answer {}

        /** There is to be nothing: a dash alone. */
        record Cleared() implements Answer {}

        record Said(Object value) implements Answer {}

        record Wrong(Reason reason) implements Answer {}

        /** A word that nothing answers to, and that can be mapped. */
        record Unknown(String text) implements Answer {}
    }

    private static final Answer SILENT = new Answer.Silent();
    private static final Answer CLEARED = new Answer.Cleared();

    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,79}");
    private static final Pattern DASH = Pattern.compile("[-–—]");
    private static final Pattern AMOUNT = Pattern.compile("[+-]?\\d{1,15}(?:[.,]\\d{1,12})?");
    private static final Pattern CHANNEL_SIGNS =
            Pattern.compile("[,;/+&|\\n]| (?:et|and|puis|then|ou|or) ");
    private static final Pattern LENGTH =
            Pattern.compile(
                    "(\\d{1,4}) *(h|heures?|hours?|j|jours?|d|days?|semaines?|weeks?|mois|months?)");
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_RULE = 500;

    private final Choices choices;
    private final Keys keys;
    private final Map<Column, Map<String, String>> mapped;
    private final Recurrences recurrences = Recurrences.bySyntax();

    CellValues(Choices choices, Keys keys, Map<Column, Map<String, String>> mapped) {
        this.choices = choices;
        this.keys = keys;
        this.mapped = mapped;
    }

    /** Reads a cell of any column but those of the date and the time. */
    Answer read(Column column, Cell cell) {
        if (cell.isBlank()) {
            return SILENT;
        }
        if (cell instanceof Cell.Broken(var shown)) {
            return wrong(shown.isEmpty() ? "formula" : "error");
        }
        var text = cell.shown();
        if (DASH.matcher(text).matches()) {
            return CLEARED;
        }
        return switch (column) {
            case KEY -> KEY.matcher(text).matches() ? said(text) : wrong("key");
            case NAME, EVENT, OFFER -> text(text);
            case TAGS -> tags(text);
            case CHANNELS -> channels(text);
            case TYPE, KIND, MOMENT, INTENT, WHEN_CAPPED -> word(column, text);
            case PROGRAMME, OWNER, PURPOSE, TEMPLATE -> word(column, text);
            case SEGMENT -> segment(text);
            case LOT -> whole(cell, 1_000_000);
            case PRIORITY -> whole(cell, 100);
            case VALUE -> amount(cell, number -> number.signum() >= 0, "amount");
            case CONTROL ->
                    amount(
                            cell,
                            number -> number.signum() >= 0 && number.compareTo(BigDecimal.ONE) <= 0,
                            "share");
            case RECURRENCE -> recurrence(text);
            case EXPIRY -> length(text);
            case DATE, TIME, STATUS ->
                    throw new IllegalArgumentException(column + " is not read alone.");
        };
    }

    private static Answer text(String text) {
        return text.length() > LONGEST_NAME ? wrong("long", LONGEST_NAME) : said(text);
    }

    private static Answer tags(String text) {
        var tags = TagList.read(text);
        if (tags.size() > 50) {
            return wrong("tags", 50);
        }
        return tags.stream().anyMatch(tag -> tag.length() > LONGEST_NAME)
                ? wrong("long", LONGEST_NAME)
                : said(tags);
    }

    private Answer channels(String text) {
        var whole = meaning(Column.CHANNELS, text);
        if (whole.isPresent()) {
            return whole.get().isEmpty() ? SILENT : said(List.of(whole.get()));
        }
        var channels = new ArrayList<String>();
        for (var part : (Iterable<String>) parts(text)::iterator) {
            var channel = meaning(Column.CHANNELS, part);
            if (channel.isEmpty()) {
                return new Answer.Unknown(part);
            }
            if (!channel.get().isEmpty() && !channels.contains(channel.get())) {
                channels.add(channel.get());
            }
        }
        return channels.isEmpty() ? SILENT : said(List.copyOf(channels));
    }

    private static Stream<String> parts(String text) {
        return CHANNEL_SIGNS
                .splitAsStream(text)
                .map(String::strip)
                .filter(Predicate.not(String::isEmpty));
    }

    private Answer segment(String text) {
        var key = word(Column.SEGMENT, text);
        return key instanceof Answer.Said(var value) ? said(Map.of("segment", value)) : key;
    }

    private Answer word(Column column, String text) {
        var meaning = meaning(column, text);
        if (meaning.isEmpty()) {
            return new Answer.Unknown(text);
        }
        return meaning.get().isEmpty() ? SILENT : said(meaning.get());
    }

    /** What a word stands for in the plan, or what the mapping makes of it; empty for nothing. */
    private Optional<String> meaning(Column column, String text) {
        var known = Keys.has(column) ? keys.key(column, text) : choices.meaning(column, text);
        return known.isPresent()
                ? known
                : Optional.ofNullable(
                        mapped.getOrDefault(column, Map.of()).get(PlainText.of(text)));
    }

    private static Answer whole(Cell cell, int most) {
        var number = number(cell, false);
        return number.isPresent()
                        && number.get().signum() >= 0
                        && number.get().compareTo(BigDecimal.valueOf(most)) <= 0
                        && number.get().stripTrailingZeros().scale() <= 0
                ? said(number.get().intValueExact())
                : wrong("whole", most);
    }

    private static Answer amount(Cell cell, Predicate<BigDecimal> fits, String word) {
        return number(cell, true).filter(fits).map(CellValues::said).orElse(wrong(word));
    }

    private static Optional<BigDecimal> number(Cell cell, boolean shares) {
        if (cell instanceof Cell.Amount(var number)) {
            return number.precision() > 40 || Math.abs(number.scale()) > 40
                    ? Optional.empty()
                    : Optional.of(number);
        }
        var text = cell.shown().replaceAll("[\\s\\u00a0\\u202f€]", "");
        var share = shares && text.endsWith("%");
        var digits = share ? text.substring(0, text.length() - 1) : text;
        if (!AMOUNT.matcher(digits).matches()) {
            return Optional.empty();
        }
        var number = new BigDecimal(digits.replace(',', '.'));
        return Optional.of(share ? number.movePointLeft(2) : number);
    }

    private Answer recurrence(String text) {
        var rule = text.startsWith("RRULE:") ? text.substring(6) : text;
        if (rule.length() > LONGEST_RULE) {
            return wrong("long", LONGEST_RULE);
        }
        return recurrences.mistake(rule).isPresent() ? wrong("recurrence") : said(rule);
    }

    private static Answer length(String text) {
        var words = LENGTH.matcher(text.toLowerCase(Locale.ROOT).replace('\u00a0', ' '));
        var written =
                words.matches()
                        ? switch (words.group(2).charAt(0)) {
                            case 'h' -> "PT" + words.group(1) + "H";
                            case 's', 'w' -> "P" + words.group(1) + "W";
                            case 'm' -> "P" + words.group(1) + "M";
                            default -> "P" + words.group(1) + "D";
                        }
                        : text;
        try {
            var span = Span.parse(written);
            return span.isZero() || span.isNegative() ? wrong("length") : said(written);
        } catch (IllegalArgumentException | DateTimeException _) {
            return wrong("length");
        }
    }

    private static Answer said(Object value) {
        return new Answer.Said(value);
    }

    private static Answer wrong(String word, Object... facts) {
        return new Answer.Wrong(Reason.of(word, facts));
    }
}
