package org.marronnier.domain.approval;

import java.util.List;
import java.util.Set;
import org.marronnier.domain.document.ItemPlace;

/** The aspects of submitted items that are approved already, of all plans. */
public interface AspectApprovals {

    List<AspectApproval> of(String plan, ItemPlace place);

    void save(String plan, ItemPlace place, AspectApproval approval);

    void remove(String plan, ItemPlace place, Set<Aspect> aspects);
}
