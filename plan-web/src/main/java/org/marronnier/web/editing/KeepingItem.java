package org.marronnier.web.editing;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.campaign.CampaignsChanged;
import org.marronnier.domain.change.Change;
import org.marronnier.domain.change.Changes;
import org.marronnier.domain.change.Preparations;
import org.marronnier.domain.document.Difference;
import org.marronnier.domain.document.DocumentTree;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.LegalFloor;
import org.marronnier.domain.document.Mistake;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.PlanWriter;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.document.Reading;
import org.marronnier.domain.lifecycle.Move;
import org.marronnier.domain.lifecycle.Refusal;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.scenario.ScenariosChanged;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * What all edits share: a plan is held, read with one item changed, and kept with a line of its
 * history. Everything runs within the transaction of whoever edits.
 */
@Component
class KeepingItem {

    private static final String STATUS = "status";
    private static final String SCENARIOS = "scenarios";

    /** What the scenarios of a plan lean on by what they are, and not only by what they name. */
    private static final Set<ItemKind> CONCERNING_SCENARIOS =
            EnumSet.of(
                    ItemKind.PLAN,
                    ItemKind.CONVENTIONS,
                    ItemKind.SEGMENT,
                    ItemKind.PROGRAMME,
                    ItemKind.SCENARIO);

    private final Plans plans;
    private final KnownDocuments known;
    private final Changes changes;
    private final Preparations preparations;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    KeepingItem(
            Plans plans,
            KnownDocuments known,
            Changes changes,
            Preparations preparations,
            ApplicationEventPublisher events,
            Clock clock) {
        this.plans = plans;
        this.known = known;
        this.changes = changes;
        this.preparations = preparations;
        this.events = events;
        this.clock = clock;
    }

    /** The plan as it stands, which nobody else changes until the transaction ends. */
    Optional<PlanDocument> hold(String plan) {
        plans.lock(plan);
        return plans.load(plan);
    }

    /** An item of a plan. */
    Optional<EditedItem> item(PlanDocument document, ItemPlace place) {
        return PlanWriter.write(document, place)
                .map(
                        tree -> {
                            var plan = document.plan().key();
                            var last = changes.last(plan, place);
                            return new EditedItem(
                                    place,
                                    bare(tree),
                                    last.map(Change::id).orElse(0L),
                                    document.status(place).orElse(null),
                                    last.map(Change::who).orElse(null),
                                    last.map(Change::at).orElse(null),
                                    preparations.find(plan, place).orElse(null));
                        });
    }

    /** The order of all items of a kind, as if it were an item. */
    EditedItem order(PlanDocument document, ItemKind kind, @Nullable String programme) {
        var place = ItemPlace.list(kind, programme);
        var last = changes.last(document.plan().key(), place);
        return new EditedItem(
                place,
                Map.of("keys", document.keys(kind, programme)),
                last.map(Change::id).orElse(0L),
                null,
                last.map(Change::who).orElse(null),
                last.map(Change::at).orElse(null),
                null);
    }

    /** The plan with something changed, read whole; what loosens the law is a mistake. */
    Reading read(PlanDocument document, Consumer<DocumentTree> change) {
        return switch (readBeyondTheLaw(document, change)) {
            case Reading.Accepted(var after) -> {
                var loosened = LegalFloor.loosened(document, after);
                yield loosened.isEmpty()
                        ? new Reading.Accepted(after)
                        : new Reading.Refused(loosened);
            }
            case Reading.Refused refused -> refused;
        };
    }

    /** The same, for who answers for what the law asks no more. */
    Reading readBeyondTheLaw(PlanDocument document, Consumer<DocumentTree> change) {
        return known.of(document).read(change);
    }

    /** A tree of the plan as it stands; changing it changes nothing else. */
    DocumentTree tree(PlanDocument document) {
        return known.of(document).tree();
    }

    /**
     * Keeps an item as a document that holds says, and a line in the history; the number of that
     * line.
     */
    long keep(
            Editor who,
            PlanDocument before,
            PlanDocument after,
            ItemPlace place,
            Change.What what,
            @Nullable Integer position) {
        var now = now();
        plans.keep(after, place, who.name(), now);
        if (concernsCampaigns(before, after, place)) {
            events.publishEvent(new CampaignsChanged(after.plan().key()));
        }
        if (CONCERNING_SCENARIOS.contains(place.kind())) {
            events.publishEvent(new ScenariosChanged(after.plan().key()));
        }
        return note(
                who,
                after.plan().key(),
                place,
                what,
                PlanWriter.write(before, place).orElse(null),
                PlanWriter.write(after, place).orElse(null),
                position);
    }

    /** Keeps the order of a kind, and a line in the history. */
    long keepOrder(
            Editor who,
            PlanDocument after,
            ItemPlace list,
            Map<String, Object> before,
            Map<String, Object> order) {
        plans.keep(after, list, who.name(), now());
        return note(who, after.plan().key(), list, Change.What.ORDERED, before, order, null);
    }

    /** A line in the history alone. */
    long note(
            Editor who,
            String plan,
            ItemPlace place,
            Change.What what,
            @Nullable Map<String, Object> before,
            @Nullable Map<String, Object> after,
            @Nullable Integer position) {
        return changes.note(
                new Change(0, plan, place, what, who.name(), now(), before, after, position));
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Whether somebody changed an item since the version that the editor leaned on, and how;
     * nothing where it says the same as then.
     */
    Optional<Answer> collision(PlanDocument document, EditedItem now, long version) {
        if (now.version() == version) {
            return Optional.empty();
        }
        var base =
                changes.firstAfter(document.plan().key(), now.place(), version)
                        .map(first -> bare(first.before()))
                        .orElse(now.working());
        var theirs = Difference.between(base, now.working());
        var by = now.changedBy();
        var at = now.changedAt();
        return theirs.isEmpty() || by == null || at == null
                ? Optional.empty()
                : Optional.of(new Answer.Collided(now, by, at, theirs, base));
    }

    /**
     * The tree of an item as the document holds it at a place: with its key, the status it is to
     * stand at, and the scenarios that the programme has.
     */
    Map<String, Object> whole(
            PlanDocument document, ItemPlace place, Map<String, Object> tree, @Nullable Status at) {
        var whole = new LinkedHashMap<String, Object>();
        if (!place.key().isEmpty()) {
            whole.put(place.kind() == ItemKind.CAPACITY ? "channel" : "key", place.key());
        }
        if (place.kind() == ItemKind.CONVENTIONS) {
            whole.clear();
        }
        tree.forEach(whole::putIfAbsent);
        if (at != null) {
            whole.put(STATUS, at.name().toLowerCase(Locale.ROOT));
        }
        if (place.kind() == ItemKind.PROGRAMME) {
            whole.remove(SCENARIOS);
            tree(document)
                    .find(place)
                    .map(held -> held.get(SCENARIOS))
                    .ifPresent(scenarios -> whole.put(SCENARIOS, scenarios));
        }
        return whole;
    }

    /** A tree of the document without what is not edited in the item itself. */
    static Map<String, Object> bare(@Nullable Map<String, Object> tree) {
        var bare = new LinkedHashMap<>(tree == null ? Map.<String, Object>of() : tree);
        bare.remove(STATUS);
        bare.remove(SCENARIOS);
        return bare;
    }

    /** Mistakes of the document as mistakes of an item that stands at a path of it. */
    static Answer.Refused refused(List<Mistake> mistakes, String path) {
        return new Answer.Refused(
                mistakes.stream()
                        .map(
                                mistake ->
                                        new Mistake(
                                                within(mistake.path(), path), mistake.telling()))
                        .toList());
    }

    /** Mistakes of the document with an item moved on, as what the item lacks for that. */
    Move lacking(HeldItem held, List<Mistake> mistakes) {
        var path = tree(held.document()).path(held.place()).orElseThrow();
        return new Move.Refused(
                refused(mistakes, path).mistakes().stream()
                        .<Refusal>map(
                                mistake -> new Refusal.NotWhole(mistake.path(), mistake.telling()))
                        .toList());
    }

    private static String within(String whole, String path) {
        if (whole.equals(path)) {
            return "";
        }
        return whole.startsWith(path + ".") || whole.startsWith(path + "[")
                ? whole.substring(path.length()).replaceFirst("^\\.", "")
                : whole;
    }

    /** Whether what is scheduled must be looked at again. */
    private static boolean concernsCampaigns(
            PlanDocument before, PlanDocument after, ItemPlace place) {
        return switch (place.kind()) {
            case CAMPAIGN ->
                    before.status(place).map(Status::mayRun).orElse(false)
                            || after.status(place).map(Status::mayRun).orElse(false);
            case PLAN -> !before.plan().zone().equals(after.plan().zone());
            case CONVENTIONS,
                    JOURNEY,
                    SEGMENT,
                    PRESSURE_RULE,
                    QUIET_PERIOD,
                    CAPACITY,
                    OBJECTIVE,
                    KPI,
                    TEMPLATE,
                    PROGRAMME,
                    SCENARIO,
                    CALENDAR_EVENT ->
                    false;
        };
    }
}
