package org.marronnier.store.scenario;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How many contacts a scenario moved where, by local day of the plan; counted in the transactions
 * that move them, as the last thing in each, so that nobody waits long for a line.
 */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class ScenarioTally {

    /**
     * What is counted.
     *
     * @param step its path; empty for what concerns the whole scenario
     * @param line of the whole scenario {@code entered} and {@code refused:<reason>}; of a step
     *     {@code reached}, {@code passed}, {@code exited}, {@code stopped}, {@code stuck} (failed,
     *     until somebody retries), {@code moved} (to another edition): who is there is those who
     *     reached it less all others; {@code done} beside {@code passed} for whoever ended there;
     *     and of its messages the lines of a run's funnel: {@code queued}, {@code deferred}, {@code
     *     sent}, {@code failed} and so on, each message in one
     */
    public record Line(long scenario, LocalDate day, long edition, String step, String line) {}

    private static final Comparator<Line> ORDER =
            Comparator.comparingLong(Line::scenario)
                    .thenComparing(Line::day)
                    .thenComparingLong(Line::edition)
                    .thenComparing(Line::step)
                    .thenComparing(Line::line);

    private final JdbcClient jdbc;

    public ScenarioTally(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In the same order by everybody, so that two who count never wait for each other. */
    public void add(Map<Line, Long> counts) {
        var lines =
                counts.entrySet().stream()
                        .filter(entry -> entry.getValue() != 0)
                        .sorted(Entry.comparingByKey(ORDER))
                        .toList();
        if (lines.isEmpty()) {
            return;
        }
        Function<Function<Line, Object>, String[]> texts =
                column ->
                        lines.stream()
                                .map(entry -> column.apply(entry.getKey()).toString())
                                .toArray(String[]::new);
        jdbc.sql(
                        """
                insert into scenario_tally (scenario_id, day, edition_id, step, line, n)
                select * from unnest(cast(:scenarios as bigint[]), cast(:days as date[]), cast(:editions as bigint[]),
                                     cast(:steps as text[]), cast(:lines as text[]), cast(:counts as bigint[]))
                on conflict (scenario_id, day, edition_id, step, line) do update
                    set n = scenario_tally.n + excluded.n
                """)
                .param("scenarios", texts.apply(Line::scenario))
                .param("days", texts.apply(Line::day))
                .param("editions", texts.apply(Line::edition))
                .param("steps", texts.apply(Line::step))
                .param("lines", texts.apply(Line::line))
                .param("counts", lines.stream().map(Entry::getValue).toArray(Long[]::new))
                .update();
    }
}
