package org.marronnier.web.editing;

import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;

/** An item that somebody moves, held with its plan. */
record HeldItem(PlanDocument document, EditedItem item) {

    String plan() {
        return document.plan().key();
    }

    ItemPlace place() {
        return item.place();
    }
}
