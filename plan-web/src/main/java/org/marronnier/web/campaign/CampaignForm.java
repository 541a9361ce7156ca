package org.marronnier.web.campaign;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.marronnier.web.condition.ConditionForm;
import org.marronnier.web.condition.SpanField;
import org.marronnier.web.editing.FormTree;
import org.springframework.util.MultiValueMap;

/** What a form says of a campaign, over what the campaign was. */
final class CampaignForm {

    /** The field that holds the condition editor. */
    static final String TARGET = "target";

    private static final String RECURRING = "recurring";
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,6})(?:[.,](\\d{1,6}))?\\s*%");

    private CampaignForm() {}

    /**
     * The tree of the campaign with the fields of the form in the place of its own.
     *
     * @param target what the condition editor says, where the form has one
     */
    static Map<String, Object> over(
            Map<String, Object> held, MultiValueMap<String, String> fields, ConditionForm target) {
        var plain = target.isThere() ? ConditionForm.without(fields, TARGET) : fields;
        var tree =
                new LinkedHashMap<>(
                        FormTree.of(plain)
                                .numbers("lot", "priority", "value", "control")
                                .without("step", "recurrence")
                                .over(held));
        if (target.isThere()) {
            put(tree, TARGET, target.isEverybody() ? null : target.tree());
        }
        share(tree);
        tags(tree, fields);
        channels(tree, fields);
        overrides(tree, fields);
        expiry(tree, fields);
        recurrence(tree, fields);
        if (fields.containsKey("kind") && !RECURRING.equals(tree.get("kind"))) {
            List.of("recurrence", "exceptions", "overrides").forEach(tree::remove);
        }
        return tree;
    }

    /** A share may be typed in per cent. */
    private static void share(Map<String, Object> tree) {
        var percent = PERCENT.matcher(String.valueOf(tree.get("control")));
        if (percent.matches()) {
            var number =
                    percent.group(1) + (percent.group(2) == null ? "" : "." + percent.group(2));
            tree.put("control", new BigDecimal(number).movePointLeft(2));
        }
    }

    /** Tags are typed in a row. */
    private static void tags(Map<String, Object> tree, MultiValueMap<String, String> fields) {
        if (fields.getFirst("_tags") instanceof String typed) {
            var tags =
                    Arrays.stream(typed.split("[,;]", -1))
                            .map(String::strip)
                            .filter(tag -> !tag.isEmpty())
                            .toList();
            put(tree, "tags", tags.isEmpty() ? null : tags);
        }
    }

    /** The channel that is tried first stands first. */
    private static void channels(Map<String, Object> tree, MultiValueMap<String, String> fields) {
        if (tree.get("channels") instanceof List<?> some
                && fields.getFirst("_first") instanceof String first
                && some.contains(first)) {
            var channels = new ArrayList<Object>(some);
            channels.remove(first);
            channels.addFirst(first);
            tree.put("channels", channels);
        }
    }

    /** An occurrence whose new time was emptied is back in its place. */
    private static void overrides(Map<String, Object> tree, MultiValueMap<String, String> fields) {
        if (fields.keySet().stream().anyMatch(name -> name.startsWith("overrides["))
                && tree.get("overrides") instanceof List<?> some) {
            var moved =
                    some.stream()
                            .filter(one -> one instanceof Map<?, ?> it && it.get("start") != null)
                            .toList();
            put(tree, "overrides", moved.isEmpty() ? null : moved);
        }
    }

    private static void expiry(Map<String, Object> tree, MultiValueMap<String, String> fields) {
        if (fields.getFirst("_expiry.n") instanceof String number) {
            var unit = fields.getFirst("_expiry.unit");
            put(
                    tree,
                    "expiry",
                    number.isBlank()
                            ? null
                            : SpanField.written(number.strip(), unit == null ? "DAY" : unit));
        }
    }

    /** To come back makes a campaign a recurring one, and not to come back an only one. */
    private static void recurrence(Map<String, Object> tree, MultiValueMap<String, String> fields) {
        if (!fields.containsKey("_repeat")) {
            return;
        }
        var typed = Repetition.of(fields);
        var written = fields.getFirst("recurrence");
        var held = tree.get("recurrence") instanceof String rule ? rule : "";
        var rule =
                typed.frequency() == Repetition.Frequency.RULE
                        ? (written == null ? "" : written.strip())
                        : Repetition.of(held).equals(typed) ? held : typed.rule();
        put(tree, "recurrence", rule.isEmpty() ? null : rule);
        var kind = tree.getOrDefault("kind", "one-off");
        if (!rule.isEmpty() && kind.equals("one-off")) {
            tree.put("kind", RECURRING);
        } else if (typed.frequency() == Repetition.Frequency.NONE && kind.equals(RECURRING)) {
            tree.put("kind", "one-off");
        }
    }

    private static void put(Map<String, Object> tree, String field, @Nullable Object value) {
        if (value == null) {
            tree.remove(field);
        } else {
            tree.put(field, value);
        }
    }
}
