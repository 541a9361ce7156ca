package org.marronnier.engine.decision;

import java.time.ZoneId;
import org.marronnier.domain.pressure.PressureRule;

/**
 * A pressure rule as it looks back from messages of the past (section 6 of the decision rules).
 * Instants are seconds in UTC. Not for several threads.
 */
public final class PastRule {

    private final PressureRule rule;
    private final PackedWindow window;

    public PastRule(PressureRule rule) {
        this.rule = rule;
        this.window = new PackedWindow(rule.window());
    }

    /** Whether the rule may refuse such a message. */
    public boolean restricts(MessageKind kind) {
        return kind.isRestrictedBy(rule.restricts());
    }

    /** Whether such a message fills the rule's windows. */
    public boolean counts(MessageKind kind) {
        return rule.limit() instanceof PressureRule.Cap && kind.isIn(rule.counts());
    }

    /**
     * Whether something that was before a message, or together with it, lies in its window: on the
     * local clock it may stand after the message, in the hour that comes twice.
     *
     * @param zone of the contact that the message is for
     */
    public boolean holds(long earlier, long message, ZoneId zone) {
        var clock = LocalClock.of(zone);
        var at = window.second(clock, earlier);
        var end = window.second(clock, message);
        return at > window.after(end) && at <= window.upTo(end);
    }

    /** Longer than any window of the rule reaches back, in seconds. */
    public long reach() {
        return window.reach;
    }
}
