package org.marronnier.scheduler.trial;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.contact.Contact;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.domain.scenario.Step;
import org.marronnier.engine.decision.Decision;
import org.marronnier.engine.decision.Outcome;
import org.marronnier.engine.scenario.Course;
import org.marronnier.engine.scenario.StepPath;
import org.marronnier.engine.scenario.Waits;
import org.marronnier.scheduler.audience.ScenarioTarget;
import org.marronnier.scheduler.condition.TestingConditions;
import org.marronnier.scheduler.decision.DecidingHouseholds;
import org.marronnier.scheduler.decision.PlanRules;
import org.marronnier.scheduler.decision.Source;
import org.marronnier.scheduler.enrolment.StepSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Somebody tries a scenario on a contact: the walk of the live one, on a made-up clock, by what is
 * known now. Messages of the trial itself press on none of its later messages.
 */
@Component
public class TryingScenario {

    /** A walk through waits of no length would not end. */
    private static final int LONGEST = 300;

    /** As often as one message is decided again. */
    private static final int DEFERRALS = 8;

    private final TestingConditions testing;
    private final DecidingHouseholds deciding;
    private final Clock clock;

    TryingScenario(TestingConditions testing, DecidingHouseholds deciding, Clock clock) {
        this.testing = testing;
        this.deciding = deciding;
        this.clock = clock;
    }

    /**
     * Walks until so many stops are passed, a question is not answered, or the end.
     *
     * @param plan with the scenario as it is tried
     * @param answers what becomes of the messages that are asked about, in their order
     * @throws IllegalArgumentException when a rule or condition of the plan cannot be evaluated
     */
    @Transactional(readOnly = true)
    public Trial walk(
            PlanDocument plan,
            String programme,
            ScenarioBrief brief,
            Contact contact,
            Instant start,
            List<Trial.Outcome> answers,
            int stops) {
        return new Walk(plan, programme, brief, contact, start, answers, stops).walk();
    }

    private final class Walk {

        private final PlanRules rules;
        private final String programme;
        private final ScenarioBrief brief;
        private final Contact contact;
        private final List<Trial.Outcome> answers;
        private final int most;
        private final Course course;
        private final ZoneId zone;
        private final Condition target;
        private final SentInTrial sent;
        private final List<Trial.Stop> stops = new ArrayList<>();
        private Instant at;
        private int asked;
        private boolean isOver;

        Walk(
                PlanDocument plan,
                String programme,
                ScenarioBrief brief,
                Contact contact,
                Instant start,
                List<Trial.Outcome> answers,
                int most) {
            this.rules = PlanRules.of(plan);
            this.programme = programme;
            this.brief = brief;
            this.contact = contact;
            this.answers = answers;
            this.most = Math.min(most, LONGEST);
            this.course = Course.of(brief);
            this.zone =
                    contact.knownZone() instanceof String known ? ZoneId.of(known) : rules.zone();
            this.target =
                    ScenarioTarget.of(plan, programme, brief.key()).orElse(Condition.EVERYBODY);
            this.sent = new SentInTrial(course);
            this.at = start;
        }

        Trial walk() {
            var isTargeted = holds(target);
            stops.add(new Trial.Fires(at, isTargeted));
            var step = isTargeted ? course.first() : Optional.<StepPath>empty();
            isOver = !isTargeted;
            while (!isOver && stops.size() < most) {
                if (step.isEmpty()) {
                    stops.add(new Trial.Ends(at));
                    isOver = true;
                } else {
                    step = go(step.get());
                    if (isWaiting()) {
                        break;
                    }
                }
            }
            return new Trial(zone, stops, isOver);
        }

        /** Whether somebody has to say first what becomes of a message. */
        private boolean isWaiting() {
            return stops.getLast() instanceof Trial.Asks(var _, var _, var _, var answer)
                    && answer == null;
        }

        private Optional<StepPath> go(StepPath step) {
            if (brief.exit() instanceof Condition exit && holds(exit)) {
                stops.add(new Trial.Exits(at, step.text()));
                isOver = true;
                return Optional.empty();
            }
            return switch (course.at(step).orElseThrow()) {
                case Step.Send send -> send(step, send);
                case Step.WaitFor wait -> waits(step, Waits.end(wait, at, zone));
                case Step.WaitUntil wait -> waits(step, Waits.end(wait, at, zone));
                case Step.Branch branch -> {
                    var holds = holds(sent.within(branch.condition()));
                    stops.add(new Trial.Branches(at, step.text(), holds));
                    yield course.branch(step, holds);
                }
                case Step.Split _ -> {
                    var way = course.drawnWay(step, contact.externalId());
                    stops.add(new Trial.Draws(at, step.text(), way));
                    yield course.split(step, way);
                }
                case Step.End _ -> Optional.empty();
            };
        }

        private Optional<StepPath> waits(StepPath step, Instant end) {
            at = end;
            stops.add(new Trial.Waits(at, step.text()));
            return course.after(step);
        }

        private Optional<StepPath> send(StepPath step, Step.Send send) {
            var source = StepSource.of(brief, programme, target, rules.zone(), send, at);
            var decision = decide(source);
            stops.add(new Trial.Decides(at, step.text(), send, decision));
            for (var again = 0; decision.outcome() == Outcome.DEFER && again < DEFERRALS; again++) {
                at = Objects.requireNonNull(decision.until());
                decision = decide(source);
                stops.add(new Trial.Decides(at, step.text(), send, decision));
            }
            if (decision.outcome() != Outcome.SEND) {
                return course.after(step);
            }
            var answer = isAskedAbout(send) ? ask(step) : null;
            if (isWaiting()) {
                return Optional.of(step);
            }
            if (answer == Trial.Outcome.NOTHING
                    && !course.awaited(step).isEmpty()
                    && source.expiry().isAfter(at)) {
                at = source.expiry();
            }
            sent.add(send, answer);
            return course.after(step);
        }

        /** Whether a branch somewhere asks what becomes of the message. */
        private boolean isAskedAbout(Step.Send send) {
            return course.all().stream()
                    .map(Course.Placed::step)
                    .filter(Step.Branch.class::isInstance)
                    .anyMatch(branch -> sent.isAsked(((Step.Branch) branch).condition(), send));
        }

        private Trial.@Nullable Outcome ask(StepPath step) {
            var answer = asked < answers.size() ? answers.get(asked) : null;
            asked++;
            stops.add(new Trial.Asks(at, step.text(), asked, answer));
            return answer;
        }

        private Decision decide(Source source) {
            var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            return deciding.foresee(rules, source, Set.of(contact.id()), at, now).stream()
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("The contact is gone."))
                    .decision();
        }

        private boolean holds(Condition condition) {
            return testing.matching(
                            List.of(contact.id()), List.of(condition), rules.vocabulary(), at)
                    .getFirst()
                    .contains(contact.id());
        }
    }
}
