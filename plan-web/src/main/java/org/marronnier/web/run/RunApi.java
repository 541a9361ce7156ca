package org.marronnier.web.run;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.Principal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.run.Run;
import org.marronnier.domain.user.Scope;
import org.marronnier.scheduler.campaign.FiringCampaign;
import org.marronnier.scheduler.campaign.ReadingDecisions;
import org.marronnier.scheduler.campaign.SteeringRuns;
import org.marronnier.store.run.Runs;
import org.marronnier.web.api.Problems;
import org.marronnier.web.security.With;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/v1")
class RunApi {

    private static final int LONGEST_KEY = 200;
    private static final int PAGE = 50;

    record Accepted(long id) {}

    /**
     * @param next the cursor of the next page; null on the last
     */
    record RunPage(List<RunAnswer> runs, @Nullable String next) {}

    private final FiringCampaign firing;
    private final SteeringRuns steering;
    private final ReadingDecisions decisions;
    private final Runs runs;
    private final Plans plans;
    private final JsonMapper json;

    RunApi(
            FiringCampaign firing,
            SteeringRuns steering,
            ReadingDecisions decisions,
            Runs runs,
            Plans plans,
            JsonMapper json) {
        this.firing = firing;
        this.steering = steering;
        this.decisions = decisions;
        this.runs = runs;
        this.plans = plans;
        this.json = json;
    }

    @PostMapping("/campaigns/{campaign}/runs")
    @With(Scope.RUNS_FIRE)
    ResponseEntity<?> fire(
            @PathVariable String campaign,
            @RequestParam @Nullable String plan,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Principal caller) {
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            return Problems.unreadable(
                    "The Idempotency-Key must have from 1 to %d characters."
                            .formatted(LONGEST_KEY));
        }
        return switch (firing.fire(plan, campaign, caller.getName(), key)) {
            case FiringCampaign.Answer.Fired(var run, var _) ->
                    ResponseEntity.accepted()
                            .location(URI.create("/api/v1/runs/" + run.id()))
                            .body(new Accepted(run.id()));
            case FiringCampaign.Answer.Unknown _ ->
                    Problems.notFound("There is no campaign %s.".formatted(campaign));
            case FiringCampaign.Answer.Ambiguous(var holders) ->
                    Problems.conflict(
                            "The campaign %s is in several plans: %s. Name one with ?plan=."
                                    .formatted(campaign, String.join(", ", holders)));
            case FiringCampaign.Answer.NotApproved(var status) ->
                    Problems.conflict(
                            "The campaign %s is %s. Only one that is approved or live can be fired."
                                    .formatted(campaign, status.name().toLowerCase(Locale.ROOT)));
            case FiringCampaign.Answer.SendsNothing _ ->
                    Problems.conflict(
                            "The campaign %s sends nothing: it needs a channel and a template."
                                    .formatted(campaign));
            case FiringCampaign.Answer.IsAskedFor _ ->
                    Problems.conflict(
                            "The campaign %s is on the web alone: contacts are shown it when they come, and nothing is fired."
                                    .formatted(campaign));
            case FiringCampaign.Answer.Unusable(var detail) -> Problems.conflict(detail);
        };
    }

    @GetMapping("/runs")
    @With(Scope.RUNS_READ)
    ResponseEntity<?> list(
            @RequestParam String campaign,
            @RequestParam @Nullable String plan,
            @RequestParam @Nullable Long cursor) {
        var holders = plan == null ? firing.plansWith(campaign) : List.of(plan);
        if (holders.size() > 1) {
            return Problems.conflict(
                    "The campaign %s is in several plans: %s. Name one with ?plan=."
                            .formatted(campaign, String.join(", ", holders)));
        }
        var found =
                holders.isEmpty()
                        ? List.<Run>of()
                        : runs.ofCampaign(holders.getFirst(), campaign, cursor, PAGE + 1);
        var page = found.stream().limit(PAGE).toList();
        var funnels = runs.funnels(page.stream().map(Run::id).toList());
        return ResponseEntity.ok(
                new RunPage(
                        page.stream()
                                .map(
                                        run ->
                                                RunAnswer.of(
                                                        run,
                                                        funnels.getOrDefault(
                                                                run.id(),
                                                                new org.marronnier.domain.run
                                                                        .Funnel(Map.of()))))
                                .toList(),
                        found.size() > PAGE ? Long.toString(page.getLast().id()) : null));
    }

    @GetMapping("/runs/{id}")
    @With(Scope.RUNS_READ)
    ResponseEntity<?> one(@PathVariable long id) {
        return answer(id, runs.find(id));
    }

    @PostMapping("/runs/{id}/pause")
    @With(Scope.RUNS_FIRE)
    ResponseEntity<?> pause(@PathVariable long id, Principal caller) {
        return steer(id, steering::pause, caller);
    }

    @PostMapping("/runs/{id}/resumption")
    @With(Scope.RUNS_FIRE)
    ResponseEntity<?> resume(@PathVariable long id, Principal caller) {
        return steer(id, steering::resume, caller);
    }

    @PostMapping("/runs/{id}/stop")
    @With(Scope.RUNS_FIRE)
    ResponseEntity<?> stop(@PathVariable long id, Principal caller) {
        return steer(id, steering::stop, caller);
    }

    /** Written as it is read, so that a million decisions need no memory. */
    @GetMapping("/runs/{id}/decisions")
    @With(Scope.RUNS_READ)
    @Nullable ResponseEntity<?> decisions(@PathVariable long id, HttpServletResponse response)
            throws IOException {
        var run = runs.find(id);
        if (run.isEmpty()) {
            return noRun(id);
        }
        var zone = zone(run.get().plan());
        response.setContentType("application/x-ndjson");
        response.setCharacterEncoding("UTF-8");
        var out = new BufferedOutputStream(response.getOutputStream(), 1 << 16);
        decisions.ofRun(
                id,
                line -> {
                    try {
                        out.write(json.writeValueAsBytes(DecisionLine.of(line, zone)));
                        out.write('\n');
                    } catch (IOException gone) {
                        throw new UncheckedIOException(gone);
                    }
                });
        out.flush();
        return null;
    }

    private ResponseEntity<?> steer(
            long id, BiFunction<Long, String, Optional<Run>> verb, Principal caller) {
        return answer(id, verb.apply(id, caller.getName()));
    }

    private ResponseEntity<?> answer(long id, Optional<Run> run) {
        return run.isPresent()
                ? ResponseEntity.ok(RunAnswer.of(run.get(), runs.funnel(id)))
                : noRun(id);
    }

    private static ResponseEntity<?> noRun(long id) {
        return Problems.notFound("There is no run %d.".formatted(id));
    }

    private ZoneId zone(String plan) {
        return plans.load(plan).map(document -> document.plan().zone()).orElse(ZoneOffset.UTC);
    }
}
