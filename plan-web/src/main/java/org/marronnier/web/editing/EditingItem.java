package org.marronnier.web.editing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.approval.Aspect;
import org.marronnier.domain.approval.AspectApprovals;
import org.marronnier.domain.change.Change;
import org.marronnier.domain.change.Preparation;
import org.marronnier.domain.change.Preparations;
import org.marronnier.domain.document.ApprovalGate;
import org.marronnier.domain.document.Difference;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.Mistake;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.PlanWriter;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.document.Reading;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.web.shell.Sayings;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Edits one item of a plan: the whole document must hold with it, and only then it is kept. What is
 * approved, and what approved items lean on, is changed beside: as a version in preparation.
 */
@Component
public class EditingItem {

    private static final int LONGEST_NAME = 200;
    private static final int LAST = Integer.MAX_VALUE;

    private final Plans plans;
    private final KeepingItem keeping;
    private final TakenKeys keys;
    private final Preparations preparations;
    private final AspectApprovals aspects;
    private final Sayings sayings;

    EditingItem(
            Plans plans,
            KeepingItem keeping,
            TakenKeys keys,
            Preparations preparations,
            AspectApprovals aspects,
            Sayings sayings) {
        this.plans = plans;
        this.keeping = keeping;
        this.keys = keys;
        this.preparations = preparations;
        this.aspects = aspects;
        this.sayings = sayings;
    }

    /** An item as it can be edited. */
    @Transactional(readOnly = true)
    public Optional<EditedItem> find(String plan, ItemPlace place) {
        return plans.load(plan).flatMap(document -> find(document, place));
    }

    /** The same of a plan that is at hand. */
    @Transactional(readOnly = true)
    public Optional<EditedItem> find(PlanDocument document, ItemPlace place) {
        return keeping.item(document, place);
    }

    /** A new item, last of its kind; what is submitted and approved starts as a draft. */
    @Transactional
    public Answer create(Editor who, String plan, ItemPlace place, Map<String, Object> tree) {
        return add(who, plan, place, tree, Change.What.CREATED, LAST);
    }

    /**
     * Another tree for an item. The same again changes nothing.
     *
     * @param version of the item that the tree leans on
     */
    @Transactional
    public Answer change(
            Editor who, String plan, ItemPlace place, long version, Map<String, Object> tree) {
        if (!who.mayEdit(place.kind())) {
            return notAllowed();
        }
        var document = keeping.hold(plan).orElse(null);
        var now = document == null ? null : keeping.item(document, place).orElse(null);
        if (document == null || now == null) {
            return new Answer.Unknown();
        }
        return become(who, document, now, version, tree, Change.What.CHANGED);
    }

    /** A copy of an item beside it, as a draft, under a key of its own. */
    @Transactional
    public Answer duplicate(Editor who, String plan, ItemPlace place) {
        return duplicate(who, plan, place, place.programme());
    }

    /**
     * A copy of an item as a draft, under a key of its own: beside it, or last where it goes to
     * another programme.
     */
    @Transactional
    public Answer duplicate(Editor who, String plan, ItemPlace place, @Nullable String programme) {
        if (place.kind().isSingle() || place.kind() == ItemKind.CAPACITY) {
            return new Answer.NotAllowed("editing.single");
        }
        var document = keeping.hold(plan).orElse(null);
        var tree = document == null ? null : PlanWriter.write(document, place).orElse(null);
        if (document == null || tree == null) {
            return new Answer.Unknown();
        }
        var copy = new LinkedHashMap<>(tree);
        copy.remove("key");
        copy.remove("legal");
        var to = ItemPlace.list(place.kind(), programme);
        var isBeside = Objects.equals(place.programme(), programme);
        if (isBeside && copy.get("name") instanceof String name) {
            copy.put("name", copyOf(name));
        }
        var taken = keys.taken(document, to);
        var key = taken.contains(place.key()) ? FreshKey.after(place.key(), taken) : place.key();
        return add(
                who,
                plan,
                to.named(key),
                copy,
                Change.What.DUPLICATED,
                isBeside ? document.keys(to.kind(), programme).indexOf(place.key()) + 1 : LAST);
    }

    /**
     * A key after a name that a new item of a list can have.
     *
     * @param otherwise the key of one whose name has no letters
     */
    @Transactional(readOnly = true)
    public String freshKey(PlanDocument document, ItemPlace list, String name, String otherwise) {
        return FreshKey.of(name, otherwise, keys.taken(document, list));
    }

    /** Takes an item out of the plan; refused, with those who do, while others name it. */
    @Transactional
    public Answer archive(Editor who, String plan, ItemPlace place, long version) {
        if (!who.mayEdit(place.kind())) {
            return notAllowed();
        }
        if (place.kind().isSingle()) {
            return new Answer.NotAllowed("editing.single");
        }
        var document = keeping.hold(plan).orElse(null);
        var now = document == null ? null : keeping.item(document, place).orElse(null);
        if (document == null || now == null) {
            return new Answer.Unknown();
        }
        var collision = keeping.collision(document, now, version);
        return collision.isPresent()
                ? collision.get()
                : remove(who, document, now, Change.What.ARCHIVED);
    }

    /** Another order of the items of a kind; those that are not named follow as they stood. */
    @Transactional
    public Answer order(
            Editor who, String plan, ItemKind kind, @Nullable String programme, List<String> keys) {
        if (!who.mayEdit(kind)) {
            return notAllowed();
        }
        var document = keeping.hold(plan).orElse(null);
        if (document == null) {
            return new Answer.Unknown();
        }
        return switch (keeping.read(document, whole -> whole.order(kind, programme, keys))) {
            case Reading.Accepted(var after) -> ordered(who, document, after, kind, programme);
            case Reading.Refused(var mistakes) -> new Answer.Refused(mistakes);
        };
    }

    /** Says something else, whoever changed it last. */
    Answer become(
            Editor who, String plan, EditedItem now, Map<String, Object> tree, Change.What what) {
        if (!who.mayEdit(now.place().kind())) {
            return notAllowed();
        }
        return keeping.hold(plan)
                .map(document -> become(who, document, now, now.version(), tree, what))
                .orElseGet(Answer.Unknown::new);
    }

    /** Leaves the plan, whoever changed it last. */
    Answer remove(Editor who, String plan, EditedItem now, Change.What what) {
        if (!who.mayEdit(now.place().kind())) {
            return notAllowed();
        }
        return keeping.hold(plan)
                .map(document -> remove(who, document, now, what))
                .orElseGet(Answer.Unknown::new);
    }

    /** What left the plan with a change stands in it again, where and as it stood. */
    Answer bringBack(Editor who, String plan, Change gone, Change.What what) {
        var place = gone.place();
        if (!who.mayEdit(place.kind())) {
            return notAllowed();
        }
        var document = keeping.hold(plan).orElse(null);
        var before = gone.before();
        if (document == null || before == null || lacksProgramme(document, place)) {
            return new Answer.Unknown();
        }
        var position = gone.position() == null ? LAST : gone.position();
        var item =
                who.mayApprove() || !keys.isSpent(plan, place)
                        ? before
                        : DraftTree.of(place, before);
        return switch (keeping.read(document, whole -> whole.insert(place, position, item))) {
            case Reading.Accepted(var after) ->
                    saved(who, document, after, place, what, gone.position());
            case Reading.Refused(var mistakes) -> new Answer.Refused(mistakes);
        };
    }

    private Answer become(
            Editor who,
            PlanDocument document,
            EditedItem now,
            long version,
            Map<String, Object> tree,
            Change.What what) {
        if (now.status() == Status.ENDED) {
            return new Answer.NotAllowed("editing.ended");
        }
        var place = now.place();
        var asDraft = now.isHeld();
        var asked = keeping.whole(document, place, tree, asDraft ? Status.DRAFT : now.status());
        return switch (keeping.read(document, whole -> whole.put(place, asked))) {
            case Reading.Accepted(var after) -> {
                var normal = KeepingItem.bare(PlanWriter.write(after, place).orElseThrow());
                if (Difference.same(now.working(), normal)) {
                    yield new Answer.Saved(now, null);
                }
                var collision = keeping.collision(document, now, version);
                if (collision.isPresent()) {
                    yield collision.get();
                }
                voidApprovals(document.plan().key(), now, normal);
                yield asDraft || now.preparation() != null || demotes(who, document, after)
                        ? prepare(who, document, now, normal)
                        : saved(who, document, after, place, what, null);
            }
            case Reading.Refused(var mistakes) ->
                    keeping.collision(document, now, version)
                            .orElseGet(() -> refused(mistakes, document, place));
        };
    }

    /** What was approved apart and says something else now is to be approved again. */
    private void voidApprovals(String plan, EditedItem now, Map<String, Object> tree) {
        var changed =
                Difference.between(now.working(), tree).stream()
                        .map(difference -> difference.path().replaceFirst("[.\\[].*", ""))
                        .map(field -> Aspect.of(now.place().kind(), field))
                        .collect(Collectors.toSet());
        aspects.remove(plan, now.place(), changed);
    }

    private Answer remove(Editor who, PlanDocument document, EditedItem now, Change.What what) {
        if (now.isHeld() && !who.mayApprove()) {
            return new Answer.NotAllowed("editing.archive.held");
        }
        var place = now.place();
        var position = document.keys(place.kind(), place.programme()).indexOf(place.key());
        return switch (keeping.read(document, whole -> whole.remove(place))) {
            case Reading.Accepted(var after) -> {
                preparations.remove(document.plan().key(), place);
                yield new Answer.Saved(
                        now, keeping.keep(who, document, after, place, what, position));
            }
            case Reading.Refused(var mistakes) -> new Answer.Refused(mistakes);
        };
    }

    private static boolean lacksProgramme(PlanDocument document, ItemPlace place) {
        return place.programme() != null
                && document.status(ItemPlace.of(ItemKind.PROGRAMME, place.programme())).isEmpty();
    }

    private Answer ordered(
            Editor who,
            PlanDocument before,
            PlanDocument after,
            ItemKind kind,
            @Nullable String programme) {
        var was = keeping.order(before, kind, programme);
        var is = keeping.order(after, kind, programme);
        if (was.tree().equals(is.tree())) {
            return new Answer.Saved(was, null);
        }
        return new Answer.Saved(
                is, keeping.keepOrder(who, after, is.place(), was.tree(), is.tree()));
    }

    private Answer add(
            Editor who,
            String plan,
            ItemPlace place,
            Map<String, Object> tree,
            Change.What what,
            int position) {
        if (!who.mayEdit(place.kind())) {
            return notAllowed();
        }
        if (place.kind().isSingle()) {
            return new Answer.NotAllowed("editing.single");
        }
        var document = keeping.hold(plan).orElse(null);
        if (document == null || lacksProgramme(document, place)) {
            return new Answer.Unknown();
        }
        var siblings = document.keys(place.kind(), place.programme());
        if (siblings.contains(place.key()) || keys.isSpent(plan, place)) {
            return new Answer.Refused(
                    List.of(new Mistake("key", sayings.say("editing.key.used", place.key()))));
        }
        var item = DraftTree.of(place, tree);
        return switch (keeping.read(document, whole -> whole.insert(place, position, item))) {
            case Reading.Accepted(var after) ->
                    saved(who, document, after, place, what, Math.min(position, siblings.size()));
            case Reading.Refused(var mistakes) -> {
                var whole = keeping.tree(document);
                whole.insert(place, position, item);
                yield KeepingItem.refused(mistakes, whole.path(place).orElseThrow());
            }
        };
    }

    /** Whether something approved would fall back because this user may not approve. */
    private static boolean demotes(Editor who, PlanDocument before, PlanDocument after) {
        return !who.mayApprove()
                && !ApprovalGate.asSubmitted(Optional.of(before), after).equals(after);
    }

    private Answer prepare(
            Editor who, PlanDocument document, EditedItem now, Map<String, Object> tree) {
        var plan = document.plan().key();
        var place = now.place();
        if (Difference.same(now.tree(), tree)) {
            preparations.remove(plan, place);
        } else {
            var before = now.preparation();
            preparations.save(
                    plan,
                    new Preparation(
                            place,
                            tree,
                            before == null ? Status.DRAFT : before.status(),
                            who.name(),
                            keeping.now(),
                            null));
        }
        var change =
                keeping.note(who, plan, place, Change.What.PREPARED, now.working(), tree, null);
        return new Answer.Saved(keeping.item(document, place).orElseThrow(), change);
    }

    private Answer saved(
            Editor who,
            PlanDocument before,
            PlanDocument after,
            ItemPlace place,
            Change.What what,
            @Nullable Integer position) {
        var change = keeping.keep(who, before, after, place, what, position);
        return new Answer.Saved(keeping.item(after, place).orElseThrow(), change);
    }

    private Answer refused(List<Mistake> mistakes, PlanDocument document, ItemPlace place) {
        return KeepingItem.refused(mistakes, keeping.tree(document).path(place).orElseThrow());
    }

    private static Answer notAllowed() {
        return new Answer.NotAllowed("editing.forbidden");
    }

    private String copyOf(String name) {
        var copy = sayings.say("editing.copy", name);
        return copy.length() <= LONGEST_NAME ? copy : name;
    }
}
