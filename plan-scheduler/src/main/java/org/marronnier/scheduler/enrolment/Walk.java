package org.marronnier.scheduler.enrolment;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.run.Funnel;
import org.marronnier.domain.scenario.Step;
import org.marronnier.engine.decision.Decision;
import org.marronnier.engine.decision.Outcome;
import org.marronnier.engine.scenario.Course;
import org.marronnier.engine.scenario.StepPath;
import org.marronnier.engine.scenario.Waits;
import org.marronnier.scheduler.campaign.FunnelLine;
import org.marronnier.scheduler.scenario.LiveScenario;
import org.marronnier.store.enrolment.Enrolments;
import org.marronnier.store.enrolment.Enrolments.Due;
import org.marronnier.store.enrolment.Enrolments.Moved;
import org.marronnier.store.enrolment.Enrolments.Passed;
import org.marronnier.store.scenario.ScenarioTally;

/**
 * One enrolment on its way through its steps, in one transaction: on until a wait, the end, or a
 * send that has to be decided; then on from there.
 *
 * <p>A step that is handled within a minute of its due acts as of its due, so that waits do not
 * creep; a later one acts as of now.
 */
final class Walk {

    private static final Duration PROMPT = Duration.ofMinutes(1);

    private final Due from;
    private final LiveScenario scenario;
    private final Course course;
    private final EditionTests.Told told;
    private final ZoneId zone;
    private final String externalId;
    private final Instant now;
    private final List<Passed> passed = new ArrayList<>();
    private final List<Offering.Offered> offered = new ArrayList<>();
    private final Map<ScenarioTally.Line, Long> counts = new HashMap<>();

    private StepPath step;
    private String state = "RUNNING";
    private @Nullable String waitsFor;
    private @Nullable String reason;

    /** When the step is due by its own clock. */
    private Instant due;

    /** When the walk looks at it again. */
    private Instant actAt;

    /** From when on waits count here. */
    private Instant acts;

    private boolean isDecided;

    Walk(
            Due from,
            LiveScenario scenario,
            EditionTests.Told told,
            ZoneId zone,
            String externalId,
            Instant now) {
        this.from = from;
        this.scenario = scenario;
        this.course = told.course(from.edition());
        this.told = told;
        this.zone = zone;
        this.externalId = externalId;
        this.now = now;
        this.step = new StepPath(from.step());
        this.waitsFor = from.waitsFor();
        this.due = from.due();
        this.actAt = from.actAt();
        this.acts = prompt(from.due());
    }

    Due from() {
        return from;
    }

    LiveScenario scenario() {
        return scenario;
    }

    /** When the send before which it stands is due. */
    Instant due() {
        return due;
    }

    StepPath step() {
        return step;
    }

    /**
     * Begins where the enrolment stands.
     *
     * @param outcomes what became so far of the message before, where it waits for that
     * @return the send that has to be decided before it goes on, where it comes to one
     */
    Optional<Step.Send> begin(Set<MessageStatus> outcomes) {
        switch (waitsFor) {
            case Enrolments.WAIT -> {
                if (!isOver(required(), due)) {
                    return Optional.empty();
                }
            }
            case Enrolments.OUTCOME -> {
                if (!isKnown(outcomes)) {
                    actAt = due;
                    return Optional.empty();
                }
                acts = now.isBefore(due) ? now : prompt(due);
                due = acts;
                pass("OUTCOME", null);
                waitsFor = null;
            }
            case Enrolments.DEFERRED -> acts = prompt(from.actAt());
            case null, default -> {}
        }
        return goOn();
    }

    /** Goes on behind the send before which it stands, or waits before it, as was decided. */
    Optional<Step.Send> decided(Decision decision) {
        settle();
        isDecided = true;
        count(step, FunnelLine.of(decision), 1);
        if (decision.outcome() == Outcome.DEFER) {
            pass("DEFERRED", null);
            waitsFor = Enrolments.DEFERRED;
            actAt = Objects.requireNonNull(decision.until());
            return Optional.empty();
        }
        var send = step;
        pass(what(decision.outcome()), null);
        go(course.after(step));
        due = acts;
        if (decision.outcome() == Outcome.SEND && isRunning() && !course.awaited(send).isEmpty()) {
            waitsFor = Enrolments.OUTCOME;
            due = decision.candidate().expiry();
            actAt = due;
            return Optional.empty();
        }
        return goOn();
    }

    /** It cannot go on, and waits for somebody to look at it. */
    void fail(String why) {
        settle();
        state = "FAILED";
        reason = why;
        count(step, "stuck", 1);
    }

    /** Whom it is about is gone. */
    void stop(String why) {
        settle();
        state = "STOPPED";
        reason = why;
        count(step, "stopped", 1);
    }

    Moved moved() {
        return new Moved(
                from.id(),
                state,
                step.text(),
                due,
                actAt,
                isRunning() ? waitsFor : null,
                reason,
                isRunning() ? null : now);
    }

    /** The messages that wait for the contact to come. */
    List<Offering.Offered> offered() {
        return offered;
    }

    List<Passed> passed() {
        return passed;
    }

    Map<ScenarioTally.Line, Long> counts() {
        return counts;
    }

    private Optional<Step.Send> goOn() {
        while (isRunning()) {
            if (told.exits(from.edition(), from.contact())) {
                pass("EXIT", null);
                end("EXITED");
                return Optional.empty();
            }
            if (course.steps().isEmpty()) {
                end("DONE");
                return Optional.empty();
            }
            switch (required()) {
                case Step.Send send when Offering.isMeantBy(send) -> {
                    if (offer(send)) {
                        return Optional.empty();
                    }
                }
                case Step.Send send -> {
                    if (!isDecided) {
                        return Optional.of(send);
                    }
                    // The next transaction knows of the message that this one queues.
                    actAt = now;
                    return Optional.empty();
                }
                case Step.WaitFor wait -> {
                    if (!isOver(wait, acts)) {
                        return Optional.empty();
                    }
                }
                case Step.WaitUntil wait -> {
                    if (!isOver(wait, acts)) {
                        return Optional.empty();
                    }
                }
                case Step.Branch _ -> {
                    var holds = told.branches(from.edition(), step.text(), from.contact());
                    pass("BRANCH", holds ? "then" : "else");
                    go(course.branch(step, holds));
                }
                case Step.Split _ -> {
                    var way = course.drawnWay(step, externalId);
                    pass("SPLIT", Integer.toString(way));
                    go(course.split(step, way));
                }
                case Step.End _ -> {
                    pass("END", null);
                    count(step, "passed", 1);
                    end("DONE");
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The message waits for the contact to come, and the walk goes on behind it; whether it waits
     * there for what becomes of it.
     */
    private boolean offer(Step.Send send) {
        offered.add(new Offering.Offered(step.text(), send, due));
        var isAskedAbout = !course.awaited(step).isEmpty();
        var expiry = send.expiry().after(due, scenario.rules().zone());
        pass("OFFERED", null);
        count(step, "offered", 1);
        go(course.after(step));
        due = acts;
        if (isAskedAbout && isRunning()) {
            waitsFor = Enrolments.OUTCOME;
            due = expiry;
            actAt = expiry;
            return true;
        }
        return false;
    }

    /** Whether a wait that began at an instant is over, and the walk is behind it. */
    private boolean isOver(Step wait, Instant begun) {
        var end =
                switch (wait) {
                    case Step.WaitFor one -> Waits.end(one, begun, zone);
                    case Step.WaitUntil one -> Waits.end(one, begun, zone);
                    default -> throw new IllegalStateException("NO_WAIT");
                };
        if (end.isAfter(now)) {
            waitsFor = Enrolments.WAIT;
            due = begun;
            actAt = end;
            return false;
        }
        pass("WAITED", null);
        waitsFor = null;
        due = end;
        acts = prompt(end);
        go(course.after(step));
        return true;
    }

    /** Whether something became of the message that the branch asks about, or never will. */
    private boolean isKnown(Set<MessageStatus> outcomes) {
        var awaited = EnumSet.of(MessageStatus.FAILED, MessageStatus.BOUNCED);
        for (var placed : course.all()) {
            if (course.after(placed.path()).filter(step::equals).isPresent()) {
                awaited.addAll(course.awaited(placed.path()));
            }
        }
        return !now.isBefore(due) || outcomes.stream().anyMatch(awaited::contains);
    }

    private void go(Optional<StepPath> next) {
        count(step, "passed", 1);
        if (next.isPresent()) {
            step = next.get();
            actAt = now;
            count(step, "reached", 1);
        } else {
            end("DONE");
        }
    }

    private void end(String how) {
        settle();
        state = how;
        count(step, how.toLowerCase(Locale.ROOT), 1);
    }

    /** It waits for nothing more; one that was deferred is counted among those no longer. */
    private void settle() {
        if (Enrolments.DEFERRED.equals(waitsFor)) {
            count(step, Funnel.DEFERRED, -1);
        }
        waitsFor = null;
    }

    private Step required() {
        return course.at(step).orElseThrow(() -> new IllegalStateException("NO_SUCH_STEP"));
    }

    private boolean isRunning() {
        return state.equals("RUNNING");
    }

    private void pass(String what, @Nullable String way) {
        passed.add(new Passed(from.id(), step.text(), now, what, way));
    }

    private void count(StepPath at, String line, long n) {
        counts.merge(
                new ScenarioTally.Line(
                        scenario.id(),
                        scenario.rules().localDay(now),
                        from.edition(),
                        at.text(),
                        line),
                n,
                Long::sum);
    }

    private Instant prompt(Instant instant) {
        return Duration.between(instant, now).compareTo(PROMPT) > 0 ? now : instant;
    }

    private static String what(Outcome outcome) {
        return switch (outcome) {
            case SEND -> "SENT";
            case SUPPRESS -> "SUPPRESSED";
            case CONTROL -> "CONTROL";
            case DEFER -> "DEFERRED";
        };
    }
}
