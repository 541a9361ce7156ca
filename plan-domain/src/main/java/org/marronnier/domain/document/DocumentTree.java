package org.marronnier.domain.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tree of a plan document whose items can be taken out and put in one by one. A programme, a
 * scenario or a campaign always says its status here.
 */
public final class DocumentTree {

    private static final Pattern STEP =
            Pattern.compile("^([a-z]+(?:\\.(?:pressure|quiet|capacity))?)(?:\\[(\\d+)])?\\.?");
    private static final String STATUS = "status";
    private static final String SCENARIOS = "scenarios";

    private final Map<String, Object> root;

    private DocumentTree(Map<String, Object> root) {
        this.root = root;
    }

    /** A tree of its own for a document. */
    public static DocumentTree of(PlanDocument document) {
        return new DocumentTree(PlanWriter.write(document));
    }

    /** Over a tree whose parts are shared: only this map itself is changed. */
    static DocumentTree over(Map<String, Object> root) {
        return new DocumentTree(root);
    }

    /** The whole tree, as {@link PlanReader} reads it. */
    public Map<String, Object> root() {
        return root;
    }

    /** The item at a place. */
    public Optional<Map<String, Object>> find(ItemPlace place) {
        if (place.kind().isSingle()) {
            return Optional.of(single(place.kind()));
        }
        var index = position(place);
        return index < 0
                ? Optional.empty()
                : Optional.of(map(list(place.kind(), place.programme()).get(index)))
                        .map(item -> withStatus(place, item));
    }

    /** All items by their place; the scenarios of a programme stand beside it, not in it. */
    public Map<ItemPlace, Map<String, Object>> items() {
        var all = new LinkedHashMap<ItemPlace, Map<String, Object>>();
        for (var kind : ItemKind.values()) {
            if (kind.isSingle()) {
                all.put(ItemPlace.of(kind, planKey()), single(kind));
            } else if (kind != ItemKind.SCENARIO) {
                gather(kind, null, all);
            }
        }
        return all;
    }

    /** The place of an item in its list, or -1. */
    public int position(ItemPlace place) {
        return keys(place.kind(), place.programme()).indexOf(place.key());
    }

    /** The keys of all items of a kind, in their order. */
    public List<String> keys(ItemKind kind, @Nullable String programme) {
        var key = identity(kind);
        return list(kind, programme).stream()
                .map(item -> String.valueOf(map(item).get(key)))
                .toList();
    }

    /** The path of an item in the document, such as {@code programmes[2].scenarios[0]}. */
    public Optional<String> path(ItemPlace place) {
        if (place.kind().isSingle()) {
            return Optional.of(name(place.kind()));
        }
        var index = position(place);
        return index < 0
                ? Optional.empty()
                : parent(place.programme())
                        .map(parent -> parent + name(place.kind()) + "[" + index + "]");
    }

    /** The item that a path of the document leads to or into. */
    public Optional<ItemPlace> place(String path) {
        var step = STEP.matcher(path);
        if (!step.find()) {
            return Optional.empty();
        }
        for (var kind : ItemKind.values()) {
            if (kind == ItemKind.SCENARIO || !name(kind).equals(step.group(1))) {
                continue;
            }
            if (kind.isSingle()) {
                return Optional.of(ItemPlace.of(kind, planKey()));
            }
            return step.group(2) == null
                    ? Optional.empty()
                    : key(kind, null, Integer.parseInt(step.group(2)))
                            .map(key -> inside(kind, key, path.substring(step.end())));
        }
        return Optional.empty();
    }

    /** Puts an item in the place of the one that stands there, or last. */
    public void put(ItemPlace place, Map<String, Object> item) {
        var index = position(place);
        if (place.kind().isSingle()) {
            root.put(name(place.kind()), item);
        } else if (index < 0) {
            insert(place, Integer.MAX_VALUE, item);
        } else {
            var items = new ArrayList<>(list(place.kind(), place.programme()));
            items.set(index, item);
            keep(place, items);
        }
    }

    /** Puts an item before the one that stands at this position, last where there is none. */
    public void insert(ItemPlace place, int position, Map<String, Object> item) {
        var items = new ArrayList<>(list(place.kind(), place.programme()));
        items.add(Math.min(position, items.size()), item);
        keep(place, items);
    }

    /** Takes an item out. */
    public void remove(ItemPlace place) {
        var index = position(place);
        if (index >= 0) {
            var items = new ArrayList<>(list(place.kind(), place.programme()));
            items.remove(index);
            keep(place, items);
        }
    }

    /** Brings the items of a kind in this order; those that are not named follow as they stood. */
    public void order(ItemKind kind, @Nullable String programme, List<String> keys) {
        var byKey = new LinkedHashMap<String, Object>();
        var identity = identity(kind);
        list(kind, programme)
                .forEach(item -> byKey.put(String.valueOf(map(item).get(identity)), item));
        var ordered = new ArrayList<Object>();
        for (var key : keys) {
            if (byKey.remove(key) instanceof Object item) {
                ordered.add(item);
            }
        }
        ordered.addAll(byKey.values());
        keep(ItemPlace.list(kind, programme), ordered);
    }

    private void gather(
            ItemKind kind, @Nullable String programme, Map<ItemPlace, Map<String, Object>> all) {
        for (var tree : list(kind, programme)) {
            var item = map(tree);
            var place = new ItemPlace(kind, programme, String.valueOf(item.get(identity(kind))));
            var full = new LinkedHashMap<>(withStatus(place, item));
            full.remove(SCENARIOS);
            all.put(place, full);
            if (kind == ItemKind.PROGRAMME) {
                gather(ItemKind.SCENARIO, place.key(), all);
            }
        }
    }

    private ItemPlace inside(ItemKind kind, String key, String rest) {
        var step = STEP.matcher(rest);
        return kind == ItemKind.PROGRAMME
                        && step.find()
                        && step.group(1).equals(SCENARIOS)
                        && step.group(2) != null
                ? key(ItemKind.SCENARIO, key, Integer.parseInt(step.group(2)))
                        .map(scenario -> ItemPlace.scenario(key, scenario))
                        .orElse(ItemPlace.of(kind, key))
                : ItemPlace.of(kind, key);
    }

    private Optional<String> key(ItemKind kind, @Nullable String programme, int index) {
        var keys = keys(kind, programme);
        return index < keys.size() ? Optional.of(keys.get(index)) : Optional.empty();
    }

    private String planKey() {
        return String.valueOf(single(ItemKind.PLAN).get("key"));
    }

    private Map<String, Object> withStatus(ItemPlace place, Map<String, Object> item) {
        if (!place.kind().isLiving() || item.containsKey(STATUS)) {
            return item;
        }
        var full = new LinkedHashMap<>(item);
        full.put(
                STATUS,
                place.programme() == null
                        ? "draft"
                        : programme(place.programme())
                                .map(programme -> programme.getOrDefault(STATUS, "draft"))
                                .orElse("draft"));
        return full;
    }

    /** Puts these items in the place of all of their kind. */
    void keep(ItemPlace place, List<Object> items) {
        switch (place.kind()) {
            case SCENARIO -> keepScenarios(String.valueOf(place.programme()), items);
            case PRESSURE_RULE, QUIET_PERIOD, CAPACITY -> {
                var rules = new LinkedHashMap<>(rules());
                rules.put(name(place.kind()).substring("rules.".length()), items);
                root.put("rules", rules);
            }
            case PLAN,
                    CONVENTIONS,
                    JOURNEY,
                    SEGMENT,
                    OBJECTIVE,
                    KPI,
                    TEMPLATE,
                    PROGRAMME,
                    CAMPAIGN,
                    CALENDAR_EVENT ->
                    root.put(name(place.kind()), items);
        }
    }

    private void keepScenarios(String key, List<Object> scenarios) {
        programme(key)
                .ifPresent(
                        tree -> {
                            var programme = new LinkedHashMap<>(tree);
                            programme.put(SCENARIOS, scenarios);
                            put(ItemPlace.of(ItemKind.PROGRAMME, key), programme);
                        });
    }

    private List<Object> list(ItemKind kind, @Nullable String programme) {
        return switch (kind) {
            case PLAN, CONVENTIONS -> List.of();
            case SCENARIO ->
                    programme(String.valueOf(programme))
                            .map(one -> items(one.get(SCENARIOS)))
                            .orElse(List.of());
            case PRESSURE_RULE, QUIET_PERIOD, CAPACITY ->
                    items(rules().get(name(kind).substring("rules.".length())));
            case JOURNEY, SEGMENT, OBJECTIVE, KPI, TEMPLATE, PROGRAMME, CAMPAIGN, CALENDAR_EVENT ->
                    items(root.get(name(kind)));
        };
    }

    private Optional<Map<String, Object>> programme(String key) {
        return items(root.get(name(ItemKind.PROGRAMME))).stream()
                .map(DocumentTree::map)
                .filter(programme -> key.equals(programme.get("key")))
                .findFirst();
    }

    private Map<String, Object> rules() {
        return root.get("rules") instanceof Map<?, ?> rules ? map(rules) : Map.of();
    }

    private Map<String, Object> single(ItemKind kind) {
        return root.get(name(kind)) instanceof Map<?, ?> item ? map(item) : Map.of();
    }

    private Optional<String> parent(@Nullable String programme) {
        return programme == null
                ? Optional.of("")
                : path(ItemPlace.of(ItemKind.PROGRAMME, programme)).map(path -> path + ".");
    }

    private static String identity(ItemKind kind) {
        return kind == ItemKind.CAPACITY ? "channel" : "key";
    }

    private static String name(ItemKind kind) {
        return switch (kind) {
            case PRESSURE_RULE -> "rules.pressure";
            case QUIET_PERIOD -> "rules.quiet";
            case CAPACITY -> "rules.capacity";
            case CALENDAR_EVENT -> "calendar";
            case PLAN, CONVENTIONS -> kind.name().toLowerCase(Locale.ROOT);
            case JOURNEY, SEGMENT, OBJECTIVE, KPI, TEMPLATE, PROGRAMME, SCENARIO, CAMPAIGN ->
                    kind.name().toLowerCase(Locale.ROOT) + "s";
        };
    }

    @SuppressWarnings("unchecked") // what a document is written as
    private static List<Object> items(@Nullable Object tree) {
        return tree instanceof List<?> items ? (List<Object>) items : List.of();
    }

    @SuppressWarnings("unchecked") // what a document is written as
    private static Map<String, Object> map(Object tree) {
        return (Map<String, Object>) tree;
    }
}
