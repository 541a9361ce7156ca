package org.marronnier.web.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.marronnier.engine.decision.Gate;
import org.marronnier.engine.decision.Reason;
import org.marronnier.web.decision.ReasonSentences.Telling;
import org.springframework.stereotype.Component;

/** Every gate of a decision in order, with what was found there. */
@Component
public final class Trace {

    /**
     * One gate.
     *
     * @param state passed, failed, or skipped because an earlier one had decided
     */
    public record Step(String gate, String state, List<Sentence> evidence) {
        public Step {
            evidence = List.copyOf(evidence);
        }

        /** With more evidence behind. */
        Step with(List<Sentence> more) {
            return new Step(gate, state, Stream.concat(evidence.stream(), more.stream()).toList());
        }
    }

    private final ReasonSentences sentences;

    Trace(ReasonSentences sentences) {
        this.sentences = sentences;
    }

    public List<Step> of(List<Reason> reasons, Telling telling) {
        var steps = new ArrayList<Step>();
        var decided = false;
        for (var gate : Gate.values()) {
            var failed = reasons.stream().filter(reason -> reason.gate() == gate).toList();
            steps.add(
                    failed.isEmpty()
                            ? new Step(gate.name(), decided ? "skipped" : "passed", List.of())
                            : new Step(gate.name(), "failed", sentences.of(failed, telling)));
            decided |= !failed.isEmpty();
        }
        return steps;
    }
}
