package org.marronnier.web.search;

import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.web.editing.ItemPaths;

/**
 * An item of the plan that a search found.
 *
 * @param in the name of the programme of a scenario
 * @param status where it stands, for what has a life
 * @param tab of the conventions, for what stands among them
 */
record FoundItem(
        ItemPlace place,
        String name,
        @Nullable String in,
        @Nullable Status status,
        @Nullable String tab) {

    static FoundItem of(ItemPlace place, String name) {
        return new FoundItem(place, name, null, null, null);
    }

    /** The page on which it stands. */
    String path() {
        return tab == null ? ItemPaths.of(place) : ItemPaths.of(place) + "/" + tab;
    }
}
