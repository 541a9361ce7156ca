package org.marronnier.web.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.marronnier.scheduler.demonstration.Demonstration;

class DemonstrationHistoryTest {

    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    @Test
    void timing() {
        var plan = DemonstrationPlan.on(LocalDate.of(2026, 11, 22));
        for (var i = 0; i < 2; i++) {
            var start = System.nanoTime();
            var rows = Demonstration.rows(plan, NOW);
            System.out.println("ms " + (System.nanoTime() - start) / 1_000_000 + " cpu " + java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()/1000000 + " consents " + rows.consents().size() + " events " + rows.events().size() + " messages " + rows.messages().size());
            System.out.println(rows.events().stream().collect(Collectors.groupingBy(e -> e.type(), Collectors.counting())));
            System.out.println((Object) rows.messages().stream().collect(Collectors.groupingBy(e -> e.source(), Collectors.counting())));
            System.out.println(rows.contacts().stream().filter(c -> c.bounced() != null).count() + " bounced, complained " + rows.contacts().stream().filter(c -> c.complained() != null).count());
        }
    }
}
