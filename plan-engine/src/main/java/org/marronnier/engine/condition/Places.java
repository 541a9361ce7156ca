package org.marronnier.engine.condition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.fact.NeededFacts;
import org.marronnier.domain.time.Span;

/** Gives each fact that conditions read its place, the same for the same fact. */
final class Places {

    private final Map<String, Integer> fields = new LinkedHashMap<>();
    private final Map<String, Integer> types = new LinkedHashMap<>();
    private final List<Map<String, Integer>> properties = new ArrayList<>();
    private final List<@Nullable List<Span>> windows = new ArrayList<>();
    private final Map<NeededFacts.Consent, Integer> consents = new LinkedHashMap<>();
    private final Map<Span, Integer> spans = new LinkedHashMap<>();
    private boolean messages;

    int field(String name) {
        return place(fields, name);
    }

    /**
     * @param within the window in which events of the type are read; null where it is ever
     */
    int events(String type, @Nullable Span within) {
        var place = place(types, type);
        if (place == properties.size()) {
            properties.add(new LinkedHashMap<>());
            windows.add(new ArrayList<>());
        }
        var known = windows.get(place);
        if (within == null) {
            windows.set(place, null);
        } else if (known != null && !known.contains(within)) {
            known.add(within);
        }
        return place;
    }

    int property(int type, String name) {
        return place(properties.get(type), name);
    }

    int consent(NeededFacts.Consent consent) {
        return place(consents, consent);
    }

    void messages() {
        messages = true;
    }

    int span(Span span) {
        return place(spans, span);
    }

    private static <T> int place(Map<T, Integer> places, T what) {
        return places.computeIfAbsent(what, _ -> places.size());
    }

    /** The spans of all windows, by their places. */
    List<Span> spans() {
        return List.copyOf(spans.keySet());
    }

    NeededFacts needed() {
        var events = new ArrayList<NeededFacts.Events>();
        for (var type : types.keySet()) {
            var place = events.size();
            events.add(
                    new NeededFacts.Events(
                            type, List.copyOf(properties.get(place).keySet()), windows.get(place)));
        }
        return new NeededFacts(
                List.copyOf(fields.keySet()), events, List.copyOf(consents.keySet()), messages);
    }
}
