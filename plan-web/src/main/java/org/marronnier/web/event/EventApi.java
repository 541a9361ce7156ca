package org.marronnier.web.event;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.user.Scope;
import org.marronnier.scheduler.event.EventIntake;
import org.marronnier.scheduler.event.EventSource;
import org.marronnier.store.imports.ReadingEvents;
import org.marronnier.store.imports.SentEvents;
import org.marronnier.web.api.Problems;
import org.marronnier.web.security.With;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/events")
class EventApi {

    private static final String LINES = "application/x-ndjson";
    private static final int SMALL = 256 << 10;
    private static final int MEGABYTE = 1 << 20;
    private static final int MOST_MEGABYTES = 32;
    private static final int SOON = 2;

    /** What became of the events of a call. */
    record Answer(int accepted, List<Refused> refused) {}

    /**
     * An event that was not taken.
     *
     * @param index its place in the call, from 0
     * @param field null where it is not about one
     */
    record Refused(int index, @Nullable String field, String reason) {

        static Refused of(SentEvents.Refused refused) {
            return new Refused(refused.index(), refused.field(), refused.reason().sentence());
        }
    }

    private final EventIntake intake;

    /** How many megabytes of long bodies may be in hand at a time. */
    private final Semaphore room = new Semaphore(MOST_MEGABYTES, true);

    EventApi(EventIntake intake) {
        this.intake = intake;
    }

    @PostMapping
    @With(Scope.CONTACTS_WRITE)
    @Operation(
            description =
                    "One event, an array of them, or one a line: `id`, `externalId`, `type`, `at`, and any other field as a property."
                            + " An event with an `id` that is known counts as accepted and changes nothing.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(type = "object")),
                                @Content(mediaType = LINES, schema = @Schema(type = "string"))
                            }))
    ResponseEntity<?> send(HttpServletRequest request) throws IOException {
        var type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
        if (!type.startsWith(LINES) && !type.startsWith(MediaType.APPLICATION_JSON_VALUE)) {
            return Problems.unsupported("Events are application/json or application/x-ndjson.");
        }
        boolean lines = type.startsWith(LINES);
        return switch (SentBody.of(request)) {
            case SentBody.TooLong _ ->
                    Problems.tooLarge("A call carries 10 MB at most, unzipped. Send it in parts.");
            case SentBody.BrokenGzip _ -> Problems.unreadable("The body is not whole gzip.");
            case SentBody.UnknownEncoding _ ->
                    Problems.unsupported("A body is sent as it is, or in gzip.");
            case SentBody.Whole body when body.length() <= SMALL -> take(body, lines);
            case SentBody.Whole body -> takeInTurn(body, lines);
        };
    }

    private ResponseEntity<?> takeInTurn(SentBody.Whole body, boolean lines) {
        int megabytes = body.length() / MEGABYTE + 1;
        if (!room.tryAcquire(megabytes)) {
            return later(SOON);
        }
        try {
            return take(body, lines);
        } finally {
            room.release(megabytes);
        }
    }

    private ResponseEntity<?> take(SentBody.Whole body, boolean lines) {
        var sent =
                lines
                        ? ReadingEvents.lines(body.bytes(), body.length())
                        : ReadingEvents.json(body.bytes(), body.length());
        return switch (sent) {
            case SentEvents.Malformed _ ->
                    Problems.unreadable("The body is no JSON object, nor an array of them.");
            case SentEvents.TooMany _ ->
                    Problems.tooLarge(
                            "A call carries %d events at most. Send them in parts."
                                    .formatted(SentEvents.MOST));
            case SentEvents.Read read -> answer(intake.take(read, EventSource.API));
        };
    }

    private static ResponseEntity<?> answer(EventIntake.Answer answer) {
        return switch (answer) {
            case EventIntake.Answer.Busy(var after) -> later(Math.toIntExact(after.toSeconds()));
            case EventIntake.Answer.Taken(var accepted, var refused) ->
                    ResponseEntity.accepted()
                            .body(new Answer(accepted, refused.stream().map(Refused::of).toList()));
        };
    }

    private static ResponseEntity<?> later(int seconds) {
        return Problems.busy(
                "Too many events wait to be answered. Nothing was taken; send the same again later.",
                seconds);
    }
}
