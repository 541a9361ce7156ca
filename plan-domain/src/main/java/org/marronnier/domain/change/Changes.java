package org.marronnier.domain.change;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;

/** The history of all plans. */
public interface Changes {

    /** Keeps one more, under a new number that is the answer; its own is not looked at. */
    long note(Change change);

    /** Keeps many more. */
    void noteAll(Collection<Change> changes);

    Optional<Change> find(String plan, long id);

    /** The newest change of an item. */
    Optional<Change> last(String plan, ItemPlace place);

    /** The oldest change of what an item says after that of this number. */
    Optional<Change> firstAfter(String plan, ItemPlace place, long id);

    /** The newest changes of an item, newest first. */
    List<Change> of(String plan, ItemPlace place, int most);

    /** How the items of a kind left the plan that have not returned, newest first. */
    List<Change> gone(String plan, ItemKind kind, @Nullable String programme, int most);
}
