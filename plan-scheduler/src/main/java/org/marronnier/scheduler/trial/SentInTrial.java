package org.marronnier.scheduler.trial;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.MessagePattern;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.scenario.Step;
import org.marronnier.engine.scenario.Course;

/** The messages that a trial made up, and what is said to have become of them. */
final class SentInTrial {

    private static final Condition NOBODY = new Condition.Any(List.of());

    private record Sent(Step.Send send, Trial.@Nullable Outcome outcome) {}

    private final Course course;
    private final List<Sent> all = new ArrayList<>();

    SentInTrial(Course course) {
        this.course = course;
    }

    void add(Step.Send send, Trial.@Nullable Outcome outcome) {
        all.add(new Sent(send, outcome));
    }

    /** Whether a condition asks if a message was opened or clicked. */
    boolean isAsked(Condition condition, Step.Send send) {
        var clicked = new Sent(send, Trial.Outcome.CLICKED);
        var left = new Sent(send, Trial.Outcome.NOTHING);
        return condition
                .walk()
                .filter(Condition.Messages.class::isInstance)
                .map(test -> ((Condition.Messages) test).pattern())
                .anyMatch(pattern -> isMeant(pattern, clicked) && !isMeant(pattern, left));
    }

    /**
     * A condition, with its tests of messages answered where those of the trial alone answer them;
     * the others ask what is on record.
     */
    Condition within(Condition condition) {
        return switch (condition) {
            case Condition.All(var parts) ->
                    new Condition.All(parts.stream().map(this::within).toList());
            case Condition.Any(var parts) ->
                    new Condition.Any(parts.stream().map(this::within).toList());
            case Condition.Not(var part) -> new Condition.Not(within(part));
            case Condition.Messages messages -> answered(messages);
            case Condition.Attribute _,
                    Condition.YearsSince _,
                    Condition.Events _,
                    Condition.Consent _,
                    Condition.InSegment _,
                    Condition.InStage _ ->
                    condition;
        };
    }

    private Condition answered(Condition.Messages test) {
        if (all.stream().noneMatch(sent -> isMeant(test.pattern(), sent))) {
            return test;
        }
        if (asksForAny(test.count())) {
            return Condition.EVERYBODY;
        }
        return asksForNone(test.count()) ? NOBODY : test;
    }

    private static boolean asksForAny(List<Comparison> count) {
        return count.isEmpty()
                || is(count, Comparison.Operator.GTE, 1)
                || is(count, Comparison.Operator.GT, 0);
    }

    private static boolean asksForNone(List<Comparison> count) {
        return is(count, Comparison.Operator.EQ, 0)
                || is(count, Comparison.Operator.LT, 1)
                || is(count, Comparison.Operator.LTE, 0);
    }

    private static boolean is(List<Comparison> count, Comparison.Operator operator, long value) {
        return count.equals(List.of(Comparison.of(operator, Operand.of(value))));
    }

    private boolean isMeant(MessagePattern pattern, Sent sent) {
        return course.canMean(pattern, sent.send) && isSo(pattern, sent.outcome);
    }

    private static boolean isSo(MessagePattern pattern, Trial.@Nullable Outcome outcome) {
        return switch (pattern.status()) {
            case null -> true;
            case SENT, DELIVERED -> true;
            case OPENED -> outcome == Trial.Outcome.OPENED || outcome == Trial.Outcome.CLICKED;
            case CLICKED -> outcome == Trial.Outcome.CLICKED;
            case BOUNCED, FAILED, COMPLAINED, UNSUBSCRIBED -> false;
        };
    }
}
