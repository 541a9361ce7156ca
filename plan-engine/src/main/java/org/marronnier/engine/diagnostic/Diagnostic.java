package org.marronnier.engine.diagnostic;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.document.PlanDocument;

/**
 * A plan, judged.
 *
 * @param channels those that speak at each stage, by its key
 * @param findings the gravest first, and of equal ones those that concern most contacts
 */
public record Diagnostic(
        Coverage coverage,
        Shares shares,
        Map<String, Set<Channel>> channels,
        List<Concern> findings) {

    /** Half to three fifths of the messages should be automated. */
    public static final double AUTOMATED_FROM = 0.5;

    public static final double AUTOMATED_TO = 0.6;

    /** A newsletter that makes more than about a third of the messages is pressure. */
    public static final double NEWSLETTER_TO = 0.35;

    /** One type or intent that makes more than this leaves no room for the others. */
    public static final double ONE_KIND_TO = 0.7;

    /** Two segments that share more than this of the smaller one are hardly two. */
    public static final double SHARED_TO = 0.6;

    /**
     * A finding, and how many contacts it concerns as far as they were counted.
     *
     * @param contacts 0 where that is not known, or none
     */
    public record Concern(Finding finding, long contacts) {}

    public Diagnostic {
        channels = new LinkedHashMap<>(channels);
        findings = List.copyOf(findings);
    }

    /** Judges a plan as it is written; ended programmes and scenarios are left aside. */
    public static Diagnostic of(PlanDocument plan, Observed observed) {
        var speaking = new Speaking(plan, observed);
        var coverage = speaking.coverage();
        var shares = Weights.shares(plan, observed.volumes());
        var channels = speaking.channels();
        var findings =
                new Findings(plan, observed, speaking)
                        .all(coverage, shares, channels).stream()
                                .sorted(
                                        Comparator.comparing(
                                                        (Concern one) -> one.finding().gravity())
                                                .thenComparing(
                                                        Concern::contacts,
                                                        Comparator.reverseOrder()))
                                .toList();
        return new Diagnostic(coverage, shares, channels, findings);
    }

    /** What to deal with first: the gravest finding of each kind of harm, then the next ones. */
    public List<Concern> first(int most) {
        var seen = EnumSet.noneOf(Finding.Gravity.class);
        var chosen = new HashSet<Concern>();
        findings.stream()
                .filter(one -> seen.add(one.finding().gravity()))
                .limit(most)
                .forEach(chosen::add);
        findings.stream()
                .filter(one -> !chosen.contains(one))
                .limit(Math.max(0, most - chosen.size()))
                .toList()
                .forEach(chosen::add);
        return findings.stream().filter(chosen::contains).toList();
    }
}
