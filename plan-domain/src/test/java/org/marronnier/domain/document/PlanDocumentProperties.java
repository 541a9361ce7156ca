package org.marronnier.domain.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class PlanDocumentProperties {

    private final PlanReader reader = new PlanReader(Recurrences.bySyntax());

    @Property(tries = 150)
    void whatIsWrittenIsReadAgain(@ForAll("plans") PlanDocument document) {
        assertThat(reader.read(PlanWriter.write(document)))
                .isEqualTo(new Reading.Accepted(document));
    }

    @Property(tries = 100)
    void writingTwiceGivesTheSame(@ForAll("plans") PlanDocument document) {
        var first = PlanWriter.write(document);
        var again = PlanWriter.write(((Reading.Accepted) reader.read(first)).document());

        assertThat(again.toString()).isEqualTo(first.toString());
    }

    @Property(tries = 100)
    void anUnknownFieldIsToldAtItsPathAndNothingElseIsBlamed(
            @ForAll("plans") PlanDocument document, @ForAll long seed) {
        var tree = PlanWriter.write(document);
        var objects = new LinkedHashMap<String, Map<String, Object>>();
        gather("", tree, objects);
        var random = new Random(seed);
        var chosen = new ArrayList<>(objects.keySet());
        java.util.Collections.shuffle(chosen, random);
        var broken = chosen.subList(0, Math.min(3, chosen.size()));
        broken.forEach(path -> objects.get(path).put("zzzzzzzzzzzz", 1));

        var reading = reader.read(tree);

        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Refused.class,
                        refused ->
                                assertThat(refused.mistakes())
                                        .extracting(Mistake::path)
                                        .containsExactlyInAnyOrderElementsOf(
                                                broken.stream()
                                                        .map(
                                                                path ->
                                                                        path.isEmpty()
                                                                                ? "zzzzzzzzzzzz"
                                                                                : path
                                                                                        + ".zzzzzzzzzzzz")
                                                        .toList()));
    }

    @Property(tries = 100)
    void aWrongKeyIsToldAtItsPath(@ForAll("plans") PlanDocument document, @ForAll long seed) {
        var tree = PlanWriter.write(document);
        var objects = new LinkedHashMap<String, Map<String, Object>>();
        gather("", tree, objects);
        var keyed =
                objects.entrySet().stream()
                        .filter(entry -> entry.getValue().containsKey("key"))
                        .toList();
        var one = keyed.get(new Random(seed).nextInt(keyed.size()));
        one.getValue().put("key", "Not A Key");

        var paths =
                ((Reading.Refused) reader.read(tree))
                        .mistakes().stream().map(Mistake::path).toList();

        assertThat(paths).contains(one.getKey() + ".key");
    }

    @Property(tries = 100)
    void whateverIsReadTheAnswerIsAValue(@ForAll("trees") @Nullable Object tree) {
        assertThat(reader.read(tree)).isInstanceOf(Reading.Refused.class);
    }

    @Provide
    static Arbitrary<PlanDocument> plans() {
        return Arbitraries.randomValue(random -> new RandomPlan(random).document());
    }

    /** Plans in which any value was put in the place of another. */
    @Provide
    static Arbitrary<Object> trees() {
        return Arbitraries.randomValue(
                random -> {
                    var tree = PlanWriter.write(new RandomPlan(random).document());
                    var places = new ArrayList<Consumer<Object>>();
                    places(tree, places);
                    places.get(random.nextInt(places.size()))
                            .accept(new StringBuilder("no value of a tree"));
                    return tree;
                });
    }

    @SuppressWarnings("unchecked")
    private static void places(Object node, List<Consumer<Object>> places) {
        switch (node) {
            case Map<?, ?> map ->
                    map.forEach(
                            (key, value) -> {
                                places.add(other -> ((Map<Object, Object>) map).put(key, other));
                                places(value, places);
                            });
            case List<?> list -> list.forEach(item -> places(item, places));
            default -> {}
        }
    }

    @SuppressWarnings("unchecked")
    private static void gather(String path, Object node, Map<String, Map<String, Object>> objects) {
        switch (node) {
            case Map<?, ?> map -> {
                if (!path.endsWith("where")
                        && !path.endsWith("defaults")
                        && !path.endsWith("when")) {
                    objects.put(path, (Map<String, Object>) map);
                }
                map.forEach(
                        (key, value) -> gather(step(path, String.valueOf(key)), value, objects));
            }
            case List<?> list -> {
                for (var i = 0; i < list.size(); i++) {
                    gather(path + "[" + i + "]", list.get(i), objects);
                }
            }
            default -> {}
        }
    }

    private static String step(String path, String key) {
        var plain =
                key.matches("[A-Za-z_][A-Za-z0-9_-]*")
                        ? key
                        : "[\"" + key.replaceAll("[\\p{Cntrl}\\p{Cs}]", " ") + "\"]";
        return path.isEmpty() || plain.startsWith("[") ? path + plain : path + "." + plain;
    }
}
