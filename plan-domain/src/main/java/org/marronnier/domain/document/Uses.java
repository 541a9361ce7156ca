package org.marronnier.domain.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which items of a plan name another one, such as the campaigns that a segment is the target of.
 */
public final class Uses {

    /** What is compared with a property of an event is no key. */
    private static final String WHERE = "where";

    private final Map<String, List<Use>> byKey;

    private Uses(Map<String, List<Use>> byKey) {
        this.byKey = byKey;
    }

    /**
     * An item that names another.
     *
     * @param name what the plan calls it; its key where it has no name
     */
    public record Use(ItemPlace place, String name) {}

    /**
     * @param field the field of the document that names the items in question: segment, template,
     *     stage, sender, purpose, owner or touchpoint
     */
    public static Uses of(PlanDocument document, String field) {
        var byKey = new LinkedHashMap<String, List<Use>>();
        DocumentTree.of(document)
                .items()
                .forEach(
                        (place, tree) -> {
                            var name = tree.get("name") instanceof String said ? said : place.key();
                            var keys = new ArrayList<String>();
                            gather(tree, field, keys);
                            keys.stream()
                                    .distinct()
                                    .forEach(
                                            key ->
                                                    byKey.computeIfAbsent(
                                                                    key, _ -> new ArrayList<>())
                                                            .add(new Use(place, name)));
                        });
        return new Uses(byKey);
    }

    /** The items that name this key, in the order of the document. */
    public List<Use> of(String key) {
        return List.copyOf(byKey.getOrDefault(key, List.of()));
    }

    private static void gather(@Nullable Object tree, String field, List<String> keys) {
        switch (tree) {
            case Map<?, ?> map ->
                    map.forEach(
                            (name, value) -> {
                                if (field.equals(name) && value instanceof String key) {
                                    keys.add(key);
                                } else if (!WHERE.equals(name)) {
                                    gather(value, field, keys);
                                }
                            });
            case List<?> list -> list.forEach(value -> gather(value, field, keys));
            case null, default -> {}
        }
    }
}
