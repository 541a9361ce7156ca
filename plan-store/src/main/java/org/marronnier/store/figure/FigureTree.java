package org.marronnier.store.figure;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.figure.Figure;
import org.marronnier.domain.message.MessageType;

/** Figures as trees of maps and lists, and back. */
final class FigureTree {

    private FigureTree() {}

    static Map<String, Object> write(Figure figure) {
        return switch (figure) {
            case Figure.Value(var value) -> Map.of("value", value);
            case Figure.None(var why) -> Map.of("none", why.name());
            case Figure.Volumes(var days, var volumes) ->
                    Map.of(
                            "days",
                            days,
                            "volumes",
                            volumes.stream()
                                    .map(
                                            one ->
                                                    Map.of(
                                                            "source",
                                                            one.source(),
                                                            "channel",
                                                            one.channel().name(),
                                                            "type",
                                                            one.type().name(),
                                                            "messages",
                                                            one.messages()))
                                    .toList());
            case Figure.Overlaps(var contacts, var shared) ->
                    Map.of(
                            "contacts",
                            contacts,
                            "shared",
                            shared.stream()
                                    .map(
                                            one ->
                                                    Map.of(
                                                            "first",
                                                            one.first(),
                                                            "second",
                                                            one.second(),
                                                            "contacts",
                                                            one.contacts()))
                                    .toList());
        };
    }

    /**
     * @throws IllegalStateException when the tree is of no figure
     */
    static Figure read(Object tree) {
        var fields = map(tree);
        if (fields.containsKey("value")) {
            return new Figure.Value(new BigDecimal(String.valueOf(fields.get("value"))));
        }
        if (fields.get("none") instanceof String why) {
            return new Figure.None(Figure.Why.valueOf(why));
        }
        if (fields.containsKey("volumes")) {
            return new Figure.Volumes(
                    (int) number(fields.get("days")),
                    list(fields.get("volumes")).stream().map(FigureTree::volume).toList());
        }
        if (fields.containsKey("shared")) {
            var contacts = new HashMap<String, Long>();
            map(fields.get("contacts"))
                    .forEach((key, value) -> contacts.put(String.valueOf(key), number(value)));
            return new Figure.Overlaps(
                    contacts, list(fields.get("shared")).stream().map(FigureTree::shared).toList());
        }
        throw new IllegalStateException("A figure cannot be read: " + fields.keySet());
    }

    private static Figure.Volume volume(Object tree) {
        var fields = map(tree);
        return new Figure.Volume(
                String.valueOf(fields.get("source")),
                Channel.valueOf(String.valueOf(fields.get("channel"))),
                MessageType.valueOf(String.valueOf(fields.get("type"))),
                number(fields.get("messages")));
    }

    private static Figure.Shared shared(Object tree) {
        var fields = map(tree);
        return new Figure.Shared(
                String.valueOf(fields.get("first")),
                String.valueOf(fields.get("second")),
                number(fields.get("contacts")));
    }

    private static Map<?, ?> map(@Nullable Object tree) {
        return tree instanceof Map<?, ?> fields ? fields : Map.of();
    }

    private static List<?> list(@Nullable Object tree) {
        return tree instanceof List<?> items ? items : List.of();
    }

    private static long number(@Nullable Object tree) {
        return tree instanceof Number number ? number.longValue() : 0;
    }
}
