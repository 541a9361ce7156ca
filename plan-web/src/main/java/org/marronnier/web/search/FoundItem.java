package org.marronnier.web.search;

import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.lifecycle.Status;

/**
 * An item of the plan that a search found.
 *
 * @param in the name of the programme of a scenario
 * @param status where it stands, for what has a life
 */
record FoundItem(ItemPlace place, String name, @Nullable String in, @Nullable Status status) {

    static FoundItem of(ItemPlace place, String name) {
        return new FoundItem(place, name, null, null);
    }
}
