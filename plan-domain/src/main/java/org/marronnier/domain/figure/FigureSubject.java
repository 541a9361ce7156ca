package org.marronnier.domain.figure;

import org.marronnier.domain.computing.Subject;

/** What a figure of a plan is computed for. */
public sealed interface FigureSubject extends Subject {

    /** The messages that left because of the plan, by source, channel and type. */
    record Volumes() implements FigureSubject {}

    /** How many contacts each segment holds, and how many two of them share. */
    record Overlaps() implements FigureSubject {}

    /** The value of an objective's KPI, over the objective's segment or stage. */
    record Progress(String objective) implements FigureSubject {}

    /** How many contacts would have entered a scenario lately. */
    record Entries(String programme, String scenario) implements FigureSubject {}

    /** What the rules of the plan did lately. */
    record Effects() implements FigureSubject {}

    /** Where the contacts of a campaign would stand at its next occurrence. */
    record Forecast(String campaign) implements FigureSubject {}

    @Override
    default String text() {
        return switch (this) {
            case Volumes _ -> "volumes";
            case Overlaps _ -> "overlaps";
            case Effects _ -> "effects";
            case Forecast(var campaign) -> "forecast:" + campaign;
            case Progress(var objective) -> "progress:" + objective;
            case Entries(var programme, var scenario) -> "entries:" + programme + "/" + scenario;
        };
    }

    /**
     * Reads what {@link #text()} wrote.
     *
     * @throws IllegalArgumentException when the text is none of that
     */
    static FigureSubject parse(String text) {
        var colon = text.indexOf(':');
        var kind = colon < 0 ? text : text.substring(0, colon);
        var key = text.substring(colon + 1);
        var slash = key.indexOf('/');
        return switch (kind) {
            case "volumes" -> new Volumes();
            case "overlaps" -> new Overlaps();
            case "effects" -> new Effects();
            case "forecast" -> new Forecast(key);
            case "progress" -> new Progress(key);
            case String entries when entries.equals("entries") && slash > 0 ->
                    new Entries(key.substring(0, slash), key.substring(slash + 1));
            default ->
                    throw new IllegalArgumentException(
                            "\"%s\" is not the subject of a figure, such as progress:repeat."
                                    .formatted(text));
        };
    }
}
