package org.marronnier.domain.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A document that is known answers every change as a reading of the whole does. */
class KnownDocumentProperties {

    private static final int CHANGES = 12;

    private final PlanReader reader = new PlanReader(Recurrences.bySyntax());

    @Property(tries = 150)
    void itAnswersAsTheReaderDoes(@ForAll Random random) {
        var document = new RandomPlan(random, "plan").document(4, 12);
        var known = KnownDocument.of(reader, document);
        for (var i = 0; i < CHANGES; i++) {
            var change = change(document, random);
            var whole = DocumentTree.of(document);
            change.accept(whole);

            var answer = known.read(change);

            assertThat(answer).isEqualTo(reader.read(whole.root()));
            assertThat(known.tree().root()).isEqualTo(PlanWriter.write(document));
            if (answer instanceof Reading.Accepted(var after)) {
                document = after;
                known = known.becoming(after);
                assertThat(known.tree().root()).isEqualTo(PlanWriter.write(after));
            }
        }
    }

    /** Something that may hold or not: items leave, come twice, change places or say otherwise. */
    private static Consumer<DocumentTree> change(PlanDocument document, Random random) {
        var places =
                new ArrayList<>(
                        DocumentTree.of(document).items().keySet().stream()
                                .filter(place -> place.kind() != ItemKind.CAPACITY)
                                .toList());
        var place = places.get(random.nextInt(places.size()));
        var item = new LinkedHashMap<>(DocumentTree.of(document).find(place).orElseThrow());
        if (place.kind() == ItemKind.PLAN) {
            item.put("to", random.nextBoolean() ? String.valueOf(item.get("from")) : "2031-12-31");
            return tree -> tree.put(place, item);
        }
        if (place.kind() == ItemKind.CONVENTIONS) {
            item.remove(
                    List.of("stages", "purposes", "senders", "departments").get(random.nextInt(4)));
            return tree -> tree.put(place, item);
        }
        return switch (random.nextInt(6)) {
            case 0 -> tree -> tree.remove(place);
            case 1 -> {
                item.put("key", place.key() + "-2");
                yield tree -> tree.insert(place.named(place.key() + "-2"), 0, item);
            }
            case 2 -> {
                var keys = new ArrayList<>(document.keys(place.kind(), place.programme()));
                Collections.shuffle(keys, random);
                yield tree -> tree.order(place.kind(), place.programme(), keys);
            }
            case 3 -> {
                item.put("zzz", Map.of());
                yield tree -> tree.put(place, item);
            }
            case 4 -> {
                item.put("key", "another-key");
                yield tree -> tree.put(place, item);
            }
            default -> {
                item.put("name", "Name " + random.nextInt());
                yield tree -> tree.put(place, item);
            }
        };
    }
}
