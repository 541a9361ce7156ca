package org.marronnier.web.enrolment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.marronnier.domain.run.Funnel;
import org.marronnier.store.enrolment.ScenarioFigures.Count;

/** What was counted of a scenario, added up as pages and programs ask for it. */
record Tally(List<Count> counts) {

    static final String REFUSED = "refused:";

    /** Those who cannot go on, until somebody retries them. */
    static final String STUCK = "stuck";

    /** The lines of those who left a step without passing it. */
    private static final Set<String> LEFT = Set.of("exited", "stopped", "moved", STUCK);

    /** The lines of those who got no message, by the reason. */
    private static final Set<String> WITHHELD =
            Set.of(
                    Funnel.NO_LONGER_TARGETED,
                    Funnel.BLOCKED,
                    Funnel.NO_ADDRESS,
                    Funnel.NO_CONSENT,
                    Funnel.DUPLICATE,
                    Funnel.EXPIRED,
                    Funnel.QUIET,
                    Funnel.CAPACITY);

    Tally {
        counts = List.copyOf(counts);
    }

    /** Those of one edition alone. */
    Tally of(long edition) {
        return new Tally(counts.stream().filter(one -> one.edition() == edition).toList());
    }

    /** Those of one step alone. */
    Tally at(String step) {
        return new Tally(counts.stream().filter(one -> one.step().equals(step)).toList());
    }

    long all(String line) {
        return sum(one -> one.line().equals(line), Count::all);
    }

    long recent(String line) {
        return sum(one -> one.line().equals(line), Count::recent);
    }

    /** Who is inside: whoever came to a step and did not leave it. */
    long inside() {
        return Math.max(
                0,
                all("reached") - all("passed") - sum(one -> LEFT.contains(one.line()), Count::all));
    }

    /** Messages that were to leave, whatever became of them since. */
    long sent() {
        return recent(Funnel.QUEUED) + recent(Funnel.SENT) + recent(Funnel.UNCERTAIN);
    }

    long withheld() {
        return sum(one -> isWithheld(one.line()), Count::recent);
    }

    /** How many got no message, by the reason, most first. */
    Map<String, Long> withheldBy() {
        return byLine(Tally::isWithheld);
    }

    /** How many were turned away, by the reason, most first. */
    Map<String, Long> refusedBy() {
        return byLine(line -> line.startsWith(REFUSED));
    }

    private Map<String, Long> byLine(Predicate<String> asked) {
        var sums = new LinkedHashMap<String, Long>();
        for (var one : counts) {
            if (asked.test(one.line()) && one.recent() != 0) {
                sums.merge(one.line(), one.recent(), Long::sum);
            }
        }
        var entries = new ArrayList<>(sums.entrySet());
        entries.sort(Map.Entry.<String, Long>comparingByValue().reversed());
        var sorted = new LinkedHashMap<String, Long>();
        entries.forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    private long sum(Predicate<Count> asked, ToLongFunction<Count> value) {
        return counts.stream().filter(asked).mapToLong(value).sum();
    }

    private static boolean isWithheld(String line) {
        return WITHHELD.contains(line) || line.startsWith(Funnel.PRESSURE);
    }
}
