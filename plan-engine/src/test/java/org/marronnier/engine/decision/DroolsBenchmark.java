package org.marronnier.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.kie.api.runtime.KieSession;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long Drools takes for a candidate of the {@link Crowd} that drops: 500 contacts at once of
 * the same shape, whose facts are made beforehand, in a session for each household and in one for
 * all.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1g")
@Warmup(iterations = 2, batchSize = DroolsBenchmark.SEGMENTS)
@Measurement(iterations = 3, batchSize = DroolsBenchmark.SEGMENTS)
public class DroolsBenchmark {

    static final int SEGMENTS = 4;
    private static final int CONTACTS = 500;
    private static final int CANDIDATES = CONTACTS * Crowd.CANDIDATES;

    private final DroolsJudgement judgement = new DroolsJudgement();
    private final PackedJudgement engine = new PackedJudgement(Crowd.rules(), Crowd.NOW);
    private final Crowd crowd = Crowd.of(engine, Crowd.Mix.DROPS);
    private final PackedHouseholds in = new PackedHouseholds();
    private final KieSession session = judgement.session();
    private List<DroolsJudgement.Facts> households = List.of();
    private int segment;

    @Setup(Level.Invocation)
    public void fill() {
        crowd.fill(in, segment++ % SEGMENTS, CONTACTS);
        households = DroolsJudgement.facts(in, crowd);
    }

    @TearDown
    public void close() {
        session.dispose();
    }

    @Benchmark
    @OperationsPerInvocation(SEGMENTS * CANDIDATES)
    public void inASessionForEachHousehold() {
        for (var household : households) {
            var own = judgement.session();
            DroolsJudgement.decide(household, own);
            own.dispose();
        }
    }

    @Benchmark
    @OperationsPerInvocation(SEGMENTS * CANDIDATES)
    public void inOneSession() {
        for (var household : households) {
            DroolsJudgement.decide(household, session);
        }
    }

    /** Of households whose candidates are all open at once, since Drools knows no quiet hours. */
    @Test
    void givesTheAnswersOfTheEngine() {
        fill();
        var out = new PackedDecisions();
        var now = Crowd.NOW.getEpochSecond();
        var compared = 0;

        engine.decide(in, out);
        inOneSession();

        for (var h = 0; h < in.households; h++) {
            if (crowd.isOpenAtOnce(in, h)) {
                var asked = households.get(h).asked();
                for (var c = 0; c < asked.size(); c++) {
                    assertThat(asked.get(c).isLeaving())
                            .as("Candidate %d of household %d leaves at once", c, h)
                            .isEqualTo(out.at(in.candidatesFrom[h] + c) <= now);
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(CANDIDATES / 2);
        close();
    }
}
