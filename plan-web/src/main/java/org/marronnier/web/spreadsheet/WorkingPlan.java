package org.marronnier.web.spreadsheet;

import java.util.LinkedHashMap;
import java.util.Optional;
import org.marronnier.domain.change.Preparation;
import org.marronnier.domain.change.Preparations;
import org.marronnier.domain.document.DocumentTree;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.PlanReader;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.document.Reading;
import org.springframework.stereotype.Component;

/**
 * A plan as its editors see it: campaigns in preparation stand in the place of what they replace.
 */
@Component
class WorkingPlan {

    private static final String STATUS = "status";

    private final Plans plans;
    private final Preparations preparations;
    private final PlanReader reader;

    WorkingPlan(Plans plans, Preparations preparations, PlanReader reader) {
        this.plans = plans;
        this.preparations = preparations;
        this.reader = reader;
    }

    Optional<PlanDocument> find(String key) {
        return plans.load(key).map(this::prepared);
    }

    private PlanDocument prepared(PlanDocument plan) {
        var working = plan;
        for (var preparation : preparations.of(plan.plan().key())) {
            if (preparation.place().kind() == ItemKind.CAMPAIGN) {
                working = with(working, preparation);
            }
        }
        return working;
    }

    /** One that does not hold any more is left out. */
    private PlanDocument with(PlanDocument plan, Preparation preparation) {
        var tree = DocumentTree.of(plan);
        var before = tree.find(preparation.place());
        if (before.isEmpty()) {
            return plan;
        }
        var item = new LinkedHashMap<String, Object>();
        item.put("key", preparation.place().key());
        preparation.tree().forEach(item::put);
        item.put(STATUS, before.get().get(STATUS));
        tree.put(preparation.place(), item);
        return reader.read(tree.root()) instanceof Reading.Accepted(var document) ? document : plan;
    }
}
