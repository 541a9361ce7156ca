package org.marronnier.web.condition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.web.condition.Node.Asked;
import org.marronnier.web.condition.Node.Group;
import org.marronnier.web.condition.Node.Named;
import org.marronnier.web.condition.Node.OfConsent;
import org.marronnier.web.condition.Node.OfEvents;
import org.marronnier.web.condition.Node.OfField;
import org.marronnier.web.condition.Node.OfMessages;
import org.marronnier.web.condition.Node.OfSegment;
import org.marronnier.web.condition.Node.OfStage;
import org.marronnier.web.condition.Node.OfYears;
import org.marronnier.web.condition.Node.Test;
import org.marronnier.web.condition.Node.Typed;
import org.springframework.util.MultiValueMap;

/** Reads the fields of the condition editor; what else stands in the form is passed by. */
final class FormFields {

    /** No form of a page has more parts in one group. */
    private static final int MOST = 500;

    private static final int DEEPEST = 30;
    private static final String DEFAULT_DAYS = "90";

    /** What messages can be told apart by, as documents name it. */
    static final List<String> PATTERN =
            List.of(
                    "channel",
                    "type",
                    "status",
                    "programme",
                    "scenario",
                    "campaign",
                    "template",
                    "tag");

    private final MultiValueMap<String, String> fields;

    FormFields(MultiValueMap<String, String> fields) {
        this.fields = fields;
    }

    /** The root of the editor with this prefix; everybody where the form has none. */
    Group root(String prefix) {
        return read(prefix, 0) instanceof Group group ? group : Node.everybody();
    }

    private Node read(String at, int depth) {
        var negated = text(at + ".not").equals("true");
        var kind = text(at + ".kind");
        if (kind.equals("all") || kind.equals("any")) {
            return new Group(negated, kind.equals("any"), parts(at, depth));
        }
        return new Test(negated, asked(at, kind));
    }

    private List<Node> parts(String at, int depth) {
        return depth >= DEEPEST
                ? List.of()
                : items(at + ".parts").map(part -> read(part, depth + 1)).toList();
    }

    private Asked asked(String at, String kind) {
        return switch (kind) {
            case "years" -> new OfYears(new Named(text(at + ".field"), comparisons(at)));
            case "event" ->
                    new OfEvents(
                            text(at + ".event"),
                            items(at + ".where")
                                    .map(
                                            one ->
                                                    new Named(
                                                            text(one + ".property"),
                                                            comparisons(one)))
                                    .toList(),
                            span(at + ".within"),
                            bounds(at + ".count"),
                            fields.containsKey(at + ".sum.of")
                                    ? new Named(text(at + ".sum.of"), comparisons(at + ".sum"))
                                    : null,
                            last(at + ".last"));
            case "message" ->
                    new OfMessages(pattern(at), span(at + ".within"), bounds(at + ".count"));
            case "consent" ->
                    new OfConsent(
                            text(at + ".channel"), text(at + ".purpose"), text(at + ".status"));
            case "segment" -> new OfSegment(text(at + ".segment"));
            case "stage" -> new OfStage(text(at + ".stage"));
            default -> new OfField(new Named(text(at + ".field"), comparisons(at)));
        };
    }

    private Map<String, String> pattern(String at) {
        var pattern = new LinkedHashMap<String, String>();
        for (var name : PATTERN) {
            var value = fields.getFirst(at + "." + name);
            if (value != null) {
                pattern.put(name, value);
            }
        }
        return pattern;
    }

    private @Nullable List<Typed> bounds(String at) {
        var bounds = comparisons(at);
        return bounds.isEmpty() ? null : bounds;
    }

    private List<Typed> comparisons(String at) {
        var all = new ArrayList<Typed>();
        items(at + ".is")
                .forEach(
                        one ->
                                all.add(
                                        new Typed(
                                                text(one + ".op"),
                                                text(one + ".value"),
                                                known(one + ".as"))));
        return all;
    }

    private @Nullable String known(String name) {
        var value = text(name);
        return value.matches("TEXT|NUMBER|TRUTH") ? value : null;
    }

    private @Nullable Typed last(String at) {
        return fields.containsKey(at + ".age")
                ? new Typed(
                        text(at + ".age").equals("newerThan") ? "newerThan" : "olderThan",
                        String.valueOf(span(at)),
                        null)
                : null;
    }

    /** A duration out of a number and its unit; null for ever. */
    private @Nullable String span(String at) {
        var unit = fields.getFirst(at + ".unit");
        if (unit == null || unit.equals("EVER")) {
            return null;
        }
        var typed = fields.getFirst(at + ".n");
        return SpanField.written(typed == null ? DEFAULT_DAYS : typed.strip(), unit);
    }

    /** The names of the items of a list, in the order of their numbers. */
    private Stream<String> items(String list) {
        var item = Pattern.compile(Pattern.quote(list) + "\\[(\\d{1,4})]\\..*");
        var numbers = new TreeSet<Integer>();
        for (var name : fields.keySet()) {
            var matcher = item.matcher(name);
            if (matcher.matches() && numbers.size() < MOST) {
                numbers.add(Integer.valueOf(matcher.group(1)));
            }
        }
        return numbers.stream().map(number -> list + "[" + number + "]");
    }

    private String text(String name) {
        var value = fields.getFirst(name);
        return value == null ? "" : value;
    }
}
