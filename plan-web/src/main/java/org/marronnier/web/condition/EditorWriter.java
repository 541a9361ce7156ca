package org.marronnier.web.condition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.marronnier.web.condition.ConditionEditor.Addition;
import org.marronnier.web.condition.ConditionEditor.Item;
import org.marronnier.web.condition.Node.Test;
import org.marronnier.web.shell.Option;

/** Writes an edited condition as groups of lines, each beside what is wrong with it. */
final class EditorWriter {

    private static final Map<String, String> KINDS = kinds();

    private final String prefix;
    private final Choices choices;
    private final Wording words;
    private final EditorNotes notes;

    EditorWriter(String prefix, Choices choices, Map<String, String> mistakes, Wording words) {
        this.prefix = prefix;
        this.choices = choices;
        this.words = words;
        this.notes = new EditorNotes(prefix, mistakes);
    }

    private static Map<String, String> kinds() {
        var kinds = new LinkedHashMap<String, String>();
        kinds.put("event", "bolt");
        kinds.put("field", "id");
        kinds.put("years", "cake");
        kinds.put("message", "mail");
        kinds.put("consent", "shield-check");
        kinds.put("segment", "users-group");
        kinds.put("stage", "stairs");
        kinds.put("all", "parentheses");
        return kinds;
    }

    ConditionEditor write(Node.Group root, String focus) {
        var alone = NodeWriter.single(root) != null;
        var group = group(root, prefix, "", prefix, alone, false);
        return new ConditionEditor(prefix, group, notes.lists(), focus);
    }

    /**
     * @param path where the group stands in the document
     * @param alone whether the document holds its only part in its place
     */
    private ConditionEditor.Group group(
            Node.Group group,
            String name,
            String place,
            String path,
            boolean alone,
            boolean mayUngroup) {
        var own = group.negated() ? path + ".not" : path;
        var list = own + (group.any() ? ".any" : ".all");
        var items = new ArrayList<Item>();
        for (var i = 0; i < group.parts().size(); i++) {
            items.add(
                    item(
                            group.parts().get(i),
                            name + ".parts[" + i + "]",
                            place.isEmpty() ? "" + i : place + "." + i,
                            alone ? path : list + "[" + i + "]"));
        }
        var kind =
                new Token.Choice(
                        name + ".kind",
                        words.say("condition.edit.kind"),
                        group.any() ? "any" : "all",
                        List.of(
                                new Option("all", words.say("condition.edit.all")),
                                new Option("any", words.say("condition.edit.any"))),
                        true,
                        null);
        return new ConditionEditor.Group(
                name,
                place,
                kind,
                place.isEmpty() ? null : Controls.sign(name, group.negated(), words),
                items,
                additions(place),
                mayUngroup && !group.negated(),
                alone ? null : notes.firstOf(own, list));
    }

    private Item item(Node node, String name, String place, String path) {
        return switch (node) {
            case Node.Group group -> group(group, name, place, path, false, true);
            case Test test ->
                    new LineWriter(test, name, place, path, choices, notes, words).write();
        };
    }

    private List<Addition> additions(String place) {
        return KINDS.entrySet().stream()
                .map(
                        kind ->
                                new Addition(
                                        "add:" + place + ":" + kind.getKey(),
                                        words.say("condition.edit.add." + kind.getKey()),
                                        kind.getValue()))
                .toList();
    }
}
