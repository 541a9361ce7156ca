package org.marronnier.store.figure;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
            case Figure.Effects(var days, var effects) ->
                    Map.of(
                            "days",
                            days,
                            "effects",
                            effects.entrySet().stream()
                                    .collect(
                                            Collectors.toMap(
                                                    Map.Entry::getKey,
                                                    one ->
                                                            Map.of(
                                                                    "suppressed",
                                                                    one.getValue().suppressed(),
                                                                    "deferred",
                                                                    one.getValue().deferred()))));
            case Figure.Forecast forecast ->
                    Map.of(
                            "occurrence",
                            forecast.occurrence().toString(),
                            "targeted",
                            forecast.targeted(),
                            "judged",
                            forecast.judged(),
                            "lines",
                            forecast.lines(),
                            "overCapacity",
                            forecast.overCapacity(),
                            "examples",
                            forecast.examples());
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
        if (fields.containsKey("effects")) {
            var effects = new HashMap<String, Figure.Effect>();
            map(fields.get("effects"))
                    .forEach((rule, effect) -> effects.put(String.valueOf(rule), effect(effect)));
            return new Figure.Effects((int) number(fields.get("days")), effects);
        }
        if (fields.containsKey("judged")) {
            return new Figure.Forecast(
                    Instant.parse(String.valueOf(fields.get("occurrence"))),
                    number(fields.get("targeted")),
                    number(fields.get("judged")),
                    numbers(fields.get("lines")),
                    number(fields.get("overCapacity")),
                    examples(fields.get("examples")));
        }
        if (fields.containsKey("shared")) {
            return new Figure.Overlaps(
                    numbers(fields.get("contacts")),
                    list(fields.get("shared")).stream().map(FigureTree::shared).toList());
        }
        throw new IllegalStateException("A figure cannot be read: " + fields.keySet());
    }

    private static Figure.Effect effect(@Nullable Object tree) {
        var fields = map(tree);
        return new Figure.Effect(number(fields.get("suppressed")), number(fields.get("deferred")));
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

    private static Map<String, List<Long>> examples(@Nullable Object tree) {
        var examples = new HashMap<String, List<Long>>();
        map(tree)
                .forEach(
                        (line, contacts) ->
                                examples.put(
                                        String.valueOf(line),
                                        list(contacts).stream().map(FigureTree::number).toList()));
        return examples;
    }

    private static Map<String, Long> numbers(@Nullable Object tree) {
        var numbers = new HashMap<String, Long>();
        map(tree).forEach((key, value) -> numbers.put(String.valueOf(key), number(value)));
        return numbers;
    }

    private static long number(@Nullable Object tree) {
        return tree instanceof Number number ? number.longValue() : 0;
    }
}
