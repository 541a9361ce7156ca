package org.marronnier.web.inbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.user.Scope;
import org.marronnier.scheduler.inbound.CallingScenario;
import org.marronnier.scheduler.inbound.CallingScenario.Answer;
import org.marronnier.scheduler.inbound.CallingScenario.Call;
import org.marronnier.scheduler.inbound.CallingScenario.Outcome;
import org.marronnier.web.api.Problems;
import org.marronnier.web.security.With;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Has contacts enter a scenario that starts on call. */
@RestController
@RequestMapping("/api/v1/scenarios/{scenario}/enrolments")
class EnrolmentApi {

    private static final int MOST = 1_000;
    private static final int LONGEST = 200;

    /**
     * What came of the call for one contact.
     *
     * @param externalId as it was asked for
     * @param enrolment the number of the enrolment; null where the contact did not enter
     * @param reason why it did not: NO_CONTACT, ERASED, OUTSIDE_PLAN, NOT_TARGETED, INSIDE or
     *     REENTRY; null where it entered
     */
    record Line(
            String externalId,
            boolean entered,
            @Nullable Long enrolment,
            @Nullable String reason) {}

    /** One line a contact, in the order of the call. */
    record Called(List<Line> enrolments) {}

    private final CallingScenario calling;

    EnrolmentApi(CallingScenario calling) {
        this.calling = calling;
    }

    /**
     * Now, by the same rules of entry as every trigger. The body is one contact, {@code
     * {"externalId": "C1", "id": "order-7"}}, or a list of at most 1,000; an id, or the
     * Idempotency-Key of the whole call, makes a repeat harmless.
     */
    @PostMapping
    @With(Scope.RUNS_FIRE)
    ResponseEntity<?> call(
            @PathVariable String scenario,
            @RequestParam @Nullable String plan,
            @RequestParam @Nullable String programme,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        if (key != null && (key.isBlank() || key.length() > LONGEST)) {
            return Problems.unreadable(
                    "The Idempotency-Key must have from 1 to %d characters.".formatted(LONGEST));
        }
        var mistakes = new ArrayList<Problems.Mistake>();
        var calls = read(body, mistakes);
        if (!mistakes.isEmpty()) {
            return Problems.unprocessable("This can be no call.", mistakes);
        }
        return switch (calling.call(scenario, plan, programme, calls, key)) {
            case Answer.Called(var outcomes) ->
                    ResponseEntity.ok(
                            new Called(
                                    IntStream.range(0, calls.size())
                                            .mapToObj(at -> line(calls.get(at), outcomes.get(at)))
                                            .toList()));
            case Answer.Unknown() ->
                    Problems.notFound("There is no scenario %s.".formatted(scenario));
            case Answer.Ambiguous(var places) ->
                    Problems.conflict(
                            "The scenario %s is in several places: %s. Name one with ?plan= and ?programme=."
                                    .formatted(
                                            scenario,
                                            places.stream()
                                                    .map(one -> one.plan() + "/" + one.programme())
                                                    .collect(Collectors.joining(", "))));
            case Answer.NotLive(var status) ->
                    Problems.conflict(
                            "The scenario %s is %s. Contacts enter only one that is in service."
                                    .formatted(scenario, status.name().toLowerCase(Locale.ROOT)));
            case Answer.NotOnCall() ->
                    Problems.conflict(
                            "The scenario %s does not start on call: its trigger is another."
                                    .formatted(scenario));
            case Answer.Busy() ->
                    ResponseEntity.status(503).header(HttpHeaders.RETRY_AFTER, "1").build();
        };
    }

    private static List<Call> read(JsonNode body, List<Problems.Mistake> mistakes) {
        if (!body.isArray()) {
            return List.of(read(body, "", mistakes));
        }
        if (body.isEmpty() || body.size() > MOST) {
            mistakes.add(
                    new Problems.Mistake(
                            "", "The list must have from 1 to %d contacts.".formatted(MOST)));
            return List.of();
        }
        return IntStream.range(0, body.size())
                .mapToObj(at -> read(body.get(at), "[%d].".formatted(at), mistakes))
                .toList();
    }

    private static Call read(JsonNode one, String path, List<Problems.Mistake> mistakes) {
        var externalId = one.path("externalId");
        var id = one.path("id");
        if (!externalId.isString() || externalId.asString().isBlank()) {
            mistakes.add(
                    new Problems.Mistake(
                            path + "externalId", "The external id of the contact must be there."));
        }
        var isId =
                id.isMissingNode()
                        || id.isNull()
                        || (id.isString()
                                && !id.asString().isBlank()
                                && id.asString().length() <= LONGEST);
        if (!isId) {
            mistakes.add(
                    new Problems.Mistake(
                            path + "id",
                            "The id must be a text of 1 to %d characters.".formatted(LONGEST)));
        }
        return new Call(externalId.asString(""), isId && id.isString() ? id.asString() : null);
    }

    private static Line line(Call call, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Entered(var enrolment) ->
                    new Line(call.externalId(), true, enrolment, null);
            case Outcome.Refused(var reason) -> new Line(call.externalId(), false, null, reason);
            case Outcome.NoContact() -> new Line(call.externalId(), false, null, "NO_CONTACT");
        };
    }
}
