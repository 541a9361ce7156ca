package org.marronnier.domain.audience;

/** What an audience is counted for. */
public sealed interface AudienceSubject {

    /** The target of a campaign; everybody where it has none. */
    record Campaign(String key) implements AudienceSubject {}

    /** A segment of the plan. */
    record Segment(String key) implements AudienceSubject {}

    /** The subject as one text, such as {@code campaign:soldes}. */
    default String text() {
        return switch (this) {
            case Campaign(var key) -> "campaign:" + key;
            case Segment(var key) -> "segment:" + key;
        };
    }

    /**
     * Reads what {@link #text()} wrote.
     *
     * @throws IllegalArgumentException when the text is none of that
     */
    static AudienceSubject parse(String text) {
        var colon = text.indexOf(':');
        return switch (colon < 0 ? "" : text.substring(0, colon)) {
            case "campaign" -> new Campaign(text.substring(colon + 1));
            case "segment" -> new Segment(text.substring(colon + 1));
            default ->
                    throw new IllegalArgumentException(
                            "\"%s\" is not the subject of an audience, such as segment:vip."
                                    .formatted(text));
        };
    }
}
