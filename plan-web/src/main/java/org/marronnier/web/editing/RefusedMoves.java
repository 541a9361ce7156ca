package org.marronnier.web.editing;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.marronnier.domain.document.Mistake;
import org.marronnier.domain.lifecycle.Refusal;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Why an item cannot move on, in the language of the page. */
@Component
public final class RefusedMoves {

    private final MessageSource messages;
    private final Differences differences;

    RefusedMoves(MessageSource messages, Differences differences) {
        this.messages = messages;
        this.differences = differences;
    }

    /** All reasons in one text. */
    public String text(List<Refusal> refusals) {
        return refusals.stream().map(this::why).distinct().collect(Collectors.joining(" "));
    }

    /** What is missing or wrong in it, with its place in the item. */
    public List<Mistake> lacks(List<Refusal> refusals) {
        return refusals.stream()
                .filter(Refusal.NotWhole.class::isInstance)
                .map(Refusal.NotWhole.class::cast)
                .map(lack -> new Mistake(lack.path(), lack.telling()))
                .toList();
    }

    private String why(Refusal refusal) {
        return switch (refusal) {
            case Refusal.WrongStatus(var is, var _) ->
                    say("refusal.status", say("status." + is.name().toLowerCase(Locale.ROOT)));
            case Refusal.NotWhole _ -> say("refusal.whole");
            case Refusal.NoReason _ -> say("refusal.reason");
            case Refusal.NotYours _ -> say("refusal.not-yours");
            case Refusal.ChangedMeanwhile(var by, var at) ->
                    say(
                            "refusal.changed",
                            by == null ? "–" : differences.person(by),
                            differences.when(at));
            case Refusal.Unknown(var key) -> say("refusal.unknown", key);
        };
    }

    private String say(String key, String... facts) {
        return messages.getMessage(
                key, facts.length == 0 ? null : facts, LocaleContextHolder.getLocale());
    }
}
