package org.marronnier.domain.audience;

import org.marronnier.domain.computing.Subject;

/** What an audience is counted for. */
public sealed interface AudienceSubject extends Subject {

    /** The target of a campaign; everybody where it has none. */
    record Campaign(String key) implements AudienceSubject {}

    /** A segment of the plan. */
    record Segment(String key) implements AudienceSubject {}

    /** The contacts at a stage of the plan. */
    record Stage(String key) implements AudienceSubject {}

    /** The target of a scenario together with that of its programme. */
    record Scenario(String programme, String key) implements AudienceSubject {}

    @Override
    default String text() {
        return switch (this) {
            case Campaign(var key) -> "campaign:" + key;
            case Segment(var key) -> "segment:" + key;
            case Stage(var key) -> "stage:" + key;
            case Scenario(var programme, var key) -> "scenario:" + programme + "/" + key;
        };
    }

    /**
     * Reads what {@link #text()} wrote.
     *
     * @throws IllegalArgumentException when the text is none of that
     */
    static AudienceSubject parse(String text) {
        var colon = text.indexOf(':');
        var key = text.substring(colon + 1);
        var slash = key.indexOf('/');
        return switch (colon < 0 ? "" : text.substring(0, colon)) {
            case "campaign" -> new Campaign(key);
            case "segment" -> new Segment(key);
            case "stage" -> new Stage(key);
            case String kind when kind.equals("scenario") && slash > 0 ->
                    new Scenario(key.substring(0, slash), key.substring(slash + 1));
            default ->
                    throw new IllegalArgumentException(
                            "\"%s\" is not the subject of an audience, such as segment:vip."
                                    .formatted(text));
        };
    }
}
