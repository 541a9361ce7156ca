package org.marronnier.scheduler.campaign;

import java.util.function.Consumer;
import org.marronnier.store.decision.Decisions;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Somebody reads all decisions of a run: as a stream, however many there are. */
@Component
public class ReadingDecisions {

    private final Decisions decisions;

    ReadingDecisions(Decisions decisions) {
        this.decisions = decisions;
    }

    /** Oldest first, then by external id. */
    @Transactional(readOnly = true)
    public void ofRun(long run, Consumer<Decisions.Line> reader) {
        try (var lines = decisions.allOfRun(run)) {
            lines.forEach(reader);
        }
    }
}
