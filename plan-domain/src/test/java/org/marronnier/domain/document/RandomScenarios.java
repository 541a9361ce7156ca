package org.marronnier.domain.document;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.marronnier.domain.message.Intent;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.scenario.Reentry;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.domain.scenario.Step;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.domain.time.Span;

/** Makes up scenarios: triggers and steps. */
abstract class RandomScenarios extends RandomRules {

    RandomScenarios(Random random) {
        super(random);
    }

    ScenarioBrief scenario(int j) {
        var steps = steps(3);
        return new ScenarioBrief(
                "scenario-" + j,
                word(),
                maybe(this::word),
                one(MessageType.class),
                maybe(() -> one(Intent.class)),
                one(PURPOSES),
                random.nextInt(101),
                trigger(),
                maybe(() -> condition(3)),
                maybe(() -> condition(2)),
                switch (random.nextInt(3)) {
                    case 0 -> new Reentry.Once();
                    case 1 -> new Reentry.Always();
                    default -> new Reentry.After(span());
                },
                random.nextBoolean(),
                share(),
                steps.isEmpty() ? List.of(new Step.End()) : steps);
    }

    private List<Step> steps(int depth) {
        return list(random.nextInt(4), _ -> step(depth));
    }

    private Step step(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 ->
                    new Step.Send(
                            one(keys("template-", templates)),
                            channels(),
                            span(),
                            one(WhenCapped.class),
                            decimal(),
                            maybe(this::word),
                            words(random.nextInt(3)));
            case 1 -> new Step.WaitFor(span());
            case 2 -> new Step.WaitUntil(maybe(() -> one(DayOfWeek.class)), time());
            case 3 -> new Step.End();
            case 4 -> new Step.Branch(condition(2), steps(depth - 1), steps(depth - 1));
            default ->
                    new Step.Split(
                            list(
                                    1 + random.nextInt(3),
                                    i ->
                                            new Step.Split.Way(
                                                    i == 0 ? BigDecimal.ONE : decimal(),
                                                    steps(depth - 1))));
        };
    }

    private Trigger trigger() {
        return switch (random.nextInt(9)) {
            case 0 ->
                    new Trigger.OnEvent(
                            word(), tests(), one(List.of(Span.ZERO, Span.parse("PT2H"))));
            case 1 -> new Trigger.Abandonment(word(), word(), span(), maybe(this::word));
            case 2 ->
                    new Trigger.OnDate(
                            word(),
                            one(List.of(Span.ZERO, Span.days(-3), Span.days(5))),
                            time(),
                            random.nextBoolean());
            case 3 -> new Trigger.Inactivity(words(1 + random.nextInt(3)), span());
            case 4 -> {
                var defaults = new LinkedHashMap<String, Span>();
                words(random.nextInt(3)).forEach(word -> defaults.put(word, span()));
                yield new Trigger.Replenishment(
                        word(), word(), new BigDecimal("0.9"), defaults, maybe(this::span));
            }
            case 5 ->
                    segments == 0
                            ? new Trigger.EntersStage(one(STAGES))
                            : new Trigger.EntersSegment(one(keys("segment-", segments)));
            case 6 -> new Trigger.EntersStage(one(STAGES));
            case 7 ->
                    new Trigger.Weather(
                            List.of(new Trigger.Weather.Forecast("minTemperature", bounds())),
                            span());
            default -> new Trigger.OnCall();
        };
    }
}
