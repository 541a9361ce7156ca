package org.marronnier.web.editing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;

/** The tree of an item that begins its life. */
final class DraftTree {

    private DraftTree() {}

    /** A tree under the key of its place; it and the scenarios in it are drafts. */
    static Map<String, Object> of(ItemPlace place, Map<String, Object> tree) {
        var item = new LinkedHashMap<String, Object>();
        item.put(place.kind() == ItemKind.CAPACITY ? "channel" : "key", place.key());
        tree.forEach(item::putIfAbsent);
        if (place.kind().isLiving()) {
            item.put("status", "draft");
        }
        if (item.get("scenarios") instanceof List<?> scenarios) {
            item.put("scenarios", scenarios.stream().map(DraftTree::withoutStatus).toList());
        }
        return item;
    }

    private static Object withoutStatus(@Nullable Object scenario) {
        if (!(scenario instanceof Map<?, ?> map)) {
            return String.valueOf(scenario);
        }
        var copy = new LinkedHashMap<Object, Object>(map);
        copy.remove("status");
        return copy;
    }
}
