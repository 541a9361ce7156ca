package org.marronnier.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalClockTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final int TIMES = 5_000_000;

    @Test
    void tellsThreadsThatShareAZoneEachItsOwnSecond() throws Exception {
        var seconds =
                List.of("2026-01-15T12:00:00Z", "2026-07-15T12:00:00Z", "2027-01-15T12:00:00Z")
                        .stream()
                        .map(Instant::parse)
                        .toList();
        try (var threads = Executors.newFixedThreadPool(3)) {
            var asked =
                    threads.invokeAll(
                            IntStream.range(0, 3)
                                    .mapToObj(thread -> wrongs(seconds, thread))
                                    .toList());
            for (var wrongs : asked) {
                assertThat(wrongs.get()).isZero();
            }
        }
    }

    /** How often a clock tells another offset or change than its zone. */
    private static Callable<Integer> wrongs(List<Instant> seconds, int seed) {
        var rules = PARIS.getRules();
        var clock = LocalClock.of(PARIS);
        var x = seconds.stream().mapToLong(Instant::getEpochSecond).toArray();
        var offset =
                seconds.stream().mapToInt(at -> rules.getOffset(at).getTotalSeconds()).toArray();
        var change =
                seconds.stream()
                        .mapToLong(at -> rules.nextTransition(at).toEpochSecond())
                        .toArray();
        return () -> {
            var random = new SplittableRandom(seed);
            var wrongs = 0;
            for (var n = 0; n < TIMES; n++) {
                var i = random.nextInt(x.length);
                if (clock.offset(x[i]) != offset[i] || clock.nextChange(x[i]) != change[i]) {
                    wrongs++;
                }
            }
            return wrongs;
        };
    }
}
