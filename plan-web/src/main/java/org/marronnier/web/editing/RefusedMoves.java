package org.marronnier.web.editing;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.marronnier.domain.document.Mistake;
import org.marronnier.domain.lifecycle.Refusal;
import org.marronnier.web.shell.Sayings;
import org.springframework.stereotype.Component;

/** Why an item cannot move on, in the language of the page. */
@Component
public final class RefusedMoves {

    private final Sayings sayings;
    private final Differences differences;

    RefusedMoves(Sayings sayings, Differences differences) {
        this.sayings = sayings;
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
                    sayings.say(
                            "refusal.status",
                            sayings.say("status." + is.name().toLowerCase(Locale.ROOT)));
            case Refusal.NotWhole _ -> sayings.say("refusal.whole");
            case Refusal.NoReason _ -> sayings.say("refusal.reason");
            case Refusal.NotYours _ -> sayings.say("refusal.not-yours");
            case Refusal.ChangedMeanwhile(var by, var at) ->
                    sayings.say(
                            "refusal.changed",
                            by == null ? "–" : differences.person(by),
                            differences.when(at));
            case Refusal.Unknown(var key) -> sayings.say("refusal.unknown", key);
        };
    }
}
