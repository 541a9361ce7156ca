package org.marronnier.web.editing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.approval.Approval;
import org.marronnier.domain.document.Difference;
import org.marronnier.domain.document.Mistake;
import org.marronnier.domain.user.User;
import org.marronnier.domain.user.Users;
import org.marronnier.web.mistake.MistakeSentences;
import org.marronnier.web.shell.Figures;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What changed, by whom and when, in the language of the page. */
@Component
public final class Differences {

    private static final int LONGEST = 240;

    private final MessageSource messages;
    private final MistakeSentences sentences;
    private final Users users;
    private final Figures figures;

    Differences(MessageSource messages, MistakeSentences sentences, Users users, Figures figures) {
        this.messages = messages;
        this.sentences = sentences;
        this.users = users;
        this.figures = figures;
    }

    /** One field that changed; a value is empty where there was none. */
    public record Line(String field, String before, String after) {}

    public List<Line> lines(List<Difference> differences) {
        return differences.stream()
                .map(
                        difference ->
                                new Line(
                                        field(difference.path()),
                                        text(difference.before()),
                                        text(difference.after())))
                .toList();
    }

    /** One thing that is wrong, and where. */
    public record Wrong(String field, String text) {}

    public List<Wrong> mistakes(List<Mistake> mistakes) {
        return mistakes.stream()
                .map(mistake -> new Wrong(field(mistake.path()), sentences.say(mistake.telling())))
                .toList();
    }

    /** The full name of a user, where it is still known. */
    public String person(String name) {
        return name.equals(Approval.SYSTEM)
                ? messages.getMessage("change.by-system", null, LocaleContextHolder.getLocale())
                : users.named(name).map(User::fullName).orElse(name);
    }

    public String when(Instant at) {
        return figures.dateTime(at);
    }

    /** The words for a field, such as {@code steps[1].send.template}. */
    private String field(String path) {
        var words =
                List.of(path.split("\\.")).stream()
                        .map(this::step)
                        .collect(Collectors.joining(" › "));
        return words.isEmpty() ? path : words;
    }

    private String step(String step) {
        var bracket = step.indexOf('[');
        var name = bracket < 0 ? step : step.substring(0, bracket);
        var word =
                messages.getMessage("field." + name, null, name, LocaleContextHolder.getLocale());
        if (bracket < 0) {
            return word == null ? name : word;
        }
        var index = step.substring(bracket + 1, step.indexOf(']'));
        return word + " " + (Integer.parseInt(index) + 1);
    }

    private static String text(@Nullable Object value) {
        var text =
                switch (value) {
                    case null -> "";
                    case Map<?, ?> map ->
                            map.entrySet().stream()
                                    .map(entry -> entry.getKey() + ": " + text(entry.getValue()))
                                    .collect(Collectors.joining(", "));
                    case List<?> list ->
                            list.stream().map(Differences::text).collect(Collectors.joining(", "));
                    default -> value.toString();
                };
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
