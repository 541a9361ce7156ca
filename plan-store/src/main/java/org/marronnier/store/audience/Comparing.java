package org.marronnier.store.audience;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Comparison.Operator;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.condition.TextReading;

/**
 * Comparisons as SQL.
 *
 * <p>What the plan writes decides how values are compared: a number with the decimals they read as,
 * an ISO date with the local dates they read as, anything else with their text, without regard to
 * case. A value that cannot be read so is different, and neither before nor after. The results may
 * be null, which means false.
 */
final class Comparing {

    private final Parameters parameters;

    Comparing(Parameters parameters) {
        this.parameters = parameters;
    }

    /** All comparisons hold for the subject. */
    String all(Subject subject, List<Comparison> comparisons) {
        if (comparisons.isEmpty()) {
            return "true";
        }
        return String.join(
                " and ", comparisons.stream().map(one -> "(" + one(subject, one) + ")").toList());
    }

    private String one(Subject subject, Comparison comparison) {
        var operands = comparison.operands();
        return switch (comparison.operator()) {
            case PRESENT -> subject.present();
            case MISSING -> "not (" + subject.present() + ")";
            case EQ, IN -> equalToAny(subject, operands);
            case NE, NOT_IN ->
                    "(%s) is not null and (%s) is not true"
                            .formatted(subject.text(), equalToAny(subject, operands));
            case LT -> ordered(subject, "<", operands.getFirst());
            case LTE -> ordered(subject, "<=", operands.getFirst());
            case GT -> ordered(subject, ">", operands.getFirst());
            case GTE -> ordered(subject, ">=", operands.getFirst());
            case CONTAINS, STARTS_WITH ->
                    partOf(subject, comparison.operator(), operands.getFirst());
        };
    }

    /** Plain texts and numbers go into one array each, so that a long list is one look-up. */
    private String equalToAny(Subject subject, List<Operand> operands) {
        var texts = new ArrayList<String>();
        var numbers = new ArrayList<BigDecimal>();
        var parts = new ArrayList<String>();
        for (var operand : operands) {
            switch (operand) {
                case Operand.Decimal(var value) -> numbers.add(value);
                case Operand.Truth(var value) -> texts.add(Boolean.toString(value));
                case Operand.Text(var value) -> {
                    var date = TextReading.date(value);
                    var number =
                            subject.isNumber() == null
                                    ? java.util.Optional.<BigDecimal>empty()
                                    : TextReading.number(value);
                    if (date.isPresent()) {
                        parts.add("(" + subject.date() + ") = " + parameters.date(date.get()));
                    } else if (number.isPresent()) {
                        parts.add(asNumberOrText(subject, "=", number.get(), value));
                    } else {
                        texts.add(TextReading.folded(value));
                    }
                }
            }
        }
        if (!texts.isEmpty()) {
            parts.add(
                    Reading.folded(subject.text())
                            + " = "
                            + (texts.size() == 1
                                    ? parameters.text(texts.getFirst())
                                    : "any (" + parameters.texts(texts) + ")"));
        }
        if (!numbers.isEmpty()) {
            parts.add(
                    "("
                            + subject.number()
                            + ") = "
                            + (numbers.size() == 1
                                    ? parameters.number(numbers.getFirst())
                                    : "any (" + parameters.numbers(numbers) + ")"));
        }
        return String.join(" or ", parts.stream().map(part -> "(" + part + ")").toList());
    }

    private String ordered(Subject subject, String sign, Operand operand) {
        return switch (operand) {
            case Operand.Decimal(var value) ->
                    "(%s) %s %s".formatted(subject.number(), sign, parameters.number(value));
            case Operand.Truth _ -> "false";
            case Operand.Text(var value) -> {
                var date = TextReading.date(value);
                if (date.isPresent()) {
                    yield "(%s) %s %s".formatted(subject.date(), sign, parameters.date(date.get()));
                }
                var number = TextReading.number(value);
                if (subject.isNumber() != null && number.isPresent()) {
                    yield asNumberOrText(subject, sign, number.get(), value);
                }
                yield asText(subject, sign, value);
            }
        };
    }

    private String asNumberOrText(Subject subject, String sign, BigDecimal number, String text) {
        return "case when %s then (%s) %s %s else %s end"
                .formatted(
                        subject.isNumber(),
                        subject.number(),
                        sign,
                        parameters.number(number),
                        asText(subject, sign, text));
    }

    private String asText(Subject subject, String sign, String text) {
        return "%s collate \"C\" %s %s"
                .formatted(
                        Reading.folded(subject.text()),
                        sign,
                        parameters.text(TextReading.folded(text)));
    }

    private String partOf(Subject subject, Operator operator, Operand operand) {
        var written =
                switch (operand) {
                    case Operand.Text(var value) -> value;
                    case Operand.Decimal(var value) -> value.toPlainString();
                    case Operand.Truth(var value) -> Boolean.toString(value);
                };
        var part = parameters.text(TextReading.folded(written));
        var whole = Reading.folded(subject.text());
        return operator == Operator.STARTS_WITH
                ? "starts_with(%s, %s)".formatted(whole, part)
                : "strpos(%s, %s) > 0".formatted(whole, part);
    }
}
