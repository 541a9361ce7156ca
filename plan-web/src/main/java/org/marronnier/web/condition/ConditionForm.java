package org.marronnier.web.condition;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.SeenFacts.Seen;
import org.marronnier.web.condition.Node.Group;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * What a form says of a condition: the fields of the editor with a prefix, such as {@code when}.
 *
 * <p>A form whose {@link #presses} was sent by a button of the editor, without a script: its page
 * is shown again with the condition changed, and nothing is kept.
 */
public final class ConditionForm {

    private final String prefix;
    private final Group root;
    private final String focus;
    private final boolean presses;
    private final boolean there;
    private final Seen seen;

    private ConditionForm(
            String prefix, Group root, String focus, boolean presses, boolean there, Seen seen) {
        this.prefix = prefix;
        this.root = root;
        this.focus = focus;
        this.presses = presses;
        this.there = there;
        this.seen = seen;
    }

    static ConditionForm of(MultiValueMap<String, String> fields, String prefix, Seen seen) {
        var typed = new FormFields(fields).root(prefix);
        var press = fields.getFirst(prefix + ".press");
        var edited = press == null ? new Editing(typed, "") : Editing.of(typed, press);
        return new ConditionForm(
                prefix,
                edited.root(),
                edited.focus(),
                press != null,
                fields.containsKey(prefix + ".kind"),
                seen);
    }

    /** Whether the form had the editor at all. */
    public boolean isThere() {
        return there;
    }

    /** Whether a button of the editor sent the form. */
    public boolean presses() {
        return presses;
    }

    /** Whether nothing is asked, so that everybody is meant. */
    public boolean isEverybody() {
        return root.parts().isEmpty() && !root.any();
    }

    /** The tree of the document, with whatever blanks and mistakes it has. */
    public Map<String, Object> tree() {
        return new NodeWriter(seen).root(root);
    }

    String prefix() {
        return prefix;
    }

    Group root() {
        return root;
    }

    String focus() {
        return focus;
    }

    /** The fields of a form that are not the editor's. */
    public static MultiValueMap<String, String> without(
            MultiValueMap<String, String> fields, String prefix) {
        var rest = new LinkedMultiValueMap<String, String>();
        fields.forEach(
                (name, values) -> {
                    if (!isOf(name, prefix)) {
                        rest.put(name, values);
                    }
                });
        return rest;
    }

    private static boolean isOf(@Nullable String name, String prefix) {
        return name != null && name.startsWith(prefix + ".");
    }
}
