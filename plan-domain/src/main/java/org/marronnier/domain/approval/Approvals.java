package org.marronnier.domain.approval;

import java.util.List;
import org.marronnier.domain.document.ItemPlace;

/** The moves of the items of all plans. */
public interface Approvals {

    /** Keeps one more. */
    Approval save(Approval approval);

    /** The moves of one item, newest first. */
    List<Approval> of(String plan, ItemPlace place);
}
