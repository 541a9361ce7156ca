package org.marronnier.web.contact;

import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.user.Scope;
import org.marronnier.scheduler.why.AskingWhy;
import org.marronnier.scheduler.why.Question;
import org.marronnier.scheduler.why.Why;
import org.marronnier.web.api.Problems;
import org.marronnier.web.security.With;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/contacts/{externalId}/why")
class WhyApi {

    /**
     * @param source {@code campaign:<key>} or {@code scenario:<key>}
     * @param occurrence of a campaign, local time in the plan's zone; the next one when left out
     * @param step of a scenario: which of those that send, from 1 on; the first when left out
     */
    record Asked(@Nullable String source, @Nullable String occurrence, @Nullable Integer step) {}

    private final AskingWhy asking;
    private final WhyAnswers answers;

    WhyApi(AskingWhy asking, WhyAnswers answers) {
        this.asking = asking;
        this.answers = answers;
    }

    /** Keeps nothing. Sentences are in the language that the call accepts. */
    @PostMapping
    @With(Scope.CONTACTS_READ)
    ResponseEntity<?> ask(
            @PathVariable String externalId,
            @RequestParam @Nullable String plan,
            @RequestBody Asked asked,
            Locale locale) {
        var question = question(asked);
        return question.isEmpty()
                ? Problems.unprocessable(
                        "This can be no question.",
                        List.of(
                                new Problems.Mistake(
                                        "source",
                                        "The source must be campaign:<key> or scenario:<key>, the occurrence a local date-time such as 2027-01-13T10:00, the step a number from 1 on.")))
                : answer(asking.ask(plan, externalId, question.get()), asked, locale);
    }

    private static Optional<Question> question(Asked asked) {
        return Optional.ofNullable(asked.source())
                .flatMap(Question::read)
                .flatMap(read -> refined(read, asked));
    }

    private static Optional<Question> refined(Question read, Asked asked) {
        var occurrence = asked.occurrence();
        var step = asked.step();
        try {
            return switch (read) {
                case Question.OfCampaign(var key, var at) ->
                        step != null
                                ? Optional.empty()
                                : Optional.of(
                                        new Question.OfCampaign(
                                                key,
                                                occurrence == null
                                                        ? at
                                                        : LocalDateTime.parse(occurrence)));
                case Question.OfScenario(var key, var nth) ->
                        occurrence != null || (step != null && step < 1)
                                ? Optional.empty()
                                : Optional.of(
                                        new Question.OfScenario(key, step == null ? nth : step));
            };
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private ResponseEntity<?> answer(Why why, Asked asked, Locale locale) {
        return switch (why) {
            case Why.Foreseen foreseen -> ResponseEntity.ok(answers.of(foreseen, locale));
            case Why.NoContact() -> Problems.notFound("No contact has this external id.");
            case Why.NoSource() ->
                    Problems.notFound("There is no %s, or no such step.".formatted(asked.source()));
            case Why.Ambiguous(var plans) ->
                    Problems.conflict(
                            "The source %s is in several plans: %s. Name one with ?plan=."
                                    .formatted(asked.source(), String.join(", ", plans)));
            case Why.NotApproved(var status) ->
                    Problems.conflict(
                            "The source %s is %s. Only one that is approved or live is judged."
                                    .formatted(
                                            asked.source(),
                                            status.name().toLowerCase(Locale.ROOT)));
            case Why.ProgrammeNotApproved(var programme, var status) ->
                    Problems.conflict(
                            "The programme %s of %s is %s. Only a scenario of one that is approved or live is judged."
                                    .formatted(
                                            programme,
                                            asked.source(),
                                            status.name().toLowerCase(Locale.ROOT)));
            case Why.SendsNothing() ->
                    Problems.conflict(
                            "The source %s sends nothing: it needs a channel and a template."
                                    .formatted(asked.source()));
            case Why.NoOccurrence() ->
                    Problems.conflict("The campaign does not happen at that time.");
            case Why.Unusable(var detail) -> Problems.conflict(detail);
        };
    }
}
