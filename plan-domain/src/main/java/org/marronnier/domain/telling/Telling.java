package org.marronnier.domain.telling;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is told of a mistake: phrases with their facts, so that each language can say them.
 *
 * @param facts what stands in the places of the phrase: texts of the document, numbers, dates,
 *     tellings, or lists of these
 * @param more what is told after it
 */
public record Telling(Phrase phrase, List<Object> facts, List<Telling> more) {

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)(\\^?)}");

    public Telling {
        facts = List.copyOf(facts);
        more = List.copyOf(more);
    }

    /** The same, with something told after it. */
    public Telling then(List<Telling> after) {
        var all = new ArrayList<>(more);
        all.addAll(after);
        return new Telling(phrase, facts, all);
    }

    /** Several alternatives, such as {@code all, any or not}. */
    public static Object anyOf(List<String> names) {
        return names.size() < 2
                ? String.join("", names)
                : Phrase.OR.with(names.subList(0, names.size() - 1), names.getLast());
    }

    /** In plain English. */
    public String english() {
        return say(Phrase::english);
    }

    /** The same in the language whose phrases are given; facts as the document has them. */
    public String say(Function<Phrase, String> words) {
        return say(words, Object::toString);
    }

    /**
     * In the language whose phrases are given, each with the places of the English one.
     *
     * @param said what a fact is called in that language
     */
    public String say(Function<Phrase, String> words, Function<Object, String> said) {
        var own =
                PLACE.matcher(words.apply(phrase))
                        .replaceAll(place -> Matcher.quoteReplacement(fact(place, words, said)));
        return more.isEmpty()
                ? own
                : own
                        + " "
                        + more.stream()
                                .map(telling -> telling.say(words, said))
                                .collect(Collectors.joining(" "));
    }

    private String fact(
            MatchResult place, Function<Phrase, String> words, Function<Object, String> said) {
        var text = text(facts.get(Integer.parseInt(place.group(1))), words, said);
        return place.group(2).isEmpty() || text.isEmpty()
                ? text
                : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String text(
            Object fact, Function<Phrase, String> words, Function<Object, String> said) {
        return switch (fact) {
            case Telling telling -> telling.say(words, said);
            case List<?> all ->
                    all.stream()
                            .map(one -> text(one, words, said))
                            .collect(Collectors.joining(", "));
            default -> said.apply(fact);
        };
    }
}
