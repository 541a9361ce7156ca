package org.marronnier.engine.condition;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.consent.ConsentKind;
import org.marronnier.domain.fact.NeededFacts;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.time.Span;

/** Gives each fact that conditions read its place, the same for the same fact. */
final class FactPlaces {

    private final Map<String, Integer> fields = new LinkedHashMap<>();
    private final Map<String, Integer> types = new LinkedHashMap<>();
    private final List<Map<String, Integer>> properties = new ArrayList<>();
    private final List<@Nullable List<Span>> windows = new ArrayList<>();
    private final Map<ConsentKind, Integer> consents = new LinkedHashMap<>();
    private final Map<Span, Integer> spans = new LinkedHashMap<>();
    private final Map<MessageStatus, @Nullable List<Span>> messages =
            new EnumMap<>(MessageStatus.class);

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
        windows.set(place, widened(windows.get(place), within));
        return place;
    }

    /** The windows together with one more; null as soon as one of them is ever. */
    private static @Nullable List<Span> widened(
            @Nullable List<Span> windows, @Nullable Span within) {
        if (windows == null || within == null) {
            return null;
        }
        if (!windows.contains(within)) {
            windows.add(within);
        }
        return windows;
    }

    int property(int type, String name) {
        return place(properties.get(type), name);
    }

    int consent(ConsentKind consent) {
        return place(consents, consent);
    }

    /**
     * @param within the window in which messages of the status are read; null where it is ever
     */
    void messages(MessageStatus status, @Nullable Span within) {
        var known = messages.containsKey(status) ? messages.get(status) : new ArrayList<Span>();
        messages.put(status, widened(known, within));
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
                List.copyOf(fields.keySet()),
                events,
                List.copyOf(consents.keySet()),
                messages.keySet().stream()
                        .map(status -> new NeededFacts.Messages(status, messages.get(status)))
                        .toList());
    }
}
