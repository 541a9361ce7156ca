package org.marronnier.scheduler.packed;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.ConsentKind;
import org.marronnier.domain.consent.Regime;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.run.Funnel;
import org.marronnier.engine.decision.Candidate;
import org.marronnier.engine.decision.ControlGroup;
import org.marronnier.store.packed.ContactBits;
import org.marronnier.store.packed.SegmentFacts;
import org.marronnier.store.packed.SegmentFacts.Standing;

/** Gates 1 to 7 of the candidates of one run, over columns: the same as those over objects. */
final class PassGates {

    /** Lines of the funnel, numbered by the first gate that fails; the gates passed is less. */
    static final List<String> LINES =
            List.of(
                    Funnel.BLOCKED,
                    Funnel.NO_ADDRESS,
                    Funnel.NO_CONSENT,
                    Funnel.DUPLICATE,
                    Funnel.CONTROL,
                    Funnel.EXPIRED);

    private static final int BLOCKED = 0;
    private static final int NO_ADDRESS = 1;
    private static final int NO_CONSENT = 2;
    private static final int DUPLICATE = 3;
    private static final int CONTROL = 4;
    private static final int EXPIRED = 5;

    private final PassRun run;
    private final ContactBits customers;
    private final boolean isTransactional;
    private final boolean isExpired;
    private final String plan;
    private final BigDecimal universalControl;

    private final int[] channels;
    private final int anyChannel;

    /**
     * By place in the channels: the consent's, the standings that permit, and what customers may.
     */
    private final int[] consent;

    private final int[] permits;
    private final boolean[] permitsCustomers;

    PassGates(PassBrief brief, PassRun run) {
        var asks = run.asks();
        this.run = run;
        this.customers = brief.customers();
        this.isTransactional = asks.type() == MessageType.TRANSACTIONAL;
        this.isExpired = later(asks, brief).isAfter(asks.expiry());
        this.plan = brief.rules().plan();
        this.universalControl = brief.rules().universalControl();
        this.channels = asks.channels().stream().mapToInt(Channel::ordinal).toArray();
        this.consent = new int[channels.length];
        this.permits = new int[channels.length];
        this.permitsCustomers = new boolean[channels.length];
        var kinds = brief.facts().consents();
        var any = 0;
        for (var k = 0; k < channels.length; k++) {
            var channel = asks.channels().get(k);
            var purpose = asks.purpose();
            var regime = brief.rules().typology().regime(channel, asks.type());
            any |= 1 << channel.ordinal();
            consent[k] = purpose == null ? -1 : kinds.indexOf(new ConsentKind(channel, purpose));
            permits[k] = permitted(regime);
            permitsCustomers[k] = regime == Regime.SOFT_OPT_IN;
        }
        this.anyChannel = any;
    }

    private static Instant later(Candidate asks, PassBrief brief) {
        return asks.due().isAfter(brief.now()) ? asks.due() : brief.now();
    }

    /**
     * Judges the candidate of a contact.
     *
     * @return the place of the line in {@link #LINES}; or, where all gates are passed, the usable
     *     channels as bits of their places in the list, negated
     */
    int judge(SegmentFacts facts, int i) {
        if (facts.isBlocked(i) || (facts.isPaused(i) && !isTransactional)) {
            return BLOCKED;
        }
        var reachable = facts.reachable(i) & anyChannel;
        if (reachable == 0) {
            return NO_ADDRESS;
        }
        var usable = usable(facts, i, reachable);
        if (usable == 0) {
            return NO_CONSENT;
        }
        if (run.claimed().contains(facts.contact(i))) {
            return DUPLICATE;
        }
        if (!isTransactional && isKeptAside(facts, i)) {
            return CONTROL;
        }
        return isExpired ? EXPIRED : -usable;
    }

    private int usable(SegmentFacts facts, int i, int reachable) {
        var usable = 0;
        for (var k = 0; k < channels.length; k++) {
            if ((reachable >>> channels[k] & 1) != 0 && permits(facts, i, k)) {
                usable |= 1 << k;
            }
        }
        return usable;
    }

    private boolean permits(SegmentFacts facts, int i, int k) {
        var standing = consent[k] < 0 ? Standing.SILENT : facts.consent(i, consent[k]);
        return (permits[k] >>> standing.ordinal() & 1) != 0
                || (permitsCustomers[k]
                        && standing == Standing.SILENT
                        && customers.contains(facts.contact(i)));
    }

    private boolean isKeptAside(SegmentFacts facts, int i) {
        var rate = run.asks().control();
        return (universalControl.signum() > 0
                        && ControlGroup.holds(plan, universalControl, facts.externalId(i)))
                || (rate.signum() > 0
                        && ControlGroup.holds(run.asks().salt(), rate, facts.externalId(i)));
    }

    private static int permitted(Regime regime) {
        return switch (regime) {
            case NONE ->
                    bits(
                            Standing.SILENT,
                            Standing.PENDING,
                            Standing.REFUSED,
                            Standing.GRANTED,
                            Standing.CONFIRMED);
            case OPT_OUT ->
                    bits(Standing.SILENT, Standing.PENDING, Standing.GRANTED, Standing.CONFIRMED);
            case SOFT_OPT_IN, OPT_IN -> bits(Standing.GRANTED, Standing.CONFIRMED);
            case DOUBLE_OPT_IN -> bits(Standing.CONFIRMED);
        };
    }

    private static int bits(Standing... standings) {
        var bits = 0;
        for (var standing : standings) {
            bits |= 1 << standing.ordinal();
        }
        return bits;
    }
}
