package org.marronnier.web.editing;

import java.util.List;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.Uses;

/** An item as another page leads to it. */
public record ItemLink(String path, String name, ItemKind kind) {

    public static List<ItemLink> of(List<Uses.Use> uses) {
        return uses.stream()
                .map(use -> new ItemLink(ItemPaths.of(use.place()), use.name(), use.place().kind()))
                .toList();
    }
}
