package org.marronnier.web.editing;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.marronnier.domain.change.Change;
import org.marronnier.domain.change.Changes;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Reading;
import org.marronnier.domain.pack.LegalPack;
import org.marronnier.domain.user.Audit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings the rules of a country into a plan, all at once, and takes them out again. What the plan
 * says more strictly stays as it is.
 */
@Component
public class EditingPack {

    /** How long an addition can be taken back without confirming it. */
    private static final Duration REGRET = Duration.ofHours(1);

    private final KeepingItem keeping;
    private final Changes changes;
    private final Audit audit;

    EditingPack(KeepingItem keeping, Changes changes, Audit audit) {
        this.keeping = keeping;
        this.changes = changes;
        this.audit = audit;
    }

    /** What became of it. */
    public sealed interface Outcome {

        /**
         * Done.
         *
         * @param first the first of its lines in the history; zero where nothing was to be done
         * @param last the last of them
         */
        record Done(long first, long last) implements Outcome {}

        /** Nothing was changed, for a reason that has this message. */
        record Refused(String key) implements Outcome {}
    }

    /** Adds what the plan does not have yet. Doing so twice changes nothing. */
    @Transactional
    public Outcome add(Editor who, String plan, LegalPack pack) {
        var document = held(who, plan).orElse(null);
        return document == null
                ? new Outcome.Refused("editing.forbidden")
                : keep(who, document, PackItems.missing(document, pack), "pack.added", pack);
    }

    /**
     * Takes an addition back, within the hour and as long as nobody changed what it added.
     *
     * @param first the first of its lines in the history
     * @param last the last of them
     */
    @Transactional
    public Outcome takeBack(Editor who, String plan, LegalPack pack, long first, long last) {
        var document = held(who, plan).orElse(null);
        if (document == null) {
            return new Outcome.Refused("editing.forbidden");
        }
        var before = new LinkedHashMap<ItemPlace, Optional<Map<String, Object>>>();
        for (var place : PackItems.held(document, pack)) {
            var change = changes.last(plan, place).orElse(null);
            if (change == null || change.id() < first || change.id() > last) {
                return new Outcome.Refused("pack.undo.changed");
            }
            if (!change.who().equals(who.name())
                    || change.at().isBefore(keeping.now().minus(REGRET))) {
                return new Outcome.Refused("pack.undo.late");
            }
            before.put(place, Optional.ofNullable(change.before()));
        }
        return keep(who, document, before, "pack.taken-back", pack);
    }

    /**
     * Takes a pack out: its rules and periods leave the plan, and can be brought back one by one;
     * the regimes stay as they are, and may be weakened from then on.
     *
     * @param confirmed how many it holds, as the user says
     */
    @Transactional
    public Outcome remove(Editor who, String plan, LegalPack pack, int confirmed) {
        var document = held(who, plan).orElse(null);
        if (document == null) {
            return new Outcome.Refused("editing.forbidden");
        }
        return confirmed == 0 || confirmed != PackItems.count(document, pack)
                ? new Outcome.Refused("pack.removal.number")
                : keep(who, document, PackItems.without(document, pack), "pack.removed", pack);
    }

    private Optional<PlanDocument> held(Editor who, String plan) {
        return who.mayEdit(ItemKind.PRESSURE_RULE) ? keeping.hold(plan) : Optional.empty();
    }

    /** Items that are empty leave the plan. */
    private Outcome keep(
            Editor who,
            PlanDocument document,
            Map<ItemPlace, Optional<Map<String, Object>>> items,
            String what,
            LegalPack pack) {
        if (items.isEmpty()) {
            return new Outcome.Done(0, 0);
        }
        var reading =
                keeping.readBeyondTheLaw(
                        document,
                        tree ->
                                items.forEach(
                                        (place, item) ->
                                                item.ifPresentOrElse(
                                                        is -> tree.put(place, is),
                                                        () -> tree.remove(place))));
        return switch (reading) {
            case Reading.Accepted(var after) -> {
                var lines =
                        items.keySet().stream()
                                .map(place -> keep(who, document, after, place))
                                .toList();
                audit.note(
                        keeping.now(), who.name(), what, document.plan().key() + "/" + pack.key());
                yield new Outcome.Done(lines.getFirst(), lines.getLast());
            }
            case Reading.Refused _ -> new Outcome.Refused("pack.refused");
        };
    }

    private long keep(Editor who, PlanDocument before, PlanDocument after, ItemPlace place) {
        var was = keys(before, place).indexOf(place.key());
        var isIn = keys(after, place).contains(place.key());
        var what =
                was < 0 ? Change.What.CREATED : isIn ? Change.What.CHANGED : Change.What.ARCHIVED;
        return keeping.keep(who, before, after, place, what, isIn ? null : was);
    }

    private static List<String> keys(PlanDocument document, ItemPlace place) {
        return document.keys(place.kind(), place.programme());
    }
}
