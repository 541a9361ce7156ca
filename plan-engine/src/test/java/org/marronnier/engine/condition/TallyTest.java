package org.marronnier.engine.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.marronnier.domain.fact.FactKind;

class TallyTest {

    private final Tally tally = new Tally();

    @Property
    void addsAndComparesAsDecimalsDo(
            @ForAll("sums") List<BigDecimal> numbers, @ForAll("numbers") BigDecimal other) {
        var sum = numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);

        tally.clear();
        numbers.forEach(number -> tally.add(Decimal.of(number)));
        tally.settle();

        assertThat(tally.compareTo(Decimal.of(other))).isEqualTo(sum.compareTo(other));
        assertThat(tally.compareTo(Decimal.of(sum))).isZero();
        assertThat(tally.text()).asString().isEqualTo(plain(sum));
    }

    @Property
    void countsAnyWholeNumber(@ForAll long number) {
        tally.set(number);

        assertThat(tally.text()).asString().isEqualTo(Long.toString(number));
        assertThat(tally.compareTo(Decimal.of(BigDecimal.valueOf(number)))).isZero();
    }

    @Property
    void aValueComparesAsItsNumberDoes(
            @ForAll("numbers") BigDecimal one, @ForAll("numbers") BigDecimal other) {
        var value = Value.of(FactKind.NUMBER, one.toPlainString(), ZoneOffset.UTC);

        assertThat(value.compareTo(Decimal.of(other))).isEqualTo(one.compareTo(other));
        assertThat(value.compareTo(Decimal.of(one))).isZero();
    }

    @Provide
    Arbitrary<List<BigDecimal>> sums() {
        return numbers().list().ofMaxSize(12);
    }

    @Provide
    Arbitrary<BigDecimal> numbers() {
        var small = Arbitraries.bigDecimals().ofScale(2);
        var whole = Arbitraries.integers().between(-3, 3).map(BigDecimal::valueOf);
        var far =
                Combinators.combine(
                                Arbitraries.bigIntegers()
                                        .between(
                                                BigInteger.TEN.pow(60).negate(),
                                                BigInteger.TEN.pow(60)),
                                Arbitraries.integers().between(-99, 159))
                        .as(BigDecimal::new);
        return Arbitraries.oneOf(small, whole, far);
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
