package org.marronnier.domain.change;

import java.util.List;
import java.util.Optional;
import org.marronnier.domain.document.ItemPlace;

/** The versions in preparation of all plans, at most one an item. */
public interface Preparations {

    Optional<Preparation> find(String plan, ItemPlace place);

    /** All of a plan, newest first. */
    List<Preparation> of(String plan);

    /** Keeps it in the place of the one there was. */
    void save(String plan, Preparation preparation);

    /** Whether there was one. */
    boolean remove(String plan, ItemPlace place);
}
