package org.marronnier.web.segment;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.Part;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.user.Scope;
import org.marronnier.engine.condition.Verdict;
import org.marronnier.web.api.Problems;
import org.marronnier.web.condition.ConditionSentences;
import org.marronnier.web.condition.Names;
import org.marronnier.web.security.With;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/plans/{plan}/segments")
@With(Scope.CONTACTS_READ)
class SegmentApi {

    /** Whom to test, by external id. */
    record Asked(@Nullable String contact) {}

    /** Whether a contact is in a segment at an instant, and what each part of it says. */
    record Answer(String contact, String segment, Instant at, boolean matches, List<Line> parts) {}

    /**
     * One part of a condition.
     *
     * @param condition as the plan document writes it
     * @param sentence in the language that was asked for
     */
    record Line(Object condition, boolean holds, String sentence, List<Line> parts) {}

    private final Plans plans;
    private final TryingSegment trying;
    private final ConditionSentences sentences;

    SegmentApi(Plans plans, TryingSegment trying, ConditionSentences sentences) {
        this.plans = plans;
        this.trying = trying;
        this.sentences = sentences;
    }

    @PostMapping("/{segment}/test")
    ResponseEntity<?> test(
            @PathVariable String plan,
            @PathVariable String segment,
            @RequestBody Asked asked,
            Locale locale) {
        var document = plans.load(plan);
        if (document.isEmpty()) {
            return Problems.notFound("There is no plan of this key.");
        }
        if (document.get().segments().stream().noneMatch(one -> one.key().equals(segment))) {
            return Problems.notFound("The plan has no segment of this key.");
        }
        if (asked.contact() == null || asked.contact().isBlank()) {
            return Problems.unreadable("The contact must be named by its external id.");
        }
        return trying.of(asked.contact(), segment, document.get())
                .<ResponseEntity<?>>map(
                        trial -> ResponseEntity.ok(answer(trial, segment, document.get(), locale)))
                .orElseGet(() -> Problems.notFound("No contact has this external id."));
    }

    private Answer answer(
            TryingSegment.Trial trial, String segment, PlanDocument plan, Locale locale) {
        var names = Names.of(plan);
        return new Answer(
                trial.contact().externalId(),
                segment,
                trial.at(),
                trial.verdict().holds(),
                lines(trial.verdict().parts(), names, locale));
    }

    private List<Line> lines(List<Verdict> verdicts, Names names, Locale locale) {
        return verdicts.stream()
                .map(
                        one ->
                                new Line(
                                        Part.CONDITION.write(one.condition()),
                                        one.holds(),
                                        sentences.of(one.condition(), names, locale).text(),
                                        lines(one.parts(), names, locale)))
                .toList();
    }
}
