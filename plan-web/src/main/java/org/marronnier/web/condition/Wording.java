package org.marronnier.web.condition;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.condition.PropertyTest;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Options;
import org.marronnier.web.shell.Saying;
import org.springframework.context.MessageSource;

/** The words of one language for fields, comparisons and quantities; values come out marked. */
final class Wording {

    /** What is said beside events without a name, and beside messages. */
    static final String MASCULINE = "m";

    private static final char NARROW_SPACE = '\u202f';
    private static final char SPACE = '\u00a0';
    private static final int COUNTRY_LENGTH = 2;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    private final Saying saying;
    private final Locale locale;

    Wording(MessageSource messages, Locale locale) {
        this.saying = new Saying(messages, locale);
        this.locale = locale;
    }

    Locale locale() {
        return locale;
    }

    /** The lists of options in its language. */
    Options options() {
        return new Options(saying);
    }

    String say(String key, String... values) {
        return saying.say(key, (Object[]) values);
    }

    /** The message, where there is one. */
    Optional<String> known(String key) {
        return saying.known(key);
    }

    /** What a field of the contact is called, with its article. */
    String field(String field) {
        return known("condition.field." + field).orElseGet(() -> Sentence.mark(field));
    }

    /** What an event of a type is called, one of them or several. */
    String event(String type, String form) {
        return EventWords.known(type, form, saying)
                .map(Sentence::mark)
                .orElseGet(
                        () ->
                                say(
                                        "condition.event." + form,
                                        Sentence.mark(EventWords.plain(type))));
    }

    /** By which what stands beside an event of a type is said: m or f. */
    String gender(String type) {
        return EventWords.known(type, "gender", saying).orElse(MASCULINE);
    }

    /** What a property must be. */
    String property(PropertyTest test) {
        return say(
                "condition.property",
                Sentence.mark(test.property()),
                comparisons(test.comparisons(), test.property()));
    }

    /** "a, b and c" */
    String joined(List<String> parts, String word) {
        if (parts.size() < 2) {
            return String.join("", parts);
        }
        return String.join(say("condition.comma"), parts.subList(0, parts.size() - 1))
                + say("condition." + word)
                + parts.getLast();
    }

    /** What a value must be, as a verb: "is at least 200 and is below 500". */
    String comparisons(List<Comparison> comparisons, String field) {
        return joined(
                inOrder(comparisons).stream()
                        .map(
                                comparison ->
                                        say(
                                                "condition.is." + comparison.operator(),
                                                values(comparison, field)))
                        .toList(),
                "and");
    }

    boolean isZero(List<Comparison> bounds) {
        return bounds.size() == 1
                && bounds.getFirst().operator() == Comparison.Operator.EQ
                && bounds.getFirst().operands().getFirst() instanceof Operand.Decimal(var number)
                && number.signum() == 0;
    }

    String atLeastOne(Function<String, String> noun) {
        return say("condition.quantity.GTE", Sentence.mark("1")) + " " + noun.apply("one");
    }

    /** How many of a noun: "at least 2 and at most 5 purchases". */
    String quantity(List<Comparison> bounds, Function<String, String> noun) {
        return joined(
                        inOrder(bounds).stream()
                                .map(
                                        bound ->
                                                say(
                                                        "condition.quantity." + bound.operator(),
                                                        values(bound, "")))
                                .toList(),
                        "and")
                + " "
                + noun.apply(form(bounds));
    }

    /** How many of a noun that is a message of its own, in two forms. */
    String quantity(List<Comparison> bounds, String noun) {
        return quantity(bounds, form -> say(noun + "." + form));
    }

    /** Lower bounds before upper ones, as people say them. */
    private static List<Comparison> inOrder(List<Comparison> comparisons) {
        return comparisons.stream()
                .sorted(Comparator.comparingInt(comparison -> rank(comparison.operator())))
                .toList();
    }

    private static int rank(Comparison.Operator operator) {
        return switch (operator) {
            case PRESENT, MISSING -> 0;
            case EQ, NE, IN, NOT_IN -> 1;
            case GT, GTE -> 2;
            case LT, LTE -> 3;
            case CONTAINS, STARTS_WITH -> 4;
        };
    }

    private String form(List<Comparison> bounds) {
        if (bounds.isEmpty()) {
            return "other";
        }
        var operands = inOrder(bounds).getLast().operands();
        return operands.size() == 1 && operands.getFirst() instanceof Operand.Decimal(var number)
                ? Plural.of(number, locale)
                : "other";
    }

    private String values(Comparison comparison, String field) {
        var values = comparison.operands().stream().map(operand -> value(operand, field)).toList();
        return values.isEmpty() ? "" : joined(values, "or");
    }

    private String value(Operand operand, String field) {
        return Sentence.mark(
                switch (operand) {
                    case Operand.Text(var text) -> text(text, field);
                    case Operand.Decimal(var number) -> number(number);
                    case Operand.Truth(var truth) ->
                            say(truth ? "condition.true" : "condition.false");
                });
    }

    private String text(String text, String field) {
        if (field.equals("country") && COUNTRIES.contains(text.toUpperCase(Locale.ROOT))) {
            return Locale.of("", text.toUpperCase(Locale.ROOT)).getDisplayCountry(locale);
        }
        if (field.equals("language")
                && text.length() == COUNTRY_LENGTH
                && LANGUAGES.contains(text.toLowerCase(Locale.ROOT))) {
            return Locale.of(text).getDisplayLanguage(locale);
        }
        try {
            return Figures.dated("d MMMM uuuu", locale, LocalDate.parse(text));
        } catch (DateTimeParseException _) {
            return text;
        }
    }

    private String number(BigDecimal number) {
        var format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(Math.max(0, number.scale()));
        return format.format(number).replace(NARROW_SPACE, SPACE).replace('-', '\u2212');
    }
}
