package org.marronnier.web.condition;

import java.util.List;
import java.util.Locale;
import org.marronnier.domain.condition.Condition;
import org.marronnier.engine.condition.Verdict;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What a condition says of one contact, in sentences: each test by itself, groups around them. */
@Component
public final class VerdictSentences {

    private final ConditionSentences sentences;
    private final MessageSource messages;

    VerdictSentences(ConditionSentences sentences, MessageSource messages) {
        this.sentences = sentences;
        this.messages = messages;
    }

    /**
     * The whole verdict as one line with those of its parts. A group of one is that one; a segment
     * and a stage stand over what they mean.
     */
    public VerdictLine of(Verdict verdict, Names names, Locale locale) {
        var parts = verdict.parts();
        return switch (verdict.condition()) {
            case Condition.All _, Condition.Any _ when parts.size() == 1 ->
                    of(parts.getFirst(), names, locale);
            case Condition.All _ when parts.size() > 1 ->
                    group("condition.verdict.all", verdict, parts, names, locale);
            case Condition.Any _ when parts.size() > 1 ->
                    group("condition.verdict.any", verdict, parts, names, locale);
            case Condition.Not _ when isGroup(parts.getFirst()) ->
                    group("condition.verdict.not", verdict, parts, names, locale);
            case Condition.InSegment _, Condition.InStage _ ->
                    new VerdictLine(
                            verdict.holds(),
                            sentence(verdict, names, locale),
                            lines(unfolded(parts.getFirst()), names, locale));
            case Condition.All _,
                    Condition.Any _,
                    Condition.Not _,
                    Condition.Attribute _,
                    Condition.YearsSince _,
                    Condition.Events _,
                    Condition.Messages _,
                    Condition.Consent _ ->
                    new VerdictLine(verdict.holds(), sentence(verdict, names, locale), List.of());
        };
    }

    private VerdictLine group(
            String key, Verdict verdict, List<Verdict> parts, Names names, Locale locale) {
        return new VerdictLine(
                verdict.holds(),
                Sentence.read(messages.getMessage(key, null, locale)),
                lines(parts, names, locale));
    }

    private List<VerdictLine> lines(List<Verdict> verdicts, Names names, Locale locale) {
        return verdicts.stream().map(one -> of(one, names, locale)).toList();
    }

    private Sentence sentence(Verdict verdict, Names names, Locale locale) {
        return sentences.of(verdict.condition(), names, locale);
    }

    /** The parts of what must hold all together, else the verdict by itself. */
    private static List<Verdict> unfolded(Verdict verdict) {
        return verdict.condition() instanceof Condition.All ? verdict.parts() : List.of(verdict);
    }

    private static boolean isGroup(Verdict verdict) {
        return switch (verdict.condition()) {
            case Condition.All _, Condition.Any _ -> verdict.parts().size() > 1;
            case Condition.InSegment _, Condition.InStage _ -> true;
            case Condition.Not _,
                    Condition.Attribute _,
                    Condition.YearsSince _,
                    Condition.Events _,
                    Condition.Messages _,
                    Condition.Consent _ ->
                    false;
        };
    }
}
