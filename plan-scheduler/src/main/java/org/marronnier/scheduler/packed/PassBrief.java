package org.marronnier.scheduler.packed;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.marronnier.domain.consent.ConsentKind;
import org.marronnier.engine.decision.Candidate;
import org.marronnier.engine.decision.RuleBook;
import org.marronnier.store.packed.ContactBits;
import org.marronnier.store.packed.FactsAsked;

/**
 * What a pass decides, and by what.
 *
 * @param now the decision instant, in whole seconds
 * @param since messages before it count nowhere any more
 * @param runs in any order
 * @param customers those with an event of the plan's sale type
 * @param limits other limits than the rules', the first that holds for a contact and a rule first
 * @param silences whom blocking rules silence at the decision instant
 */
public record PassBrief(
        RuleBook rules,
        Instant now,
        Instant since,
        List<PassRun> runs,
        ContactBits customers,
        List<Limit> limits,
        List<Silence> silences) {

    /** Another maximum under a rule, for some contacts. */
    public record Limit(String rule, int max, ContactBits contacts) {}

    /** Contacts with an event that a rule names in its window. */
    public record Silence(String rule, ContactBits contacts) {}

    public PassBrief {
        runs = runs.stream().sorted((a, b) -> Candidate.RANK.compare(a.asks(), b.asks())).toList();
        limits = List.copyOf(limits);
        silences = List.copyOf(silences);
    }

    /** The facts that it needs. */
    FactsAsked facts() {
        return new FactsAsked(
                runs.stream().flatMap(run -> run.asks().channels().stream()).distinct().toList(),
                runs.stream().flatMap(PassBrief::consents).distinct().toList(),
                now,
                since,
                rules.universalControl().signum() > 0
                        || runs.stream().anyMatch(run -> run.asks().control().signum() > 0));
    }

    /** The place of a rule in the book. */
    int number(String rule) {
        for (var r = 0; r < rules.pressure().size(); r++) {
            if (rules.pressure().get(r).key().equals(rule)) {
                return r;
            }
        }
        throw new IllegalArgumentException("The plan has no rule %s.".formatted(rule));
    }

    private static Stream<ConsentKind> consents(PassRun run) {
        var purpose = run.asks().purpose();
        return purpose == null
                ? Stream.of()
                : run.asks().channels().stream().map(channel -> new ConsentKind(channel, purpose));
    }
}
