package org.marronnier.engine.scenario;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.MessagePattern;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.domain.scenario.Step;
import org.marronnier.engine.decision.ControlGroup;

/**
 * The steps of one scenario as contacts walk through them: one after the other, into the ways of
 * branches and splits, and on behind them (section 10 of the decision rules).
 *
 * @param scenario its key
 */
public record Course(String scenario, List<Step> steps) {

    /** A step and where it stands. */
    public record Placed(StepPath path, Step step) {

        /** How many branches and splits it stands in. */
        public int depth() {
            return path.depth();
        }
    }

    public Course {
        steps = List.copyOf(steps);
    }

    public static Course of(ScenarioBrief scenario) {
        return new Course(scenario.key(), scenario.steps());
    }

    /** Where a contact begins; empty where there is no step. */
    public Optional<StepPath> first() {
        return steps.isEmpty() ? Optional.empty() : Optional.of(StepPath.FIRST);
    }

    /** The step at a path; empty where none stands there. */
    public Optional<Step> at(StepPath path) {
        return list(path)
                .filter(list -> path.index() < list.size())
                .map(list -> list.get(path.index()));
    }

    /**
     * Where the walk goes on behind a step: the next of its list, or behind the branch or split
     * that the list belongs to; empty at the end of the scenario.
     */
    public Optional<StepPath> after(StepPath path) {
        var next = path.next();
        return at(next).isPresent() ? Optional.of(next) : path.parent().flatMap(this::after);
    }

    /**
     * Where the walk goes on from a branch: the first step of a way, or behind the branch where
     * that way has none; empty at the end of the scenario.
     *
     * @throws IllegalArgumentException where no branch stands there
     */
    public Optional<StepPath> branch(StepPath path, boolean holds) {
        required(path, Step.Branch.class);
        return into(path, holds ? StepPath.THEN : StepPath.ELSE);
    }

    /**
     * Where the walk goes on from a split, by the number of a way; as for a branch.
     *
     * @throws IllegalArgumentException where no split with that way stands there
     */
    public Optional<StepPath> split(StepPath path, int way) {
        if (way < 0 || way >= required(path, Step.Split.class).ways().size()) {
            throw new IllegalArgumentException(
                    "The split (%s) of scenario (%s) has no way %d."
                            .formatted(path, scenario, way));
        }
        return into(path, Integer.toString(way));
    }

    /**
     * The number of the way that a split gives a contact, always the same: the first way for which
     * {@code u(scenario key + step, externalId)} is below the share of all weights up to its own.
     *
     * @throws IllegalArgumentException where no split stands there
     */
    public int drawnWay(StepPath path, String externalId) {
        var ways = required(path, Step.Split.class).ways();
        var all = ways.stream().map(Step.Split.Way::weight).reduce(BigDecimal::add).orElseThrow();
        var u = ControlGroup.u(scenario + path, externalId).multiply(all);
        var upTo = BigDecimal.ZERO;
        for (var way = 0; way < ways.size(); way++) {
            upTo = upTo.add(ways.get(way).weight());
            if (u.compareTo(upTo) < 0) {
                return way;
            }
        }
        throw new IllegalStateException("No share of a split is as much as its whole.");
    }

    /**
     * The outcomes of a send's message that the walk waits for: those that the branch right behind
     * it asks about, in tests that can mean this message. None where it does not wait. A segment
     * tells where a contact stands, not what became of this message; it is not waited for.
     */
    public Set<MessageStatus> awaited(StepPath path) {
        var awaited = EnumSet.noneOf(MessageStatus.class);
        if (at(path).orElse(null) instanceof Step.Send send
                && after(path).flatMap(this::at).orElse(null) instanceof Step.Branch branch) {
            branch.condition()
                    .walk()
                    .filter(Condition.Messages.class::isInstance)
                    .map(test -> ((Condition.Messages) test).pattern())
                    .filter(pattern -> canMean(pattern, send))
                    .map(MessagePattern::status)
                    .forEach(status -> addOutcome(send, status, awaited));
        }
        return awaited;
    }

    /**
     * A message that was sent has no outcome yet; one on the web alone is only sent when the
     * contact comes.
     */
    private static void addOutcome(
            Step.Send send, @Nullable MessageStatus status, Set<MessageStatus> outcomes) {
        var waitsForTheContact = send.channels().stream().allMatch(Channel.WEB::equals);
        if (status != null && (status != MessageStatus.SENT || waitsForTheContact)) {
            outcomes.add(status);
        }
    }

    /** Whether a test of messages can mean the one of a send, whatever became of it. */
    public boolean canMean(MessagePattern pattern, Step.Send send) {
        return (pattern.template() == null || pattern.template().equals(send.template()))
                && (pattern.channel() == null || send.channels().contains(pattern.channel()))
                && (pattern.scenario() == null || pattern.scenario().equals(scenario))
                && (pattern.tag() == null || send.tags().contains(pattern.tag()))
                && pattern.campaign() == null;
    }

    /** All steps in the order in which they are read, those of each way behind their branch. */
    public List<Placed> all() {
        var all = new ArrayList<Placed>();
        place(steps, StepPath.FIRST, all);
        return all;
    }

    private static void place(List<Step> steps, StepPath first, List<Placed> all) {
        var path = first;
        for (var step : steps) {
            all.add(new Placed(path, step));
            if (step instanceof Step.Branch branch) {
                place(branch.then(), path.into(StepPath.THEN), all);
                place(branch.otherwise(), path.into(StepPath.ELSE), all);
            } else if (step instanceof Step.Split split) {
                for (var way = 0; way < split.ways().size(); way++) {
                    place(split.ways().get(way).steps(), path.into(Integer.toString(way)), all);
                }
            }
            path = path.next();
        }
    }

    /**
     * Whether who stands before a step can go on by another edition: the same kind of step stands
     * at the same path there.
     */
    public boolean standsAlike(Course other, StepPath path) {
        var mine = at(path);
        var theirs = other.at(path);
        return mine.isPresent()
                && theirs.isPresent()
                && mine.get().getClass() == theirs.get().getClass();
    }

    private Optional<StepPath> into(StepPath path, String way) {
        var first = path.into(way);
        return at(first).isPresent() ? Optional.of(first) : after(path);
    }

    /** The list that a path leads into; empty where it leads nowhere. */
    private Optional<List<Step>> list(StepPath path) {
        var parent = path.parent();
        if (parent.isEmpty()) {
            return Optional.of(steps);
        }
        var way = path.way().orElseThrow();
        return at(parent.get()).flatMap(step -> steps(step, way));
    }

    private static Optional<List<Step>> steps(Step step, String way) {
        return switch (step) {
            case Step.Branch branch ->
                    switch (way) {
                        case StepPath.THEN -> Optional.of(branch.then());
                        case StepPath.ELSE -> Optional.of(branch.otherwise());
                        default -> Optional.empty();
                    };
            case Step.Split split -> {
                if (way.equals(StepPath.THEN) || way.equals(StepPath.ELSE)) {
                    yield Optional.empty();
                }
                var number = Integer.parseInt(way);
                yield number < split.ways().size()
                        ? Optional.of(split.ways().get(number).steps())
                        : Optional.empty();
            }
            case Step.Send _, Step.WaitFor _, Step.WaitUntil _, Step.End _ -> Optional.empty();
        };
    }

    private <S extends Step> S required(StepPath path, Class<S> kind) {
        return at(path).filter(kind::isInstance)
                .map(kind::cast)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "No %s stands at %s of scenario (%s)."
                                                .formatted(kind.getSimpleName(), path, scenario)));
    }
}
