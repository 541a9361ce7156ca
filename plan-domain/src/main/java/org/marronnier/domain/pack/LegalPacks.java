package org.marronnier.domain.pack;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.consent.Typology;
import org.marronnier.domain.law.Legal;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.QuietPeriod;

/** All packs there are, and what legal rules are measured against. */
public final class LegalPacks {

    private static final List<LegalPack> ALL = List.of(FrancePack.FRANCE);

    private LegalPacks() {}

    /** The packs that a plan may take in. */
    public static List<LegalPack> all() {
        return ALL;
    }

    /** The pack of a key. */
    public static Optional<LegalPack> of(String key) {
        return ALL.stream().filter(pack -> pack.key().equals(key)).findFirst();
    }

    /** What a legal rule may not be laxer than: its pack's text, or itself where it has none. */
    public static PressureRule floor(PressureRule rule) {
        return floor(rule, rule.legal(), LegalPack::pressure, one -> one.key().equals(rule.key()));
    }

    /** The same of a quiet period. */
    public static QuietPeriod floor(QuietPeriod period) {
        return floor(
                period, period.legal(), LegalPack::quiet, one -> one.key().equals(period.key()));
    }

    /** The same of a regime. */
    public static Typology.Line floor(Typology.Line line) {
        return floor(line, line.legal(), LegalPack::typology, line::isOfCell);
    }

    private static <T> T floor(
            T own,
            @Nullable Legal legal,
            Function<LegalPack, List<T>> list,
            Predicate<T> isTheSame) {
        return Stream.ofNullable(legal)
                .flatMap(mark -> Stream.ofNullable(mark.pack()))
                .flatMap(pack -> of(pack).stream())
                .flatMap(pack -> list.apply(pack).stream())
                .filter(isTheSame)
                .findFirst()
                .orElse(own);
    }
}
