package org.marronnier.engine.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * How long the engine takes for a candidate: a {@link Crowd} of a million contacts, a segment of
 * 8,000 after the other through the same columns, whose filling is not measured.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1g")
@Warmup(iterations = 1, batchSize = EngineBenchmark.SEGMENTS)
@Measurement(iterations = 3, batchSize = EngineBenchmark.SEGMENTS)
public class EngineBenchmark {

    static final int SEGMENTS = 125;
    private static final int CONTACTS = 8_000;

    @Param({"DROPS", "RESERVATIONS", "DEFERRALS", "BOTH"})
    public String mix = "";

    private final PackedJudgement judgement = new PackedJudgement(Crowd.rules(), Crowd.NOW);
    private final PackedHouseholds in = new PackedHouseholds();
    private final PackedDecisions out = new PackedDecisions();
    private Crowd crowd = Crowd.of(judgement, Crowd.Mix.DROPS);
    private int segment;

    @Setup(Level.Trial)
    public void gather() {
        crowd = Crowd.of(judgement, Crowd.Mix.valueOf(mix));
    }

    @Setup(Level.Invocation)
    public void fill() {
        crowd.fill(in, segment++ % SEGMENTS, CONTACTS);
    }

    @Benchmark
    @OperationsPerInvocation(SEGMENTS * CONTACTS * Crowd.CANDIDATES)
    public PackedDecisions decide() {
        judgement.decide(in, out);
        return out;
    }

    @Test
    void tellsHowLongACandidateTakes() throws Exception {
        var lines = new ArrayList<String>();
        for (var threads : List.of(1, 2)) {
            var options =
                    new OptionsBuilder()
                            .include("\\." + EngineBenchmark.class.getSimpleName() + "\\.")
                            .include("\\." + DroolsBenchmark.class.getSimpleName() + "\\.")
                            .threads(threads)
                            .build();
            for (var result : new Runner(options).run()) {
                lines.add(line(result, threads));
            }
        }
        lines.forEach(System.out::println);
    }

    private static String line(RunResult result, int threads) {
        var statistics = result.getPrimaryResult().getStatistics();
        var parameters = result.getParams();
        var what =
                Optional.ofNullable(parameters.getParam("mix"))
                        .orElse("Drools " + result.getPrimaryResult().getLabel());
        return "%-34s %d thread%s %8.1f ns a candidate (%.1f to %.1f)"
                .formatted(
                        what,
                        threads,
                        threads == 1 ? " :" : "s:",
                        statistics.getMean() / threads,
                        statistics.getMin() / threads,
                        statistics.getMax() / threads);
    }
}
