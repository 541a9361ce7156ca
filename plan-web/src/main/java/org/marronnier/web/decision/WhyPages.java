package org.marronnier.web.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.marronnier.engine.decision.Decision;
import org.marronnier.engine.decision.Gate;
import org.marronnier.scheduler.why.Question;
import org.marronnier.scheduler.why.Why;
import org.marronnier.web.condition.ConditionSentences;
import org.marronnier.web.condition.Names;
import org.marronnier.web.decision.ReasonSentences.Telling;
import org.marronnier.web.shell.Chips;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Saying;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Answers to "why?" in words. */
@Component
public final class WhyPages {

    /**
     * An answer.
     *
     * @param asked as {@link Question#read} reads it
     * @param tone and icon of the outcome
     * @param headline what would happen
     * @param why one sentence a fact; none for what is sent
     * @param asOf the instant it was judged at, in words
     * @param trace every gate
     */
    public record Answer(
            String asked,
            String tone,
            @Nullable String icon,
            String outcome,
            Sentence headline,
            List<Sentence> why,
            String asOf,
            List<Trace.Step> trace) {}

    private final Tellings tellings;
    private final ReasonSentences sentences;
    private final ConditionSentences conditions;
    private final Trace trace;
    private final Chips chips;
    private final Figures figures;
    private final MessageSource messages;

    WhyPages(
            Tellings tellings,
            ReasonSentences sentences,
            ConditionSentences conditions,
            Trace trace,
            Chips chips,
            Figures figures,
            MessageSource messages) {
        this.tellings = tellings;
        this.sentences = sentences;
        this.conditions = conditions;
        this.trace = trace;
        this.chips = chips;
        this.figures = figures;
        this.messages = messages;
    }

    /**
     * @param knownZone the contact's, where it has one that exists
     */
    public Answer of(Why.Foreseen why, @Nullable String knownZone, Locale locale) {
        var telling = tellings.of(why.plan(), why.contact(), knownZone, locale);
        var decision = why.decision();
        var word = decision.outcome().name().toLowerCase(Locale.ROOT);
        var missed = missed(why, locale);
        var reasons = new ArrayList<>(sentences.of(decision.reasons(), telling));
        reasons.addAll(missed);
        return new Answer(
                why.question().text(),
                chips.tone(word),
                chips.icon(word),
                word,
                headline(decision, telling),
                reasons,
                new Saying(messages, locale)
                        .say("why.as-of", figures.dateTime(decision.at(), telling.zone())),
                trace(why, missed, telling));
    }

    /** Every gate, with what the decision alone does not say. */
    public List<Trace.Step> trace(Why.Foreseen why, @Nullable String knownZone, Locale locale) {
        return trace(
                why,
                missed(why, locale),
                tellings.of(why.plan(), why.contact(), knownZone, locale));
    }

    /** Why there is no answer; for the answer itself, its headline. */
    public String refusal(Why why, Locale locale) {
        var saying = new Saying(messages, locale);
        return switch (why) {
            case Why.Foreseen(var _, var _, var question, var _, var _, var _, var _) ->
                    question.text();
            case Why.NoContact() -> saying.say("why.no-contact");
            case Why.NoSource() -> saying.say("why.no-source");
            case Why.Ambiguous(var plans) -> saying.say("why.ambiguous", String.join(", ", plans));
            case Why.NotApproved(var status) ->
                    saying.say(
                            "why.not-approved",
                            saying.say("status." + status.name().toLowerCase(Locale.ROOT)));
            case Why.ProgrammeNotApproved(var programme, var status) ->
                    saying.say(
                            "why.programme-not-approved",
                            programme,
                            saying.say("status." + status.name().toLowerCase(Locale.ROOT)));
            case Why.SendsNothing() -> saying.say("why.sends-nothing");
            case Why.NoOccurrence() -> saying.say("why.no-occurrence");
            case Why.Unusable(var detail) -> saying.say("why.unusable", detail);
        };
    }

    private List<Trace.Step> trace(Why.Foreseen why, List<Sentence> missed, Telling telling) {
        var saying = new Saying(messages, telling.locale());
        return trace.of(why.decision().reasons(), telling).stream()
                .map(
                        step ->
                                switch (Gate.valueOf(step.gate())) {
                                    case NOT_TARGETED -> step.with(missed);
                                    case CAPACITY ->
                                            why.perDay() == 0
                                                    ? step
                                                    : new Trace.Step(
                                                            step.gate(),
                                                            "skipped",
                                                            List.of(
                                                                    Sentence.of(
                                                                            saying.say(
                                                                                    "why.capacity",
                                                                                    figures.number(
                                                                                            why
                                                                                                    .perDay())))));
                                    case BLOCKED,
                                            NO_ADDRESS,
                                            NO_CONSENT,
                                            DUPLICATE,
                                            CONTROL,
                                            EXPIRED,
                                            QUIET,
                                            PRESSURE ->
                                            step;
                                })
                .toList();
    }

    private List<Sentence> missed(Why.Foreseen why, Locale locale) {
        var saying = new Saying(messages, locale);
        var names = Names.of(why.plan());
        return why.missed().stream()
                .map(part -> conditions.of(part, names, locale).text())
                .map(text -> Sentence.of(saying.say("why.missed", text)))
                .toList();
    }

    private Sentence headline(Decision decision, Telling telling) {
        var saying = new Saying(messages, telling.locale());
        var source = sentences.source(decision.candidate().source(), telling);
        var channel = decision.channel();
        var key = "why." + decision.outcome();
        return channel == null
                ? Sentence.say(saying, key, source)
                : Sentence.say(
                        saying,
                        key,
                        source,
                        saying.say("channel." + channel),
                        figures.dateTime(leaves(decision), telling.zone()));
    }

    private static Instant leaves(Decision decision) {
        return Objects.requireNonNullElse(decision.until(), decision.at());
    }
}
