package org.marronnier.web.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.Mistake;
import org.marronnier.domain.telling.Phrase;
import org.marronnier.domain.telling.Telling;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads YAML or JSON text as a tree, token by token: a plain value is a number only where it is one
 * in JSON too, so that {@code 20:00}, {@code 2027-01-31}, {@code no} and {@code 007} are texts.
 * Anchors and aliases are refused, and with them whatever could be built of them.
 */
final class TreeText {

    /** What reading gave. */
    sealed interface Answer {}

    /** A tree; where a name stood twice, the first is kept and the second is a mistake. */
    record Tree(@Nullable Object root, List<Mistake> mistakes) implements Answer {}

    /** The text has no tree. */
    record Unreadable(List<Mistake> mistakes) implements Answer {}

    /** How deep a text may be nested. */
    static final int DEEPEST = 200;

    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,4})?");
    private static final int LONGEST_NUMBER = 100;

    private final JsonParser parser;
    private final List<Mistake> mistakes = new ArrayList<>();

    private TreeText(JsonParser parser) {
        this.parser = parser;
    }

    static Answer read(String text, TextFormat format) {
        var clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try (var parser = format.mapper().createParser(new WholeCharacters(clean))) {
            return new TreeText(parser).all();
        } catch (JacksonException e) {
            return unreadable(
                    e.getLocation(),
                    Phrase.UNREADABLE.with(format, firstLine(e.getOriginalMessage())));
        } catch (Refusal e) {
            return unreadable(e.at, e.telling);
        }
    }

    private Answer all() {
        if (parser.nextToken() == null) {
            return new Tree(null, List.of());
        }
        var root = value(0, "");
        if (parser.nextToken() != null) {
            throw new Refusal(parser, Phrase.SECOND_DOCUMENT.with());
        }
        return new Tree(root, List.copyOf(mistakes));
    }

    private @Nullable Object value(int depth, String path) {
        if (depth > DEEPEST) {
            throw new Refusal(parser, Phrase.TOO_DEEP.with(DEEPEST));
        }
        if (parser instanceof YAMLParser yaml
                && (yaml.isCurrentAlias() || yaml.getObjectId() != null)) {
            throw new Refusal(parser, Phrase.ANCHORS.with());
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(depth, path);
            case START_ARRAY -> list(depth, path);
            case VALUE_STRING -> parser.getString();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString());
            default -> throw new Refusal(parser, Phrase.VALUE_MISSING.with());
        };
    }

    private static Object number(String text) {
        return text.length() <= LONGEST_NUMBER && NUMBER.matcher(text).matches()
                ? new java.math.BigDecimal(text)
                : text;
    }

    private Map<String, @Nullable Object> object(int depth, String path) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = String.valueOf(parser.currentName());
            var at = parser.currentTokenLocation();
            var below = path.isEmpty() ? name : path + "." + name;
            parser.nextToken();
            var value = value(depth + 1, below);
            if (map.containsKey(name)) {
                mistakes.add(new Mistake(below, placed(at, Phrase.FIELD_TWICE.with(name))));
            } else {
                map.put(name, value);
            }
        }
        return map;
    }

    private List<@Nullable Object> list(int depth, String path) {
        var list = new ArrayList<@Nullable Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(depth + 1, path + "[" + list.size() + "]"));
        }
        return list;
    }

    private static Answer unreadable(@Nullable TokenStreamLocation at, Telling telling) {
        var placed = at == null || at.getLineNr() < 1 ? telling : placed(at, telling);
        return new Unreadable(List.of(new Mistake("", placed)));
    }

    private static Telling placed(TokenStreamLocation at, Telling telling) {
        return Phrase.AT_LINE.with(at.getLineNr(), at.getColumnNr(), telling);
    }

    private static String firstLine(@Nullable String message) {
        var line = String.valueOf(message).lines().findFirst().orElse("").strip();
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }

    /** The text stops being a tree here. */
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient @Nullable TokenStreamLocation at;
        private final transient Telling telling;

        Refusal(JsonParser parser, Telling telling) {
            super(telling.english(), null, false, false);
            this.at = parser.currentTokenLocation();
            this.telling = telling;
        }
    }
}
