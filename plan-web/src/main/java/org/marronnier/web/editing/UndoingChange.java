package org.marronnier.web.editing;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.change.Change;
import org.marronnier.domain.change.Changes;
import org.marronnier.domain.document.Difference;
import org.marronnier.domain.document.PlanDocument;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes a change back, or brings an item back to how it stood before one. */
@Component
public class UndoingChange {

    private final Changes changes;
    private final EditingItem editing;
    private final KeepingItem keeping;

    UndoingChange(Changes changes, EditingItem editing, KeepingItem keeping) {
        this.changes = changes;
        this.editing = editing;
        this.keeping = keeping;
    }

    /**
     * Takes one change back. Where the item has been changed since, nothing is done and that change
     * is told.
     */
    @Transactional
    public Answer undo(Editor who, String plan, long change) {
        var document = keeping.hold(plan).orElse(null);
        var done = changes.find(plan, change).orElse(null);
        if (document == null || done == null) {
            return new Answer.Unknown();
        }
        if (done.what() == Change.What.MOVED) {
            return new Answer.NotAllowed("editing.undo.moved");
        }
        if (done.what() == Change.What.ORDERED) {
            return reorder(who, plan, document, done);
        }
        var now = keeping.item(document, done.place()).orElse(null);
        if (done.after() == null) {
            return now == null
                    ? editing.bringBack(who, plan, done, Change.What.UNDONE)
                    : new Answer.NotAllowed("editing.undo.back");
        }
        if (now == null) {
            return new Answer.NotAllowed("editing.undo.gone");
        }
        var since = Difference.between(KeepingItem.bare(done.after()), now.working());
        if (!since.isEmpty()) {
            return collided(now, done, since);
        }
        return done.before() == null
                ? editing.remove(who, plan, now, Change.What.UNDONE)
                : editing.become(
                        who, plan, now, KeepingItem.bare(done.before()), Change.What.UNDONE);
    }

    /** Brings an item back to how it stood before a change, whatever happened since. */
    @Transactional
    public Answer restore(Editor who, String plan, long change) {
        var document = keeping.hold(plan).orElse(null);
        var done = changes.find(plan, change).orElse(null);
        if (document == null || done == null) {
            return new Answer.Unknown();
        }
        if (done.what() == Change.What.ORDERED) {
            return editing.order(
                    who, plan, done.place().kind(), done.place().programme(), keys(done.before()));
        }
        if (done.before() == null || done.what() == Change.What.MOVED) {
            return new Answer.NotAllowed("editing.restore.nothing");
        }
        var now = keeping.item(document, done.place()).orElse(null);
        return now == null
                ? editing.bringBack(who, plan, done, Change.What.RESTORED)
                : editing.become(
                        who, plan, now, KeepingItem.bare(done.before()), Change.What.RESTORED);
    }

    private Answer reorder(Editor who, String plan, PlanDocument document, Change done) {
        var list = done.place();
        var now = keeping.order(document, list.kind(), list.programme());
        var since = Difference.between(done.after(), now.tree());
        return since.isEmpty()
                ? editing.order(who, plan, list.kind(), list.programme(), keys(done.before()))
                : collided(now, done, since);
    }

    private static Answer collided(EditedItem now, Change done, List<Difference> since) {
        var by = now.changedBy();
        var at = now.changedAt();
        return new Answer.Collided(
                now,
                by == null ? done.who() : by,
                at == null ? done.at() : at,
                since,
                KeepingItem.bare(done.after()));
    }

    private static List<String> keys(@Nullable Map<String, Object> order) {
        return order != null && order.get("keys") instanceof List<?> keys
                ? keys.stream().map(String::valueOf).toList()
                : List.of();
    }
}
