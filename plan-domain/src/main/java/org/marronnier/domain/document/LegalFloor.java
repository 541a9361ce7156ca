package org.marronnier.domain.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.consent.Typology;
import org.marronnier.domain.law.Legal;
import org.marronnier.domain.pack.LegalPacks;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.domain.pressure.Strictness;
import org.marronnier.domain.telling.Phrase;

/**
 * Whether a plan still keeps the law after a change: what is legal can be tightened, not loosened,
 * and does not leave the plan. A rule of a pack is measured against the pack, so that what was
 * tightened can come back to it; another against itself as it stood.
 */
public final class LegalFloor {

    /**
     * The least that a rule must say, as a fact of a mistake.
     *
     * @param rule a pressure rule, a quiet period or a line of the typology
     * @param field what the document says at the field that is too lax
     */
    public record Least(Object rule, String field) {
        @Override
        public String toString() {
            return field;
        }
    }

    private final List<Mistake> mistakes = new ArrayList<>();

    private LegalFloor() {}

    /**
     * What of a plan is looser than the law allows.
     *
     * @param before the plan as it stood; null where it is new
     * @return one mistake for each field, at its path in the document; none where the law is kept
     */
    public static List<Mistake> loosened(@Nullable PlanDocument before, PlanDocument after) {
        var floor = new LegalFloor();
        floor.check(
                "rules.pressure",
                before == null ? List.of() : before.pressure(),
                after.pressure(),
                new Legality<>(
                        PressureRule::legal,
                        (one, other) -> one.key().equals(other.key()),
                        PressureRule::key,
                        LegalPacks::floor,
                        Strictness::laxer,
                        Rules.PRESSURE::write));
        floor.check(
                "rules.quiet",
                before == null ? List.of() : before.quiet(),
                after.quiet(),
                new Legality<>(
                        QuietPeriod::legal,
                        (one, other) -> one.key().equals(other.key()),
                        QuietPeriod::key,
                        LegalPacks::floor,
                        Strictness::laxer,
                        Rules.QUIET::write));
        floor.check(
                "conventions.typology",
                before == null ? List.of() : before.conventions().typology().lines(),
                after.conventions().typology().lines(),
                new Legality<>(
                        Typology.Line::legal,
                        Typology.Line::isOfCell,
                        line -> line.channel() + " \u00d7 " + line.type(),
                        LegalPacks::floor,
                        (line, least) ->
                                Strictness.asksForAsMuch(line, least)
                                        ? List.of()
                                        : List.of("regime"),
                        line -> Map.of("regime", line.regime().name())));
        return List.copyOf(floor.mistakes);
    }

    /** How one kind of rule is legal. */
    private record Legality<T>(
            Function<T, @Nullable Legal> legal,
            BiPredicate<T, T> isTheSame,
            Function<T, String> name,
            Function<T, T> floor,
            BiFunction<T, T, List<String>> laxer,
            Function<T, Object> write) {}

    private <T> void check(String list, List<T> before, List<T> after, Legality<T> kind) {
        for (var was : before) {
            if (kind.legal.apply(was) instanceof Legal legal
                    && after.stream().noneMatch(is -> kind.isTheSame.test(was, is))) {
                note(list, Phrase.LEGAL_GONE, kind.name.apply(was), legal.source());
            }
        }
        IntStream.range(0, after.size())
                .forEach(i -> check(list + "[" + i + "]", before, after.get(i), kind));
    }

    private <T> void check(String path, List<T> before, T is, Legality<T> kind) {
        var was = before.stream().filter(one -> kind.isTheSame.test(one, is)).findFirst();
        var law = was.map(kind.legal).orElse(kind.legal.apply(is));
        if (law == null) {
            return;
        }
        if (was.isPresent()
                && kind.legal.apply(was.get()) != null
                && !Objects.equals(law, kind.legal.apply(is))) {
            note(path + ".legal", Phrase.LEGAL_UNMARKED, law.source());
        }
        var least = kind.floor.apply(was.filter(one -> kind.legal.apply(one) != null).orElse(is));
        for (var field : kind.laxer.apply(is, least)) {
            note(
                    path + "." + field,
                    Phrase.LEGAL_LOOSENED,
                    law.source(),
                    new Least(least, told(find(kind.write.apply(least), field))));
        }
    }

    private void note(String path, Phrase phrase, Object... facts) {
        mistakes.add(new Mistake(path, phrase.with(facts)));
    }

    /** What a tree says at a path of names; null where it says nothing there. */
    private static @Nullable Object find(Object tree, String path) {
        return Arrays.stream(path.replaceAll("\\[.*", "").split("\\.", -1))
                .reduce(
                        tree,
                        (@Nullable Object at, String name) ->
                                at instanceof Map<?, ?> map ? map.get(name) : null,
                        (one, _) -> one);
    }

    private static String told(@Nullable Object value) {
        return switch (value) {
            case null -> "–";
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .map(entry -> entry.getKey() + ": " + told(entry.getValue()))
                            .collect(Collectors.joining(", "));
            case List<?> list ->
                    list.stream().map(LegalFloor::told).collect(Collectors.joining(", "));
            default -> value.toString();
        };
    }
}
