package org.marronnier.web.condition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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

/**
 * One press of a button of the editor, such as {@code add:0.2:event}: a verb, the place of the part
 * it is about and what it wants there. A press that makes no sense there changes nothing.
 *
 * @param root the condition after it
 * @param focus the place, or the button, where the user goes on
 */
record Editing(Group root, String focus) {

    private static final int MOST_PARTS = 500;

    static Editing of(Group root, String press) {
        var words = press.split(":", 3);
        var place = place(words.length > 1 ? words[1] : "");
        var what = words.length > 2 ? words[2] : "";
        if (place == null || Node.at(root, place) == null) {
            return new Editing(root, "");
        }
        return switch (words[0]) {
            case "add" -> add(root, place, what);
            case "remove" -> remove(root, place);
            case "up" -> move(root, place, -1, "up");
            case "down" -> move(root, place, 1, "down");
            case "group" -> group(root, place);
            case "ungroup" -> ungroup(root, place);
            case "more" -> test(root, place, asked -> more(asked, what), what);
            case "less" -> test(root, place, asked -> less(asked, what), "");
            default -> new Editing(root, "");
        };
    }

    private static @Nullable List<Integer> place(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        return text.matches("\\d{1,4}(\\.\\d{1,4}){0,40}")
                ? Arrays.stream(text.split("\\.", -1)).map(Integer::valueOf).toList()
                : null;
    }

    private static String text(List<Integer> place) {
        return String.join(".", place.stream().map(String::valueOf).toList());
    }

    private static Editing add(Group root, List<Integer> place, String kind) {
        if (!(Node.at(root, place) instanceof Group group) || group.parts().size() >= MOST_PARTS) {
            return new Editing(root, "");
        }
        var parts = new ArrayList<>(group.parts());
        parts.add(blank(kind));
        var added = new ArrayList<>(place);
        added.add(parts.size() - 1);
        return new Editing(put(root, place, group.with(parts)), text(added));
    }

    private static Node blank(String kind) {
        return switch (kind) {
            case "all", "any" -> new Group(false, kind.equals("any"), List.of(blank("event")));
            case "years" -> new Test(false, new OfYears(new Named("birthDate", one("gte", ""))));
            case "event" ->
                    new Test(
                            false,
                            new OfEvents("", List.of(), "P90D", one("gte", "1"), null, null));
            case "message" ->
                    new Test(
                            false,
                            new OfMessages(
                                    new LinkedHashMap<>(Map.of("status", "SENT")),
                                    "P30D",
                                    one("gte", "1")));
            case "consent" -> new Test(false, new OfConsent("EMAIL", "", "GRANTED"));
            case "segment" -> new Test(false, new OfSegment(""));
            case "stage" -> new Test(false, new OfStage(""));
            default -> new Test(false, new OfField(new Named("country", one("eq", ""))));
        };
    }

    private static List<Typed> one(String operator, String value) {
        return List.of(new Typed(operator, value, null));
    }

    private static Editing remove(Group root, List<Integer> place) {
        if (place.isEmpty()) {
            return new Editing(Node.everybody(), "");
        }
        var parent = place.subList(0, place.size() - 1);
        var index = place.getLast();
        var group = (Group) Node.at(root, parent);
        if (group == null) {
            return new Editing(root, "");
        }
        var parts = new ArrayList<>(group.parts());
        parts.remove((int) index);
        var next = new ArrayList<>(parent);
        if (parts.isEmpty()) {
            return new Editing(put(root, parent, group.with(parts)), "add:" + text(parent));
        }
        next.add(Math.min(index, parts.size() - 1));
        return new Editing(put(root, parent, group.with(parts)), text(next));
    }

    /** One step within its group; at its end, out of the group, beside it. */
    private static Editing move(Group root, List<Integer> place, int step, String button) {
        if (place.isEmpty()) {
            return new Editing(root, "");
        }
        var parent = place.subList(0, place.size() - 1);
        var index = place.getLast();
        if (!(Node.at(root, parent) instanceof Group group)) {
            return new Editing(root, "");
        }
        var parts = new ArrayList<>(group.parts());
        var to = index + step;
        if (to >= 0 && to < parts.size()) {
            Collections.swap(parts, index, to);
            var moved = new ArrayList<>(parent);
            moved.add(to);
            return new Editing(put(root, parent, group.with(parts)), button + ":" + text(moved));
        }
        return parent.isEmpty() ? new Editing(root, "") : out(root, parent, index, step, button);
    }

    private static Editing out(
            Group root, List<Integer> parent, int index, int step, String button) {
        var above = parent.subList(0, parent.size() - 1);
        if (!(Node.at(root, parent) instanceof Group group)
                || !(Node.at(root, above) instanceof Group outer)) {
            return new Editing(root, "");
        }
        var inner = new ArrayList<>(group.parts());
        var node = inner.remove(index);
        var parts = new ArrayList<>(outer.parts());
        parts.set(parent.getLast(), group.with(inner));
        var to = step < 0 ? parent.getLast() : parent.getLast() + 1;
        parts.add(to, node);
        if (inner.isEmpty()) {
            parts.remove(step < 0 ? to + 1 : to - 1);
        }
        var moved = new ArrayList<>(above);
        moved.add(inner.isEmpty() && step > 0 ? to - 1 : to);
        return new Editing(put(root, above, outer.with(parts)), button + ":" + text(moved));
    }

    private static Editing group(Group root, List<Integer> place) {
        var part = Node.at(root, place);
        if (part == null || place.isEmpty()) {
            return new Editing(root, "");
        }
        var inner = new ArrayList<>(place);
        inner.add(0);
        return new Editing(put(root, place, new Group(false, true, List.of(part))), text(inner));
    }

    private static Editing ungroup(Group root, List<Integer> place) {
        if (place.isEmpty() || !(Node.at(root, place) instanceof Group group) || group.negated()) {
            return new Editing(root, "");
        }
        var parent = place.subList(0, place.size() - 1);
        if (!(Node.at(root, parent) instanceof Group outer)) {
            return new Editing(root, "");
        }
        var parts = new ArrayList<>(outer.parts());
        parts.remove((int) place.getLast());
        parts.addAll(place.getLast(), group.parts());
        return new Editing(put(root, parent, outer.with(parts)), text(place));
    }

    private static Editing test(
            Group root, List<Integer> place, Function<Asked, Asked> change, String added) {
        var after =
                Node.replace(
                        root,
                        place,
                        node ->
                                node instanceof Test test
                                        ? test.with(change.apply(test.asked()))
                                        : node);
        return new Editing((Group) after, text(place) + (added.isEmpty() ? "" : ":" + added));
    }

    private static Asked more(Asked asked, String what) {
        return switch (asked) {
            case OfField(var field) -> new OfField(compared(field));
            case OfYears(var field) -> new OfYears(compared(field));
            case OfEvents events -> more(events, what);
            case OfMessages messages -> more(messages, what);
            case OfConsent _, OfSegment _, OfStage _ -> asked;
        };
    }

    private static Asked more(OfEvents events, String what) {
        var where = new ArrayList<>(events.where());
        if (what.equals("where")) {
            where.add(new Named("", one("eq", "")));
        } else if (index(what, "where", where.size()) instanceof Integer at) {
            where.set(at, compared(where.get(at)));
        }
        return new OfEvents(
                events.event(),
                where,
                events.within(),
                what.equals("count") ? with(events.count()) : events.count(),
                what.equals("sum")
                        ? compared(events.sum() == null ? new Named("", List.of()) : events.sum())
                        : events.sum(),
                what.equals("last") ? new Typed("olderThan", "P60D", null) : events.last());
    }

    private static Asked more(OfMessages messages, String what) {
        var pattern = new LinkedHashMap<>(messages.pattern());
        if (FormFields.PATTERN.contains(what)) {
            pattern.putIfAbsent(what, "");
        }
        return new OfMessages(
                pattern,
                messages.within(),
                what.equals("count") ? with(messages.count()) : messages.count());
    }

    private static Asked less(Asked asked, String what) {
        return switch (asked) {
            case OfField(var field) -> new OfField(uncompared(field, what));
            case OfYears(var field) -> new OfYears(uncompared(field, what));
            case OfEvents events -> less(events, what);
            case OfMessages(var pattern, var within, var count) -> {
                var fewer = new LinkedHashMap<>(pattern);
                fewer.remove(what);
                yield new OfMessages(fewer, within, fewer(count, what));
            }
            case OfConsent _, OfSegment _, OfStage _ -> asked;
        };
    }

    private static Asked less(OfEvents events, String what) {
        var where = new ArrayList<>(events.where());
        if (index(what, "where", where.size()) instanceof Integer at) {
            where.remove((int) at);
        }
        return new OfEvents(
                events.event(),
                where,
                events.within(),
                fewer(events.count(), what),
                what.equals("sum") ? null : events.sum(),
                what.equals("last") ? null : events.last());
    }

    private static @Nullable List<Typed> fewer(@Nullable List<Typed> count, String what) {
        if (count == null || what.equals("count")) {
            return null;
        }
        if (index(what, "count", count.size()) instanceof Integer at) {
            var fewer = new ArrayList<>(count);
            fewer.remove((int) at);
            return fewer.isEmpty() ? null : fewer;
        }
        return count;
    }

    private static Named uncompared(Named field, String what) {
        if (!(index(what, "is", field.comparisons().size()) instanceof Integer at)) {
            return field;
        }
        var fewer = new ArrayList<>(field.comparisons());
        fewer.remove((int) at);
        return new Named(field.name(), fewer);
    }

    private static Named compared(Named field) {
        return new Named(field.name(), with(field.comparisons()));
    }

    /** One comparison more, by the first operator that is not there yet. */
    private static List<Typed> with(@Nullable List<Typed> comparisons) {
        var all = new ArrayList<Typed>(comparisons == null ? List.of() : comparisons);
        for (var operator : List.of("gte", "lte", "eq", "ne", "gt", "lt")) {
            if (all.stream().noneMatch(typed -> typed.operator().equals(operator))) {
                all.add(new Typed(operator, "", null));
                return all;
            }
        }
        return all;
    }

    /** The index in {@code where.3}, where the list has one. */
    private static @Nullable Integer index(String what, String list, int size) {
        var number = what.startsWith(list + ".") ? what.substring(list.length() + 1) : "";
        if (!number.matches("\\d{1,4}")) {
            return null;
        }
        var index = Integer.valueOf(number);
        return index < size ? index : null;
    }

    private static Group put(Group root, List<Integer> place, Node node) {
        return (Group) Node.replace(root, place, _ -> node);
    }
}
