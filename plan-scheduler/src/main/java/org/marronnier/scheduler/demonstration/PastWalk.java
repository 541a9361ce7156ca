package org.marronnier.scheduler.demonstration;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.message.SourceName;
import org.marronnier.domain.run.Funnel;
import org.marronnier.domain.scenario.EntryRefusal;
import org.marronnier.domain.scenario.Step;
import org.marronnier.engine.decision.Candidate;
import org.marronnier.engine.decision.Decision;
import org.marronnier.engine.decision.Outcome;
import org.marronnier.engine.scenario.StepPath;
import org.marronnier.engine.scenario.Waits;
import org.marronnier.engine.trigger.Firing;
import org.marronnier.scheduler.campaign.FunnelLine;
import org.marronnier.scheduler.demonstration.Crowd.Person;
import org.marronnier.store.enrolment.Enrolments;

/**
 * A contact on its way through a scenario of the invented past, each step taken at its very
 * instant: what it went through, where it stands now, and what is counted of it.
 */
final class PastWalk {

    /** A step that it went through. */
    record Passed(StepPath step, Instant at, String what, @Nullable String way) {}

    /** What was decided of a step's message, which was due at an instant. */
    record Decided(StepPath step, Instant due, Decision decision) {}

    /** What is counted, and on which day of the plan; an empty step is the scenario itself. */
    record Count(LocalDate day, String step, String line) {}

    private final PastScenario scenario;
    private final Person person;
    private final Firing firing;
    private final ZoneId planZone;
    private final ZoneId zone;
    private final List<Passed> passed = new ArrayList<>();
    private final List<Decided> decisions = new ArrayList<>();
    private final Map<Count, Long> counts = new HashMap<>();

    private StepPath step = StepPath.FIRST;
    private String state = "RUNNING";
    private @Nullable String waitsFor;
    private @Nullable EntryRefusal refusal;
    private @Nullable Instant endedAt;

    /** When the step before which it stands is due by its own clock. */
    private Instant due;

    /** When it goes on. */
    private Instant actAt;

    private PastWalk(PastScenario scenario, Person person, Firing firing, ZoneId planZone) {
        this.scenario = scenario;
        this.person = person;
        this.firing = firing;
        this.planZone = planZone;
        this.zone = PastFirings.zoneOf(person, planZone);
        this.due = firing.at();
        this.actAt = firing.at();
    }

    /** One that stands before its first step. */
    static PastWalk entered(PastScenario scenario, Person person, Firing firing, ZoneId planZone) {
        var walk = new PastWalk(scenario, person, firing, planZone);
        walk.count("", "entered", firing.at(), 1);
        walk.count("0", "reached", firing.at(), 1);
        return walk;
    }

    /** One that was turned away. */
    static PastWalk refused(
            PastScenario scenario,
            Person person,
            Firing firing,
            ZoneId planZone,
            EntryRefusal why) {
        var walk = new PastWalk(scenario, person, firing, planZone);
        walk.state = "REFUSED";
        walk.refusal = why;
        walk.endedAt = firing.at();
        walk.count("", "refused:" + why, firing.at(), 1);
        return walk;
    }

    /** On from where it stands, up to a wait, the end, or a send that has to be decided. */
    Optional<Step.Send> goOn(Matching matching) {
        var now = actAt;
        switch (waitsFor) {
            case Enrolments.WAIT -> {
                waitsFor = null;
                pass("WAITED", null, now);
                go(scenario.course().after(step), now);
            }
            case Enrolments.OUTCOME -> {
                waitsFor = null;
                pass("OUTCOME", null, now);
                due = now;
            }
            case null, default -> {}
        }
        var exit = scenario.brief().exit();
        while (isRunning() && (waitsFor == null || waitsFor.equals(Enrolments.DEFERRED))) {
            if (exit != null && matching.holds(exit, person, now)) {
                settle(now);
                pass("EXIT", null, now);
                end("EXITED", now);
                break;
            }
            if (scenario.course().steps().isEmpty()) {
                end("DONE", now);
                break;
            }
            switch (scenario.course().at(step).orElseThrow()) {
                case Step.Send send -> {
                    return Optional.of(send);
                }
                case Step.WaitFor wait -> waitUntil(Waits.end(wait, now, zone), now);
                case Step.WaitUntil wait -> waitUntil(Waits.end(wait, now, zone), now);
                case Step.Branch(var condition, var _, var _) -> {
                    var holds = matching.holds(condition, person, now);
                    pass("BRANCH", holds ? "then" : "else", now);
                    go(scenario.course().branch(step, holds), now);
                }
                case Step.Split _ -> {
                    var way = scenario.course().drawnWay(step, person.card().externalId());
                    pass("SPLIT", Integer.toString(way), now);
                    go(scenario.course().split(step, way), now);
                }
                case Step.End _ -> {
                    pass("END", null, now);
                    count(step.text(), "passed", now, 1);
                    end("DONE", now);
                }
            }
        }
        return Optional.empty();
    }

    /** What the send before which it stands asks for. */
    Candidate candidate(Step.Send send, boolean targeted) {
        var brief = scenario.brief();
        return new Candidate(
                brief.key(),
                person.card().externalId(),
                SourceName.ofScenario(brief.key()),
                brief.key(),
                scenario.programme(),
                brief.type(),
                brief.purpose(),
                Set.copyOf(send.tags()),
                send.offer(),
                send.channels(),
                due,
                send.expiry().after(due, planZone),
                brief.priority(),
                send.value(),
                send.whenCapped(),
                brief.control(),
                targeted,
                null);
    }

    /**
     * Stands behind the send now, or still before it, as was decided.
     *
     * @param heard the message, where one left
     */
    void decided(Decision decision, @Nullable Remembered heard) {
        var now = decision.at();
        settle(now);
        decisions.add(new Decided(step, due, decision));
        var line = FunnelLine.of(decision);
        count(step.text(), line.equals(Funnel.QUEUED) ? Funnel.SENT : line, now, 1);
        if (decision.outcome() == Outcome.DEFER) {
            pass("DEFERRED", null, now);
            waitsFor = Enrolments.DEFERRED;
            actAt = Objects.requireNonNull(decision.until());
            return;
        }
        if (heard != null) {
            count("opened", heard.opened());
            count("clicked", heard.clicked());
            count("bounced", heard.bounced());
            count("complained", heard.complained());
        }
        var send = step;
        pass(what(decision.outcome()), null, now);
        go(scenario.course().after(step), now);
        var awaited = scenario.course().awaited(send);
        if (heard != null && isRunning() && !awaited.isEmpty()) {
            waitsFor = Enrolments.OUTCOME;
            due = decision.candidate().expiry();
            actAt = firstOf(awaited, heard).filter(due::isAfter).orElse(due);
        }
    }

    private static Optional<Instant> firstOf(Set<MessageStatus> awaited, Remembered heard) {
        return awaited.stream().map(heard::at).flatMap(Optional::stream).min(Instant::compareTo);
    }

    private void waitUntil(Instant end, Instant now) {
        if (end.isAfter(now)) {
            waitsFor = Enrolments.WAIT;
            due = now;
            actAt = end;
        } else {
            pass("WAITED", null, now);
            go(scenario.course().after(step), now);
        }
    }

    /** It is deferred no longer. */
    private void settle(Instant now) {
        if (Enrolments.DEFERRED.equals(waitsFor)) {
            count(step.text(), Funnel.DEFERRED, now, -1);
            waitsFor = null;
        }
    }

    private void go(Optional<StepPath> next, Instant now) {
        count(step.text(), "passed", now, 1);
        if (next.isPresent()) {
            step = next.get();
            due = now;
            actAt = now;
            count(step.text(), "reached", now, 1);
        } else {
            end("DONE", now);
        }
    }

    private void end(String how, Instant now) {
        state = how;
        endedAt = now;
        count(step.text(), how.toLowerCase(Locale.ROOT), now, 1);
    }

    private void pass(String what, @Nullable String way, Instant now) {
        passed.add(new Passed(step, now, what, way));
    }

    private void count(String line, @Nullable Instant at) {
        if (at != null) {
            count(step.text(), line, at, 1);
        }
    }

    private void count(String at, String line, Instant now, long n) {
        counts.merge(new Count(LocalDate.ofInstant(now, planZone), at, line), n, Long::sum);
    }

    private static String what(Outcome outcome) {
        return switch (outcome) {
            case SEND -> "SENT";
            case SUPPRESS -> "SUPPRESSED";
            case CONTROL -> "CONTROL";
            case DEFER -> "DEFERRED";
        };
    }

    boolean isRunning() {
        return state.equals("RUNNING");
    }

    PastScenario scenario() {
        return scenario;
    }

    Person person() {
        return person;
    }

    Firing firing() {
        return firing;
    }

    String state() {
        return state;
    }

    @Nullable EntryRefusal refusal() {
        return refusal;
    }

    StepPath step() {
        return step;
    }

    Instant due() {
        return due;
    }

    Instant actAt() {
        return actAt;
    }

    @Nullable String waitsFor() {
        return waitsFor;
    }

    @Nullable Instant endedAt() {
        return endedAt;
    }

    List<Passed> passed() {
        return passed;
    }

    List<Decided> decisions() {
        return decisions;
    }

    Map<Count, Long> counts() {
        return counts;
    }
}
