package org.marronnier.web.condition;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.web.shell.Option;

/** A piece of a test as it is edited: words to read, or one value to change in place. */
public sealed interface Token {

    /** What a template tells tokens apart by. */
    default String shape() {
        return switch (this) {
            case Words _ -> "words";
            case Choice _ -> "choice";
            case Entry _ -> "entry";
            case Hidden _ -> "hidden";
            case Press _ -> "press";
        };
    }

    /** Words between the values. */
    record Words(String text) implements Token {}

    /**
     * A value out of a list.
     *
     * @param reloads whether the test has other values after another choice
     * @param mistake what is wrong with it, or null
     */
    record Choice(
            String name,
            String label,
            String value,
            List<Option> options,
            boolean reloads,
            @Nullable String mistake)
            implements Token {
        public Choice {
            options = List.copyOf(options);
        }

        public String id() {
            return Token.id(name);
        }
    }

    /**
     * A value that is typed.
     *
     * @param type of the input: text, number (typed as text) or date
     * @param list the id of the list of what is offered; null for none
     */
    record Entry(
            String name,
            String label,
            String value,
            String type,
            @Nullable String list,
            @Nullable String mistake)
            implements Token {

        public String id() {
            return Token.id(name);
        }

        /** About so many characters are shown. */
        public int size() {
            return Math.clamp(value.length() + 1L, type.equals("number") ? 4 : 8, 32);
        }
    }

    /** A value that is kept and not shown. */
    record Hidden(String name, String value) implements Token {}

    /** A button that takes something away where it stands. */
    record Press(String press, String label) implements Token {}

    /** The id of the control of a name. */
    static String id(String name) {
        return "c-" + name.replaceAll("[^A-Za-z0-9]+", "-");
    }
}
