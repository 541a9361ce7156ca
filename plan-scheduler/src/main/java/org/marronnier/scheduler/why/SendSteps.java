package org.marronnier.scheduler.why;

import java.util.List;
import java.util.stream.Stream;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.domain.scenario.Step;

/** The steps of a scenario that send, as the document has them from top to bottom. */
public final class SendSteps {

    private SendSteps() {}

    public static List<Step.Send> of(ScenarioBrief scenario) {
        return sends(scenario.steps()).toList();
    }

    private static Stream<Step.Send> sends(List<Step> steps) {
        return steps.stream().flatMap(SendSteps::sends);
    }

    private static Stream<Step.Send> sends(Step step) {
        return switch (step) {
            case Step.Send send -> Stream.of(send);
            case Step.Branch(var _, var then, var otherwise) ->
                    Stream.concat(sends(then), sends(otherwise));
            case Step.Split(var ways) -> ways.stream().flatMap(way -> sends(way.steps()));
            case Step.WaitFor _, Step.WaitUntil _, Step.End _ -> Stream.empty();
        };
    }
}
