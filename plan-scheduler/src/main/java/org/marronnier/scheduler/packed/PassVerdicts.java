package org.marronnier.scheduler.packed;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.run.Funnel;
import org.marronnier.engine.decision.Member;
import org.marronnier.engine.decision.Outcome;
import org.marronnier.engine.decision.PackedDecisions;
import org.marronnier.store.packed.Outcomes;
import org.marronnier.store.packed.Outgoing;
import org.marronnier.store.packed.Verdict;

/** What decisions of one run are kept as, each kind numbered when it comes first. */
final class PassVerdicts {

    private static final int CHANNELS = Channel.values().length;
    private static final int UNKNOWN = -1;

    private final PassBrief brief;
    private final PassRun run;
    private final Outcomes outcomes;
    private final int[] gate = unknown(PassGates.LINES.size());
    private final int[] refused;
    private final int[] sent = unknown(CHANNELS);
    private final int[] outgoing = unknown(CHANNELS);
    private final int[] deferred = unknown(CHANNELS);

    PassVerdicts(PassBrief brief, PassRun run, Outcomes outcomes) {
        this.brief = brief;
        this.run = run;
        this.outcomes = outcomes;
        this.refused = unknown(1 + brief.rules().pressure().size() + CHANNELS);
    }

    void failed(int line, long contact) {
        if (gate[line] == UNKNOWN) {
            var name = PassGates.LINES.get(line);
            var outcome = name.equals(Funnel.CONTROL) ? Outcome.CONTROL : Outcome.SUPPRESS;
            gate[line] = verdict(outcome, name, null);
        }
        outcomes.decide(gate[line], contact, Outcomes.NEVER);
    }

    /**
     * @param by as {@link PackedDecisions#refusedBy} tells it
     */
    void refused(int by, long contact) {
        var number = by - PackedDecisions.QUIET;
        if (refused[number] == UNKNOWN) {
            refused[number] = verdict(Outcome.SUPPRESS, line(by, brief.rules().pressure()), null);
        }
        outcomes.decide(refused[number], contact, Outcomes.NEVER);
    }

    void sent(Channel channel, long contact) {
        var number = channel.ordinal();
        if (sent[number] == UNKNOWN) {
            sent[number] = verdict(Outcome.SEND, Funnel.QUEUED, channel);
            outgoing[number] = outcomes.outgoing(message(channel));
        }
        outcomes.decide(sent[number], contact, Outcomes.NEVER);
        outcomes.send(outgoing[number], contact);
    }

    void deferred(Channel channel, long contact, long until) {
        var number = channel.ordinal();
        if (deferred[number] == UNKNOWN) {
            deferred[number] = verdict(Outcome.DEFER, Funnel.DEFERRED, channel);
        }
        outcomes.decide(deferred[number], contact, until);
    }

    private static String line(int by, List<PressureRule> rules) {
        if (by == PackedDecisions.QUIET) {
            return Funnel.QUIET;
        }
        return Funnel.PRESSURE
                + (by < rules.size()
                        ? rules.get(by).key()
                        : Member.Preference.key(Channel.values()[by - rules.size()]));
    }

    private int verdict(Outcome outcome, String line, @Nullable Channel channel) {
        return outcomes.verdict(
                new Verdict(
                        run.run(),
                        brief.now(),
                        outcome.name(),
                        line,
                        channel == null ? null : channel.name()));
    }

    private Outgoing message(Channel channel) {
        var asks = run.asks();
        return new Outgoing(
                run.run(),
                brief.rules().plan(),
                asks.source(),
                run.occurrence(),
                channel.name(),
                asks.type().name(),
                asks.purpose(),
                asks.programme(),
                asks.tags(),
                asks.offer(),
                run.template(),
                brief.now(),
                asks.expiry());
    }

    private static int[] unknown(int size) {
        var numbers = new int[size];
        Arrays.fill(numbers, UNKNOWN);
        return numbers;
    }
}
