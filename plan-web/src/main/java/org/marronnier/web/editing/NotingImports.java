package org.marronnier.web.editing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import org.marronnier.domain.change.Change;
import org.marronnier.domain.change.Changes;
import org.marronnier.domain.change.Preparations;
import org.marronnier.domain.document.Difference;
import org.marronnier.domain.document.DocumentTree;
import org.marronnier.domain.document.PlanDocument;
import org.springframework.stereotype.Component;

/** Tells the history of each item what an import did to it. */
@Component
public class NotingImports {

    private final Changes changes;
    private final Preparations preparations;

    NotingImports(Changes changes, Preparations preparations) {
        this.changes = changes;
        this.preparations = preparations;
    }

    /** Notes what differs between a plan before and after. Runs within the caller's transaction. */
    public void note(PlanDocument before, PlanDocument after, String who, Instant now) {
        var plan = after.plan().key();
        var were = DocumentTree.of(before).items();
        var are = DocumentTree.of(after).items();
        var places = new LinkedHashSet<>(were.keySet());
        places.addAll(are.keySet());
        var noted = new ArrayList<Change>();
        for (var place : places) {
            var was = were.get(place);
            var is = are.get(place);
            if (!Difference.same(was, is)) {
                noted.add(
                        new Change(0, plan, place, Change.What.IMPORTED, who, now, was, is, null));
            }
            if (is == null) {
                preparations.remove(plan, place);
            }
        }
        changes.noteAll(noted);
    }
}
