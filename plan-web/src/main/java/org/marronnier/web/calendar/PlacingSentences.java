package org.marronnier.web.calendar;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.Mistake;
import org.marronnier.web.mistake.MistakeSentences;
import org.marronnier.web.shell.Figures;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says what became of placing a campaign. */
@Component
final class PlacingSentences {

    private final Figures figures;
    private final MistakeSentences mistakes;
    private final MessageSource messages;

    PlacingSentences(Figures figures, MistakeSentences mistakes, MessageSource messages) {
        this.figures = figures;
        this.mistakes = mistakes;
        this.messages = messages;
    }

    String of(Placing outcome, @Nullable String deed, @Nullable String to, Locale locale) {
        return switch (outcome) {
            case Placing.Placed placed -> placed(placed, deed, to, locale);
            case Placing.Meanwhile(var by, var at) -> meanwhile(by, at, locale);
            case Placing.Refused(var made) -> refused(made, locale);
            case Placing.Stopped(var key, var facts) ->
                    say(key, locale, facts.stream().map(this::fact).toArray(String[]::new));
            case Placing.Unknown() -> say("placing.unknown", locale);
        };
    }

    /** The name of a copy. */
    String copyOf(String name, Locale locale) {
        return say("placing.copy.of", locale, name);
    }

    private String placed(
            Placing.Placed placed, @Nullable String deed, @Nullable String to, Locale locale) {
        if (placed.changes().isEmpty()) {
            return say("placing.same", locale, placed.name());
        }
        if (placed.prepared()) {
            return say("placing.prepared", locale, placed.name());
        }
        return switch (deed == null ? "move" : deed) {
            case "stretch" -> say("placing.stretched", locale, placed.name());
            case "omit" -> say("placing.omitted", locale, placed.name());
            case "end" -> say("placing.shortened", locale, placed.name());
            case "copy" -> say("placing.copied", locale, placed.name(), day(to));
            case "undo" -> say("placing.undone", locale, placed.name());
            case "create" -> say("placing.created", locale, placed.name());
            default -> say("placing.moved", locale, placed.name(), day(to));
        };
    }

    private String meanwhile(@Nullable String by, @Nullable Instant at, Locale locale) {
        return by == null || at == null
                ? say("placing.meanwhile", locale)
                : say("placing.meanwhile.by", locale, by, figures.dateTime(at));
    }

    private String refused(List<Mistake> made, Locale locale) {
        return say(
                "placing.refused",
                locale,
                made.stream()
                        .limit(3)
                        .map(
                                mistake ->
                                        say(
                                                "placing.mistake",
                                                locale,
                                                mistake.path(),
                                                mistakes.say(mistake.telling(), locale)))
                        .collect(Collectors.joining(" ")));
    }

    private String fact(String fact) {
        try {
            return figures.date(LocalDate.parse(fact));
        } catch (DateTimeException _) {
            return fact;
        }
    }

    private String day(@Nullable String to) {
        if (to == null || to.length() < "2027-01-31".length()) {
            return "";
        }
        return fact(to.substring(0, "2027-01-31".length()));
    }

    private String say(String key, Locale locale, String... facts) {
        return messages.getMessage(key, facts.length == 0 ? null : facts, locale);
    }
}
