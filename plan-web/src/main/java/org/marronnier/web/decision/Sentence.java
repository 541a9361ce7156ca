package org.marronnier.web.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marronnier.web.shell.Saying;

/** A sentence whose parts may lead to the things that it names. Mostly without a full stop. */
public record Sentence(List<Part> parts) {

    /** A stretch of a sentence, and where it leads. */
    public record Part(String text, @Nullable String href) {}

    private static final char OPEN = '\uE000';
    private static final char CLOSE = '\uE001';

    public Sentence {
        parts = List.copyOf(parts);
    }

    public static Sentence of(String text) {
        return new Sentence(List.of(new Part(text, null)));
    }

    /** The whole as plain text. */
    public String text() {
        return parts.stream().map(Part::text).collect(Collectors.joining());
    }

    /** Whether it has a full stop of its own, as sentences of pages do. */
    public boolean ends() {
        return text().endsWith(".");
    }

    /**
     * The message of a key, whose facts may be sentences, parts, or anything that has a text.
     *
     * @throws org.springframework.context.NoSuchMessageException where there is none
     */
    static Sentence say(Saying saying, String key, Object... facts) {
        var linked = new ArrayList<List<Part>>();
        var marked = new Object[facts.length];
        for (var i = 0; i < facts.length; i++) {
            switch (facts[i]) {
                case Part part -> {
                    marked[i] = "" + OPEN + linked.size() + CLOSE;
                    linked.add(List.of(part));
                }
                case Sentence sentence -> {
                    marked[i] = "" + OPEN + linked.size() + CLOSE;
                    linked.add(sentence.parts);
                }
                default -> marked[i] = facts[i].toString();
            }
        }
        return new Sentence(parts(saying.say(key, marked), linked));
    }

    /** Some sentences as one. */
    static Sentence join(List<Sentence> sentences, String between) {
        var parts = new ArrayList<Part>();
        for (var sentence : sentences) {
            if (!parts.isEmpty()) {
                parts.add(new Part(between, null));
            }
            parts.addAll(sentence.parts);
        }
        return new Sentence(parts);
    }

    private static List<Part> parts(String text, List<List<Part>> linked) {
        var parts = new ArrayList<Part>();
        var from = 0;
        for (var open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, from)) {
            var close = text.indexOf(CLOSE, open);
            if (open > from) {
                parts.add(new Part(text.substring(from, open), null));
            }
            parts.addAll(linked.get(Integer.parseInt(text.substring(open + 1, close))));
            from = close + 1;
        }
        if (from < text.length()) {
            parts.add(new Part(text.substring(from), null));
        }
        return parts;
    }
}
