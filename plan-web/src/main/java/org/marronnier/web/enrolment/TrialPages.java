package org.marronnier.web.enrolment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.contact.Contact;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.engine.decision.Decision;
import org.marronnier.engine.decision.Outcome;
import org.marronnier.scheduler.trial.Trial;
import org.marronnier.web.contact.ContactWords;
import org.marronnier.web.decision.ReasonSentences;
import org.marronnier.web.decision.ReasonSentences.Telling;
import org.marronnier.web.decision.Sentence;
import org.marronnier.web.decision.Tellings;
import org.marronnier.web.shell.Chips;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Saying;
import org.marronnier.web.shell.Sayings;
import org.marronnier.web.template.WritingPreviews;
import org.springframework.stereotype.Component;

/** Tells how a contact would go through a scenario. */
@Component
final class TrialPages {

    /**
     * A stop.
     *
     * @param letter the message as it would look; null where none leaves
     * @param asks whether somebody has to say what becomes of the message
     */
    record Told(PathLine line, @Nullable Letter letter, boolean asks) {}

    /**
     * A message.
     *
     * @param subject why there is none, where it cannot be written
     * @param template its key, where it has HTML to look at; null where it has none
     */
    record Letter(
            String subject,
            @Nullable String language,
            @Nullable String text,
            @Nullable String template) {}

    /** The walk in words. */
    record View(List<Told> stops, boolean isOver, boolean asks) {}

    private final StepNames stepNames;
    private final Tellings tellings;
    private final ReasonSentences sentences;
    private final WritingPreviews previews;
    private final ContactWords contacts;
    private final Chips chips;
    private final Figures figures;
    private final Sayings sayings;

    TrialPages(
            StepNames stepNames,
            Tellings tellings,
            ReasonSentences sentences,
            WritingPreviews previews,
            ContactWords contacts,
            Chips chips,
            Figures figures,
            Sayings sayings) {
        this.stepNames = stepNames;
        this.tellings = tellings;
        this.sentences = sentences;
        this.previews = previews;
        this.contacts = contacts;
        this.chips = chips;
        this.figures = figures;
        this.sayings = sayings;
    }

    View of(PlanDocument plan, ScenarioBrief brief, Contact contact, Trial trial, Locale locale) {
        var writer =
                new Writer(
                        plan,
                        contact,
                        stepNames.of(plan, brief, locale),
                        tellings.of(plan, contact.externalId(), trial.zone().getId(), locale));
        var stops = trial.stops().stream().map(writer::told).toList();
        return new View(stops, trial.isOver(), !stops.isEmpty() && stops.getLast().asks());
    }

    static String word(Trial.Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    static Optional<Trial.Outcome> outcome(String word) {
        return Arrays.stream(Trial.Outcome.values())
                .filter(one -> word(one).equals(word))
                .findFirst();
    }

    private final class Writer {

        private final PlanDocument plan;
        private final Contact contact;
        private final StepNames.Named steps;
        private final Telling telling;
        private final Saying saying;

        Writer(PlanDocument plan, Contact contact, StepNames.Named steps, Telling telling) {
            this.plan = plan;
            this.contact = contact;
            this.steps = steps;
            this.telling = telling;
            this.saying = sayings.in(telling.locale());
        }

        Told told(Trial.Stop stop) {
            return switch (stop) {
                case Trial.Fires(var at, var isTargeted) ->
                        plain(
                                at,
                                "bolt",
                                saying.say("enrolment.entered"),
                                saying.say(isTargeted ? "trial.enters" : "trial.not-targeted"));
                case Trial.Decides decides -> decides(decides);
                case Trial.Asks(var at, var step, var _, var answer) -> asks(at, step, answer);
                case Trial.Waits(var at, var step) ->
                        plain(at, "clock", steps.whole(step), saying.say("enrolment.what.WAITED"));
                case Trial.Branches(var at, var step, var holds) ->
                        plain(
                                at,
                                "git-branch",
                                steps.whole(step),
                                saying.say(
                                        holds ? "enrolment.branch.then" : "enrolment.branch.else"));
                case Trial.Draws(var at, var step, var way) ->
                        plain(
                                at,
                                "arrows-split-2",
                                steps.whole(step),
                                saying.say("enrolment.split", Integer.toString(way + 1)));
                case Trial.Exits(var at, var step) ->
                        plain(
                                at,
                                "door-exit",
                                steps.whole(step),
                                saying.say("enrolment.what.EXIT"));
                case Trial.Ends(var at) ->
                        plain(
                                at,
                                "player-stop",
                                saying.say("enrolment.what.END"),
                                saying.say("trial.ends"));
            };
        }

        private Told decides(Trial.Decides decides) {
            var decision = decides.decision();
            var word = decision.outcome().name().toLowerCase(Locale.ROOT);
            return new Told(
                    new PathLine(
                            decides.at(),
                            when(decides.at()),
                            contacts.icon(
                                    decision.channel() == null
                                            ? decides.send().channels().getFirst()
                                            : decision.channel()),
                            steps.whole(decides.step()),
                            why(decision),
                            new PathLine.Chip(
                                    saying.say("trial.outcome." + decision.outcome()),
                                    chips.tone(word),
                                    chips.icon(word))),
                    decision.outcome() == Outcome.SEND ? letter(decides.send().template()) : null,
                    false);
        }

        private List<Sentence> why(Decision decision) {
            var told = new ArrayList<Sentence>();
            var channel = decision.channel();
            var until = decision.until();
            if (decision.outcome() == Outcome.SEND && channel != null) {
                told.add(
                        Sentence.of(
                                saying.say(
                                        "trial.leaves", saying.say("contact.channel." + channel))));
            }
            if (decision.outcome() == Outcome.DEFER && until != null) {
                told.add(Sentence.of(saying.say("timeline.deferred", when(until))));
            }
            told.addAll(sentences.of(decision.reasons(), telling));
            if (decision.outcome() == Outcome.CONTROL) {
                told.add(Sentence.of(saying.say("trial.control")));
            }
            return told;
        }

        private @Nullable Letter letter(String key) {
            return plan.templates().stream()
                    .filter(template -> template.key().equals(key))
                    .findFirst()
                    .map(
                            template ->
                                    previews.<Letter>write(
                                            plan,
                                            template,
                                            contact,
                                            telling.locale(),
                                            letter ->
                                                    new Letter(
                                                            letter.subject() == null
                                                                    ? saying.say(
                                                                            "campaign.preview.no-subject")
                                                                    : letter.subject(),
                                                            letter.language(),
                                                            letter.text(),
                                                            letter.html() == null ? null : key),
                                            why -> new Letter(why, null, null, null)))
                    .orElse(null);
        }

        private Told asks(Instant at, String step, Trial.@Nullable Outcome answer) {
            return new Told(
                    new PathLine(
                            at,
                            when(at),
                            "mail",
                            saying.say("trial.asks", steps.number(step)),
                            answer == null
                                    ? List.of()
                                    : List.of(
                                            Sentence.of(
                                                    saying.say("trial.answered." + word(answer)))),
                            null),
                    null,
                    answer == null);
        }

        private Told plain(Instant at, String icon, String title, String told) {
            return new Told(PathLine.plain(at, when(at), icon, title, told), null, false);
        }

        private String when(Instant at) {
            return figures.dateTime(at, telling.zone());
        }
    }
}
