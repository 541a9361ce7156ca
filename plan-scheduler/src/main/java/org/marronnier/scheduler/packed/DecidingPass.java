package org.marronnier.scheduler.packed;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.marronnier.store.packed.Passes;
import org.marronnier.store.packed.Segment;
import org.springframework.stereotype.Component;

/**
 * Decides several runs over all contacts in one pass: segment by segment, some at a time, from the
 * facts in the database to decisions, messages and the outbox in it. The same pass may be asked for
 * again after it broke off, by this process or another one, and decides what is left.
 *
 * <p>Reasons are not kept with what it decides, only the line of the funnel: who asks why is
 * answered by judging that contact anew.
 */
@Component
public class DecidingPass {

    private final Passes passes;

    public DecidingPass(Passes passes) {
        this.passes = passes;
    }

    /**
     * Decides what is left of a pass.
     *
     * @param workers how many segments are decided at a time
     */
    public PassReport decide(long pass, PassBrief brief, int workers) {
        var waiting = new ConcurrentLinkedQueue<>(passes.waiting(pass));
        try (var threads = Executors.newFixedThreadPool(workers)) {
            var works = new ArrayList<Future<PassReport>>();
            for (var w = 0; w < workers; w++) {
                works.add(threads.submit(() -> work(pass, brief, waiting)));
            }
            return sum(works);
        }
    }

    /** One worker; where it fails, the others end after their segment. */
    private PassReport work(long pass, PassBrief brief, Queue<Segment> waiting) {
        var desk = passes.desk(brief.facts());
        var deciding = new DecidingSegment(brief, desk.outcomes());
        var isDone = false;
        try {
            for (var next = waiting.poll(); next != null; next = waiting.poll()) {
                desk.decide(pass, next, deciding);
            }
            isDone = true;
        } finally {
            if (!isDone) {
                waiting.clear();
            }
        }
        return new PassReport(desk.bytes() + deciding.bytes(), deciding.judging());
    }

    private static PassReport sum(List<Future<PassReport>> works) {
        var sum = new PassReport(0, 0);
        for (var work : works) {
            try {
                sum = sum.plus(work.get());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("The pass was interrupted.", interrupted);
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof RuntimeException cause
                        ? cause
                        : new IllegalStateException(failed.getCause());
            }
        }
        return sum;
    }
}
