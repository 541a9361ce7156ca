package org.marronnier.web.calendar;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.plan.PlanFrame;
import org.marronnier.engine.calendar.Occurrences;
import org.marronnier.engine.calendar.Schedule;
import org.marronnier.web.editing.Answer;
import org.marronnier.web.editing.EditedItem;
import org.marronnier.web.editing.EditingItem;
import org.marronnier.web.editing.Editor;
import org.marronnier.web.editing.UndoingChange;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves, lengthens, copies and leaves out campaigns on the calendar. It edits the campaign like any
 * form, with the same rights and approvals; of a recurring one it edits one occurrence, one and
 * those after it, or all.
 */
@Component
public class PlacingCampaign {

    /** Which occurrences of a recurring campaign are meant. */
    enum Scope {
        ONE,
        FOLLOWING,
        ALL
    }

    /**
     * Where to put an occurrence.
     *
     * @param at what names the occurrence
     * @param was where the calendar showed it
     * @param lane the side and the word of the lane it goes to; null for the one it is in
     */
    record Move(
            String plan,
            String key,
            LocalDateTime at,
            LocalDateTime was,
            LocalDateTime to,
            Scope scope,
            @Nullable Lane lane) {}

    /** A side of campaigns and a word of it. */
    record Lane(Facet facet, String word) {}

    private final EditingItem editing;
    private final UndoingChange undoing;
    private final Plans plans;
    private final TransactionTemplate transaction;

    PlacingCampaign(
            EditingItem editing,
            UndoingChange undoing,
            Plans plans,
            TransactionTemplate transaction) {
        this.editing = editing;
        this.undoing = undoing;
        this.plans = plans;
        this.transaction = transaction;
    }

    Placing move(Editor who, Move move) {
        return whole(() -> moved(who, move));
    }

    /** Shows a campaign for so many days: until then its messages may still leave. */
    Placing stretch(Editor who, String plan, String key, LocalDateTime was, int days) {
        return whole(
                () ->
                        on(
                                plan,
                                key,
                                was,
                                was,
                                (item, campaign) -> {
                                    if (campaign.recurrence() != null) {
                                        return Placing.stopped("placing.stretch.recurring");
                                    }
                                    var tree = new LinkedHashMap<>(item.working());
                                    tree.put(
                                            "expiry",
                                            "P" + Math.clamp(days, 1, Days.MOST_DAYS) + "D");
                                    return changed(who, plan, item, tree);
                                }));
    }

    /** A copy beside it, as a draft; of a recurring campaign, a copy of one occurrence alone. */
    Placing copy(Editor who, String plan, String key, LocalDateTime to, String name) {
        return whole(
                () -> {
                    var item = editing.find(plan, place(key));
                    if (item.isEmpty()) {
                        return new Placing.Unknown();
                    }
                    var tree = new LinkedHashMap<>(item.get().working());
                    tree.put("name", name);
                    tree.put("start", to.toString());
                    if (tree.remove("recurrence") != null) {
                        tree.remove("kind");
                    }
                    tree.remove("exceptions");
                    tree.remove("overrides");
                    return created(who, plan, key, tree);
                });
    }

    /** Leaves one occurrence of a recurring campaign out, or all from one on. */
    Placing leaveOut(
            Editor who, String plan, String key, LocalDateTime at, LocalDateTime was, boolean on) {
        return whole(
                () ->
                        on(
                                plan,
                                key,
                                at,
                                was,
                                (item, campaign) -> {
                                    var schedule = schedule(campaign);
                                    if (schedule == null || schedule.rule() == null) {
                                        return Placing.stopped("placing.once");
                                    }
                                    if (!on) {
                                        return changed(
                                                who,
                                                plan,
                                                item,
                                                with(item.working(), schedule.without(at)));
                                    }
                                    var split = schedule.splitAt(at);
                                    return split.isEmpty()
                                            ? Placing.stopped("placing.first")
                                            : changed(
                                                    who,
                                                    plan,
                                                    item,
                                                    with(item.working(), split.get().before()));
                                }));
    }

    /** A new campaign, as a draft. */
    Placing create(Editor who, String plan, Map<String, Object> tree) {
        return whole(() -> created(who, plan, String.valueOf(tree.get("name")), tree));
    }

    /** Takes changes back, the last first. */
    Placing takeBack(Editor who, String plan, List<Long> changes) {
        return whole(
                () -> {
                    Placing last = new Placing.Unknown();
                    for (var change : changes.reversed()) {
                        last = placing(undoing.undo(who, plan, change), false);
                        if (!(last instanceof Placing.Placed)) {
                            return last;
                        }
                    }
                    return last;
                });
    }

    private Placing moved(Editor who, Move move) {
        return on(
                move.plan(),
                move.key(),
                move.at(),
                move.was(),
                (item, campaign) -> {
                    var schedule = schedule(campaign);
                    if (schedule == null) {
                        return Placing.stopped("placing.undated");
                    }
                    var laned = laned(item.working(), campaign, move.lane());
                    if (laned.isEmpty()) {
                        return Placing.stopped("placing.lane");
                    }
                    if (schedule.rule() == null) {
                        return changed(
                                who,
                                move.plan(),
                                item,
                                with(laned.get(), schedule.movingOne(move.at(), move.to())));
                    }
                    return switch (move.scope()) {
                        case ONE ->
                                move.lane() != null
                                        ? Placing.stopped("placing.lane.one")
                                        : changed(
                                                who,
                                                move.plan(),
                                                item,
                                                with(
                                                        laned.get(),
                                                        schedule.movingOne(move.at(), move.to())));
                        case ALL -> all(who, move, item, laned.get(), schedule);
                        case FOLLOWING -> following(who, move, item, laned.get(), schedule);
                    };
                });
    }

    private Placing all(
            Editor who, Move move, EditedItem item, Map<String, Object> tree, Schedule schedule) {
        return schedule.movingAll(move.was(), move.to())
                .<Placing>map(moved -> changed(who, move.plan(), item, with(tree, moved)))
                .orElseGet(() -> Placing.stopped("placing.rule"));
    }

    /** What was before stays, under the old key; what follows is a campaign of its own. */
    private Placing following(
            Editor who, Move move, EditedItem item, Map<String, Object> tree, Schedule schedule) {
        var split = schedule.splitAt(move.at());
        if (split.isEmpty()) {
            return all(who, move, item, tree, schedule);
        }
        var after = split.get().after().movingAll(move.was(), move.to());
        if (after.isEmpty()) {
            return Placing.stopped("placing.rule");
        }
        var before = changed(who, move.plan(), item, with(item.working(), split.get().before()));
        if (!(before instanceof Placing.Placed cut)) {
            return before;
        }
        var made = created(who, move.plan(), move.key(), with(tree, after.get()));
        if (!(made instanceof Placing.Placed placed)) {
            return made;
        }
        var changes = new ArrayList<>(cut.changes());
        changes.addAll(placed.changes());
        return new Placing.Placed(placed.key(), placed.name(), changes, cut.prepared());
    }

    /** What is done with a campaign that is still where the calendar showed it. */
    @FunctionalInterface
    private interface Deed {
        Placing on(EditedItem item, CampaignBrief campaign);
    }

    private Placing on(String plan, String key, LocalDateTime at, LocalDateTime was, Deed deed) {
        var document = plans.load(plan);
        var campaign = document.flatMap(found -> campaign(found, key));
        var item = editing.find(plan, place(key));
        if (document.isEmpty() || campaign.isEmpty() || item.isEmpty()) {
            return new Placing.Unknown();
        }
        if (!happens(document.get().plan(), campaign.get(), at, was)) {
            return new Placing.Meanwhile(item.get().changedBy(), item.get().changedAt());
        }
        return deed.on(item.get(), campaign.get());
    }

    private static boolean happens(
            PlanFrame plan, CampaignBrief campaign, LocalDateTime at, LocalDateTime was) {
        return Occurrences.of(campaign, plan.zone())
                .occurrencesBetween(was, was.plusSeconds(1))
                .contains(new Occurrences.Occurrence(at, was));
    }

    private Placing changed(Editor who, String plan, EditedItem item, Map<String, Object> tree) {
        return placing(
                editing.change(who, plan, item.place(), item.version(), tree), item.isHeld());
    }

    /** Under a free key after a name or another key. */
    private Placing created(Editor who, String plan, String name, Map<String, Object> tree) {
        var document = plans.load(plan).orElse(null);
        if (document == null) {
            return placing(new Answer.Unknown(), false);
        }
        var list = ItemPlace.list(ItemKind.CAMPAIGN, null);
        var place = place(editing.freshKey(document, list, name, "campagne"));
        var made = new LinkedHashMap<>(tree);
        made.put("key", place.key());
        return placing(editing.create(who, plan, place, made), false);
    }

    private static Placing placing(Answer answer, boolean prepared) {
        return switch (answer) {
            case Answer.Saved(var item, var change) ->
                    new Placing.Placed(
                            item.place().key(),
                            String.valueOf(item.working().get("name")),
                            change == null ? List.of() : List.of(change),
                            prepared && change != null);
            case Answer.Collided(_, var by, var at, _, _) -> new Placing.Meanwhile(by, at);
            case Answer.Refused(var mistakes) -> new Placing.Refused(mistakes);
            case Answer.NotAllowed(var key) -> Placing.stopped(key);
            case Answer.Unknown() -> new Placing.Unknown();
        };
    }

    /** All of it or nothing. */
    private Placing whole(Supplier<Placing> deed) {
        return transaction.execute(
                status -> {
                    var placing = deed.get();
                    if (!(placing instanceof Placing.Placed)) {
                        status.setRollbackOnly();
                    }
                    return placing;
                });
    }

    /** The tree in another lane; empty where that would mean more than one thing. */
    private static Optional<Map<String, Object>> laned(
            Map<String, Object> tree, CampaignBrief campaign, @Nullable Lane lane) {
        var laned = new LinkedHashMap<>(tree);
        if (lane == null) {
            return Optional.of(laned);
        }
        var isNothing = lane.word().equals(Facet.NOTHING);
        switch (lane.facet()) {
            case PROGRAMME -> put(laned, "programme", isNothing ? null : lane.word());
            case DEPARTMENT -> put(laned, "owner", isNothing ? null : lane.word());
            case LOT -> {
                if (!isNothing && !lane.word().matches("\\d{1,7}")) {
                    return Optional.empty();
                }
                put(laned, "lot", isNothing ? null : Integer.valueOf(lane.word()));
            }
            case SEGMENT -> {
                var target = campaign.target();
                if (target != null && !(target instanceof Condition.InSegment)) {
                    return Optional.empty();
                }
                put(laned, "target", isNothing ? null : Map.of("segment", lane.word()));
            }
            case CHANNEL, BRAND, STATUS, TYPE -> {
                return Optional.empty();
            }
        }
        return Optional.of(laned);
    }

    private static void put(Map<String, Object> tree, String name, @Nullable Object value) {
        if (value == null) {
            tree.remove(name);
        } else {
            tree.put(name, value);
        }
    }

    private static Map<String, Object> with(Map<String, Object> tree, Schedule schedule) {
        var changed = new LinkedHashMap<>(tree);
        changed.put("start", schedule.start().toString());
        put(changed, "recurrence", schedule.rule());
        var exceptions = schedule.edits().exceptions();
        put(
                changed,
                "exceptions",
                exceptions.isEmpty()
                        ? null
                        : exceptions.stream().map(LocalDateTime::toString).toList());
        var overrides = schedule.edits().overrides();
        put(
                changed,
                "overrides",
                overrides.isEmpty()
                        ? null
                        : overrides.stream()
                                .map(
                                        moved ->
                                                Map.of(
                                                        "at", moved.at().toString(),
                                                        "start", moved.start().toString()))
                                .toList());
        return changed;
    }

    private static @Nullable Schedule schedule(CampaignBrief campaign) {
        var start = campaign.start();
        return start == null ? null : new Schedule(start, campaign.recurrence(), campaign.edits());
    }

    private static Optional<CampaignBrief> campaign(PlanDocument plan, String key) {
        return plan.campaigns().stream()
                .map(PlanDocument.Campaign::brief)
                .filter(brief -> brief.key().equals(key))
                .findFirst();
    }

    private static ItemPlace place(String key) {
        return ItemPlace.of(ItemKind.CAMPAIGN, key);
    }

    /** A time on another day. */
    static LocalDateTime on(LocalDate day, LocalDateTime time) {
        return day.atTime(time.toLocalTime());
    }
}
