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
import org.marronnier.web.shell.Sayings;
import org.springframework.stereotype.Component;

/** Says what became of placing a campaign. */
@Component
final class PlacingSentences {

    private final Figures figures;
    private final MistakeSentences mistakes;
    private final Sayings sayings;

    PlacingSentences(Figures figures, MistakeSentences mistakes, Sayings sayings) {
        this.figures = figures;
        this.mistakes = mistakes;
        this.sayings = sayings;
    }

    String of(Placing outcome, @Nullable String deed, @Nullable String to, Locale locale) {
        return switch (outcome) {
            case Placing.Placed placed -> placed(placed, deed, to, locale);
            case Placing.Meanwhile(var by, var at) -> meanwhile(by, at, locale);
            case Placing.Refused(var made) -> refused(made, locale);
            case Placing.Stopped(var key, var facts) ->
                    sayings.say(key, locale, facts.stream().map(this::fact).toArray());
            case Placing.Unknown() -> sayings.say("placing.unknown", locale);
        };
    }

    /** The name of a copy. */
    String copyOf(String name, Locale locale) {
        return sayings.say("placing.copy.of", locale, name);
    }

    private String placed(
            Placing.Placed placed, @Nullable String deed, @Nullable String to, Locale locale) {
        if (placed.changes().isEmpty()) {
            return sayings.say("placing.same", locale, placed.name());
        }
        if (placed.prepared()) {
            return sayings.say("placing.prepared", locale, placed.name());
        }
        return switch (deed == null ? "move" : deed) {
            case "stretch" -> sayings.say("placing.stretched", locale, placed.name());
            case "omit" -> sayings.say("placing.omitted", locale, placed.name());
            case "end" -> sayings.say("placing.shortened", locale, placed.name());
            case "copy" -> sayings.say("placing.copied", locale, placed.name(), day(to));
            case "undo" -> sayings.say("placing.undone", locale, placed.name());
            case "create" -> sayings.say("placing.created", locale, placed.name());
            default -> sayings.say("placing.moved", locale, placed.name(), day(to));
        };
    }

    private String meanwhile(@Nullable String by, @Nullable Instant at, Locale locale) {
        return by == null || at == null
                ? sayings.say("placing.meanwhile", locale)
                : sayings.say("placing.meanwhile.by", locale, by, figures.dateTime(at));
    }

    private String refused(List<Mistake> made, Locale locale) {
        return sayings.say(
                "placing.refused",
                locale,
                made.stream()
                        .limit(3)
                        .map(
                                mistake ->
                                        sayings.say(
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
}
