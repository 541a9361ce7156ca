package org.marronnier.web.convention;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.message.MessageType;
import org.marronnier.web.condition.ConditionForm;
import org.marronnier.web.condition.EditingConditions;
import org.marronnier.web.editing.FormTree;
import org.marronnier.web.editing.FreshKey;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/** Reads what the form of a tab says, as the list that the document holds. */
@Component
final class TabForm {

    private static final Pattern NUMBER = Pattern.compile("\\d+([.,]\\d+)?");
    private static final int MOST = 500;

    private final EditingConditions conditions;

    TabForm(EditingConditions conditions) {
        this.conditions = conditions;
    }

    List<Object> read(Tab tab, MultiValueMap<String, String> fields) {
        var list =
                switch (tab) {
                    case TYPOLOGY -> typology(fields);
                    case COSTS -> costs(fields);
                    case DEDUPLICATION -> deduplication(fields);
                    case STAGES -> stages(fields);
                    case PURPOSES, SENDERS, DEPARTMENTS, TOUCHPOINTS ->
                            named(tab, FormTree.of(fields).tree().get(tab.field()));
                };
        return pressed(list, fields.getFirst("_press"));
    }

    /** Whether a button was pressed that only changes the form. */
    static boolean isPressed(MultiValueMap<String, String> fields) {
        return fields.containsKey("_press")
                || fields.keySet().stream().anyMatch(name -> name.endsWith(".when.press"));
    }

    /** Rows with their keys; a new one takes its key from its name. */
    private static List<Object> named(Tab tab, @Nullable Object tree) {
        var rows = new ArrayList<Object>();
        var keys = new ArrayList<String>();
        for (var one : tree instanceof List<?> list ? list : List.of()) {
            if (!(one instanceof Map<?, ?> row)) {
                continue;
            }
            var full = new LinkedHashMap<String, Object>();
            row.forEach((name, value) -> full.put(String.valueOf(name), value));
            if (!full.containsKey("key")) {
                var name = String.valueOf(full.getOrDefault("name", ""));
                full.put("key", FreshKey.of(name, word(tab), keys));
            }
            keys.add(String.valueOf(full.get("key")));
            rows.add(full);
        }
        return rows;
    }

    private static String word(Tab tab) {
        return tab.field().substring(0, tab.field().length() - 1);
    }

    private List<Object> stages(MultiValueMap<String, String> fields) {
        var plain = fields;
        var whens = new LinkedHashMap<Integer, ConditionForm>();
        for (var i = 0; i < MOST && fields.containsKey("stages[" + i + "].name"); i++) {
            var prefix = "stages[" + i + "].when";
            whens.put(i, conditions.read(fields, prefix));
            plain = ConditionForm.without(plain, prefix);
        }
        var rows = new ArrayList<Object>();
        for (var i = 0; i < whens.size(); i++) {
            var name = text(plain, "stages[" + i + "].name");
            var key = text(plain, "stages[" + i + "].key");
            var when = whens.get(i);
            if (name.isBlank() && key.isBlank()) {
                continue;
            }
            var row = new LinkedHashMap<String, Object>();
            if (!key.isBlank()) {
                row.put("key", key);
            }
            if (!name.isBlank()) {
                row.put("name", name.strip());
            }
            row.put("when", when == null ? Map.of("all", List.of()) : when.tree());
            rows.add(row);
        }
        return named(Tab.STAGES, rows);
    }

    private static List<Object> typology(MultiValueMap<String, String> fields) {
        var lines = new ArrayList<Object>();
        for (var channel : Channel.values()) {
            for (var type : MessageType.values()) {
                var regime = text(fields, "_regime." + channel + "." + type);
                if (!regime.isBlank()) {
                    lines.add(
                            Map.of(
                                    "channel", channel.name(),
                                    "type", type.name(),
                                    "regime", regime));
                }
            }
        }
        return lines;
    }

    private static List<Object> costs(MultiValueMap<String, String> fields) {
        var costs = new ArrayList<Object>();
        for (var channel : Channel.values()) {
            var each = text(fields, "_cost." + channel).replaceAll("[\\s\\u00a0\\u202f]", "");
            if (!each.isEmpty()) {
                Object value =
                        NUMBER.matcher(each).matches()
                                ? new BigDecimal(each.replace(',', '.'))
                                : each;
                costs.add(Map.of("channel", channel.name(), "each", value));
            }
        }
        return costs;
    }

    private static List<Object> deduplication(MultiValueMap<String, String> fields) {
        var rules = new ArrayList<Object>();
        for (var i = 0; i < MOST && fields.containsKey("_rule[" + i + "]"); i++) {
            var rule =
                    fields.getOrDefault("_rule[" + i + "]", List.of()).stream()
                            .filter(field -> !field.isBlank())
                            .toList();
            if (!rule.isEmpty()) {
                rules.add(rule);
            }
        }
        return rules;
    }

    /** Takes a row away, or moves it by one. */
    private static List<Object> pressed(List<Object> rows, @Nullable String press) {
        if (press == null || !press.matches("(remove|up|down):\\d{1,4}")) {
            return rows;
        }
        var all = new ArrayList<>(rows);
        var index = Integer.parseInt(press.substring(press.indexOf(':') + 1));
        if (index >= all.size()) {
            return rows;
        }
        var to = press.startsWith("up") ? index - 1 : index + 1;
        if (press.startsWith("remove")) {
            all.remove(index);
        } else if (to >= 0 && to < all.size()) {
            Collections.swap(all, index, to);
        }
        return all;
    }

    private static String text(MultiValueMap<String, String> fields, String name) {
        var value = fields.getFirst(name);
        return value == null ? "" : value;
    }
}
