package org.marronnier.engine.condition;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.condition.TextReading;

/**
 * Equality with one of some operands, or with none of them. Each look-up is a search, so that a
 * long list costs little more than a short one.
 */
final class OneOf implements Check {

    private final boolean one;
    private final Texts texts;
    private final Texts figures;
    private final Decimal[] numbers;
    private final Decimal[] numbersOfFigures;
    private final long[] days;

    /** Folded texts, to be found by a text or by one that is being written. */
    private record Texts(Set<String> set, String[] list) {
        static Texts of(Set<String> texts) {
            return new Texts(Set.copyOf(texts), texts.toArray(String[]::new));
        }

        boolean hold(Subject subject) {
            if (list.length == 0) {
                return false;
            }
            var text = subject.text();
            if (text instanceof String whole) {
                return list.length == 1 ? list[0].equals(whole) : set.contains(whole);
            }
            for (var candidate : list) {
                if (candidate.contentEquals(text)) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * @param one whether one must be equal; else none
     * @param texts those that read as nothing else
     * @param figures texts that read as numbers, which texts are compared with as texts
     * @param numbersOfFigures the same, which numbers are compared with as numbers
     */
    private OneOf(
            boolean one,
            Set<String> texts,
            Set<String> figures,
            List<BigDecimal> numbers,
            List<BigDecimal> numbersOfFigures,
            List<Long> days) {
        this.one = one;
        this.texts = Texts.of(texts);
        this.figures = Texts.of(figures);
        this.numbers = sorted(numbers);
        this.numbersOfFigures = sorted(numbersOfFigures);
        this.days = days.stream().mapToLong(day -> day).sorted().toArray();
    }

    static OneOf of(List<Operand> operands, boolean one) {
        var texts = new HashSet<String>();
        var figures = new HashSet<String>();
        var numbers = new ArrayList<BigDecimal>();
        var numbersOfFigures = new ArrayList<BigDecimal>();
        var days = new ArrayList<Long>();
        for (var operand : operands) {
            switch (operand) {
                case Operand.Decimal(var value) -> numbers.add(value);
                case Operand.Truth(var value) -> texts.add(Boolean.toString(value));
                case Operand.Text(var value) -> {
                    var day = TextReading.date(value);
                    var number = TextReading.number(value);
                    if (day.isPresent()) {
                        days.add(Days.packed(day.get()));
                    } else if (number.isPresent()) {
                        figures.add(TextReading.folded(value));
                        numbersOfFigures.add(number.get());
                    } else {
                        texts.add(TextReading.folded(value));
                    }
                }
            }
        }
        return new OneOf(one, texts, figures, numbers, numbersOfFigures, days);
    }

    private static Decimal[] sorted(List<BigDecimal> numbers) {
        return numbers.stream().sorted().map(Decimal::of).toArray(Decimal[]::new);
    }

    @Override
    public boolean holds(@Nullable Subject subject) {
        return subject != null && !subject.isNested() && one == isEqual(subject);
    }

    private boolean isEqual(Subject subject) {
        return texts.hold(subject)
                || (subject.isNumber()
                        ? holdsNumber(numbersOfFigures, subject)
                        : figures.hold(subject))
                || (subject.readsAsNumber() && holdsNumber(numbers, subject))
                || (subject.day() != Subject.NO_DAY
                        && Arrays.binarySearch(days, subject.day()) >= 0);
    }

    private static boolean holdsNumber(Decimal[] numbers, Subject subject) {
        var low = 0;
        var high = numbers.length - 1;
        while (low <= high) {
            var middle = (low + high) >>> 1;
            var order = subject.compareTo(numbers[middle]);
            if (order == 0) {
                return true;
            }
            if (order > 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }
}
