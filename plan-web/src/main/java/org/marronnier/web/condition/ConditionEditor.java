package org.marronnier.web.condition;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.web.shell.Option;

/**
 * A condition as a form shows it.
 *
 * @param prefix the name that its fields begin with
 * @param lists what is offered where names are typed, by the id of each list
 * @param focus the control or place where the user goes on after a press; empty at first
 */
public record ConditionEditor(
        String prefix, Group root, Map<String, List<Option>> lists, String focus) {

    /** The name of the buttons that change the shape of the condition. */
    public String button() {
        return prefix + ".press";
    }

    /** A part of a group. */
    public sealed interface Item {

        /** Whether this is a group within the group. */
        default boolean isGroup() {
            return this instanceof Group;
        }
    }

    /** A button of the menu of a part. */
    public record Addition(String press, String label, String icon) {}

    /**
     * @param name what its fields begin with
     * @param place its place, as presses name it
     * @param kind how its parts are joined
     * @param sign whether it must hold or not; null for the root
     * @param mistake what is wrong with the group itself
     */
    public record Group(
            String name,
            String place,
            Token kind,
            @Nullable Token sign,
            List<Item> items,
            List<Addition> additions,
            boolean mayUngroup,
            @Nullable String mistake)
            implements Item {
        public Group {
            items = List.copyOf(items);
            additions = List.copyOf(additions);
        }
    }

    /**
     * @param kind the name of its kind, which its form carries
     * @param additions what can still be asked of it
     */
    public record Line(
            String name,
            String place,
            String kind,
            List<Token> tokens,
            List<Addition> additions,
            @Nullable String mistake)
            implements Item {
        public Line {
            tokens = List.copyOf(tokens);
            additions = List.copyOf(additions);
        }
    }
}
