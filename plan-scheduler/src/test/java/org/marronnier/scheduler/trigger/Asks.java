package org.marronnier.scheduler.trigger;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.Measure;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.condition.PropertyTest;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.scenario.Reentry;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.domain.scenario.Step;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.domain.time.Span;

/**
 * A promotional scenario for offers that a test writes: anyone may enter it, always and in
 * parallel.
 */
public final class Asks {

    private final String key;
    private final Trigger trigger;
    private @Nullable Condition target;
    private @Nullable Condition exit;
    private int priority = 50;
    private BigDecimal control = BigDecimal.ZERO;
    private Reentry reentry = new Reentry.Always();
    private boolean parallel = true;
    private List<Step> steps = List.of(new Step.WaitFor(Span.days(1)), new Step.End());

    private Asks(String key, Trigger trigger) {
        this.key = key;
        this.trigger = trigger;
    }

    public static Asks when(String key, Trigger trigger) {
        return new Asks(key, trigger);
    }

    public static Trigger event(String type, String delay) {
        return new Trigger.OnEvent(type, List.of(), Span.parse(delay));
    }

    public static Trigger event(String type, String property, String value) {
        return new Trigger.OnEvent(
                type,
                List.of(
                        new PropertyTest(
                                property,
                                List.of(
                                        new Comparison(
                                                Comparison.Operator.EQ,
                                                List.of(Operand.of(value)))))),
                Span.ZERO);
    }

    public static Trigger abandoned(String started, String completed, String after) {
        return new Trigger.Abandonment(started, completed, Span.parse(after), null);
    }

    public static Trigger birthday(String offset, String at) {
        return new Trigger.OnDate("birthDate", Span.parse(offset), LocalTime.parse(at), false);
    }

    public static Trigger silent(String after, String... events) {
        return new Trigger.Inactivity(List.of(events), Span.parse(after));
    }

    public static Trigger again(String event, String factor, String otherwise) {
        return new Trigger.Replenishment(
                event, "product", new BigDecimal(factor), Map.of(), Span.parse(otherwise));
    }

    /** At least so many events of a type in a time. */
    public static Condition atLeast(int count, String event, String within) {
        return new Condition.Events(
                event,
                List.of(),
                Span.parse(within),
                List.of(
                        new Measure.Count(
                                List.of(
                                        new Comparison(
                                                Comparison.Operator.GTE,
                                                List.of(Operand.of(count)))))));
    }

    public static Condition livesIn(String... countries) {
        return new Condition.Attribute(
                "country",
                List.of(
                        new Comparison(
                                Comparison.Operator.IN,
                                Stream.of(countries).map(Operand::of).toList())));
    }

    public Asks target(Condition target) {
        this.target = target;
        return this;
    }

    public Asks exit(Condition exit) {
        this.exit = exit;
        return this;
    }

    public Asks priority(int priority) {
        this.priority = priority;
        return this;
    }

    public Asks control(String rate) {
        this.control = new BigDecimal(rate);
        return this;
    }

    public Asks reentry(Reentry reentry) {
        this.reentry = reentry;
        return this;
    }

    public Asks oneAtATime() {
        this.parallel = false;
        return this;
    }

    public Asks steps(Step... steps) {
        this.steps = new ArrayList<>(List.of(steps));
        return this;
    }

    String key() {
        return Objects.requireNonNull(key);
    }

    public ScenarioBrief brief() {
        return new ScenarioBrief(
                key,
                key,
                null,
                MessageType.PROMOTIONAL,
                null,
                "offers",
                priority,
                trigger,
                target,
                exit,
                reentry,
                parallel,
                control,
                steps);
    }
}
