package org.marronnier.engine.diagnostic;

import java.util.List;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.domain.scenario.Step;
import org.marronnier.domain.scenario.Trigger;

/** Scenarios in which time passes, so that something may come in between. */
public final class Lasting {

    private Lasting() {}

    /** Whether time passes between entry and some message. */
    public static boolean isLasting(ScenarioBrief scenario) {
        var waits =
                scenario.trigger() instanceof Trigger.OnEvent(_, _, var delay) && !delay.isZero();
        return sendsAfterWait(scenario.steps(), waits);
    }

    private static boolean sendsAfterWait(List<Step> steps, boolean waited) {
        var waits = waited;
        for (var step : steps) {
            switch (step) {
                case Step.WaitFor _, Step.WaitUntil _ -> waits = true;
                case Step.Send _ -> {
                    if (waits) {
                        return true;
                    }
                }
                case Step.Branch branch -> {
                    if (sendsAfterWait(branch.then(), waits)
                            || sendsAfterWait(branch.otherwise(), waits)) {
                        return true;
                    }
                    waits = waits || waitsIn(branch.then()) || waitsIn(branch.otherwise());
                }
                case Step.Split split -> {
                    for (var way : split.ways()) {
                        if (sendsAfterWait(way.steps(), waits)) {
                            return true;
                        }
                    }
                    waits = waits || split.ways().stream().anyMatch(way -> waitsIn(way.steps()));
                }
                case Step.End _ -> {
                    return false;
                }
            }
        }
        return false;
    }

    private static boolean waitsIn(List<Step> steps) {
        return steps.stream()
                .anyMatch(
                        step ->
                                switch (step) {
                                    case Step.WaitFor _, Step.WaitUntil _ -> true;
                                    case Step.Branch branch ->
                                            waitsIn(branch.then()) || waitsIn(branch.otherwise());
                                    case Step.Split split ->
                                            split.ways().stream()
                                                    .anyMatch(way -> waitsIn(way.steps()));
                                    case Step.Send _, Step.End _ -> false;
                                });
    }
}
