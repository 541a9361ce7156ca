package org.marronnier.engine.scenario;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a step stands among those of its scenario: its number in its list, counted from 0, behind
 * the path of the branch or split that the list belongs to and the way there: {@code 2}, {@code
 * 3.then.0}, {@code 3.else.1}, {@code 4.1.0} for way 1 of a split.
 */
public record StepPath(String text) {

    static final String THEN = "then";
    static final String ELSE = "else";

    private static final String NUMBER = "(0|[1-9][0-9]{0,8})";
    private static final Pattern PATTERN =
            Pattern.compile(NUMBER + "([.](then|else|" + NUMBER + ")[.]" + NUMBER + ")*");

    /** The first step of a scenario. */
    public static final StepPath FIRST = new StepPath("0");

    public StepPath {
        if (!PATTERN.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is no path of a step, such as 3 or 3.then.0.".formatted(text));
        }
    }

    /** Its number in its list. */
    public int index() {
        return Integer.parseInt(text.substring(text.lastIndexOf('.') + 1));
    }

    /** The branch or split that it stands in; empty for a step of the scenario itself. */
    public Optional<StepPath> parent() {
        var way = endOfParent();
        return way < 0 ? Optional.empty() : Optional.of(new StepPath(text.substring(0, way)));
    }

    /**
     * The way that it stands on in its branch or split: {@code then}, {@code else} or a number;
     * empty for a step of the scenario itself.
     */
    public Optional<String> way() {
        var way = endOfParent();
        return way < 0
                ? Optional.empty()
                : Optional.of(text.substring(way + 1, text.lastIndexOf('.')));
    }

    /** How many branches and splits it stands in. */
    public int depth() {
        return (int) text.chars().filter(sign -> sign == '.').count() / 2;
    }

    /** The next place in the same list. */
    StepPath next() {
        return new StepPath(text.substring(0, text.lastIndexOf('.') + 1) + (index() + 1));
    }

    /** The first place on a way of the branch or split that stands here. */
    StepPath into(String way) {
        return new StepPath(text + "." + way + ".0");
    }

    private int endOfParent() {
        var last = text.lastIndexOf('.');
        return last < 0 ? -1 : text.lastIndexOf('.', last - 1);
    }

    @Override
    public String toString() {
        return text;
    }
}
