package org.marronnier.store.demonstration;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.scenario.ScenarioBrief;

/**
 * A scenario in service, with everybody for whom it fired.
 *
 * @param since the first of them may have entered
 * @param counts of what they did, as their moves would have been counted
 */
public record MadeScenario(
        String plan,
        String programme,
        ScenarioBrief brief,
        Instant since,
        List<MadeCount> counts,
        List<MadeEnrolment> enrolments) {

    public MadeScenario {
        counts = List.copyOf(counts);
        enrolments = List.copyOf(enrolments);
    }

    /** A firing of a scenario for a contact, which is its name. */
    public record Firing(String scenario, String externalId, String firedBy) {}

    /** A line of the tally of a day of the plan. */
    public record MadeCount(LocalDate day, String step, String line, long n) {}

    /** A row of enrolments, with the steps that were gone through and what was decided there. */
    public record MadeEnrolment(
            Firing firing,
            Instant at,
            String state,
            @Nullable String reason,
            String step,
            Instant due,
            Instant actAt,
            @Nullable String waitsFor,
            @Nullable Instant endedAt,
            List<MadePassed> passed,
            List<MadeStepDecision> decisions) {
        public MadeEnrolment {
            passed = List.copyOf(passed);
            decisions = List.copyOf(decisions);
        }
    }

    /** A step that was gone through. */
    public record MadePassed(String step, Instant at, String what, @Nullable String way) {}

    /**
     * What was decided of a step's message.
     *
     * @param reasons as JSON
     */
    public record MadeStepDecision(
            String step,
            Instant at,
            Instant due,
            String outcome,
            String line,
            @Nullable String channel,
            @Nullable Instant until,
            String reasons) {}
}
