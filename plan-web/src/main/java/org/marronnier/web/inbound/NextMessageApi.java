package org.marronnier.web.inbound;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.user.Scope;
import org.marronnier.scheduler.inbound.AskingNextMessage;
import org.marronnier.scheduler.inbound.NextMessage;
import org.marronnier.scheduler.inbound.ReportingShown;
import org.marronnier.web.api.Problems;
import org.marronnier.web.security.With;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a contact who comes is shown, and that it was. */
@RestController
@RequestMapping("/api/v1/contacts/{externalId}")
class NextMessageApi {

    static final String REASON = "Marronnier-Reason";

    /**
     * @param message the number to report it shown by
     * @param expiresAt until when it may be shown
     */
    record Message(
            long message,
            String source,
            String template,
            @Nullable String subject,
            @Nullable String html,
            String text,
            Instant expiresAt) {}

    /**
     * @param message the number that the next message was answered with
     * @param at when it was shown, an ISO instant; now when left out
     */
    record Report(@Nullable Long message, @Nullable String at) {}

    /** What was counted. */
    record Counted(long message, Instant at) {}

    private final AskingNextMessage asking;
    private final ReportingShown reporting;

    NextMessageApi(AskingNextMessage asking, ReportingShown reporting) {
        this.asking = asking;
        this.reporting = reporting;
    }

    /**
     * Of all that stands on the web alone, what ranks first and passes every gate now, written for
     * the contact; 204 where nothing does, with the gates in the header Marronnier-Reason. Keeps
     * nothing in the history.
     *
     * @param channel WEB
     */
    @GetMapping("/next-message")
    @With(Scope.CONTACTS_READ)
    ResponseEntity<?> next(
            @PathVariable String externalId,
            @RequestParam String channel,
            @RequestParam @Nullable String plan) {
        if (!channel.equals("WEB")) {
            return Problems.unprocessable(
                    "Only messages on the web wait for the contact to come.",
                    List.of(
                            new Problems.Mistake(
                                    "channel",
                                    "The channel must be WEB. Messages of other channels are sent as soon as they are due.")));
        }
        return switch (asking.ask(externalId, plan)) {
            case NextMessage.Message found ->
                    ResponseEntity.ok(
                            new Message(
                                    found.message(),
                                    found.source(),
                                    found.template(),
                                    found.subject(),
                                    found.html(),
                                    found.text(),
                                    found.expiresAt()));
            case NextMessage.None none ->
                    ResponseEntity.noContent()
                            .header(REASON, String.join(", ", none.reasons()))
                            .build();
            case NextMessage.NoContact() -> noContact();
        };
    }

    /** Counts once, however often it is told. */
    @PostMapping("/shown")
    @With(Scope.CONTACTS_WRITE)
    ResponseEntity<?> shown(@PathVariable String externalId, @RequestBody Report report) {
        var message = report.message();
        if (message == null) {
            return wrong("message", "The number of the message must be there.");
        }
        Instant at;
        try {
            at = report.at() == null ? null : OffsetDateTime.parse(report.at()).toInstant();
        } catch (DateTimeException e) {
            return wrong("at", "The instant must be written as in 2027-01-13T10:00:00Z.");
        }
        return switch (reporting.report(externalId, message, at)) {
            case ReportingShown.Answer.Counted(var number, var when, var _) ->
                    ResponseEntity.ok(new Counted(number, when));
            case ReportingShown.Answer.NoContact() -> noContact();
            case ReportingShown.Answer.NoMessage() ->
                    Problems.notFound(
                            "The contact was never to be shown a message of this number.");
            case ReportingShown.Answer.NotThen(var from, var to) ->
                    wrong(
                            "at",
                            "The message can have been shown from %s to %s.".formatted(from, to));
            case ReportingShown.Answer.Busy() ->
                    Problems.busy("The contact is being worked on. Send the same again later.", 1);
        };
    }

    private static ResponseEntity<?> wrong(String path, String message) {
        return Problems.unprocessable(
                "This can be no report.", List.of(new Problems.Mistake(path, message)));
    }

    private static ResponseEntity<?> noContact() {
        return Problems.notFound("No contact has this external id.");
    }
}
