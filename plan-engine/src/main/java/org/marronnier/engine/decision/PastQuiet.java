package org.marronnier.engine.decision;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.marronnier.domain.pressure.QuietPeriod;

/**
 * A quiet period as it was over some time (section 5 of the decision rules). Not for several
 * threads.
 */
public final class PastQuiet {

    private final QuietPeriod period;
    private final Instant from;
    private final Map<ZoneId, QuietTimes> zones = new HashMap<>();

    /**
     * @param from before which nothing is asked
     */
    public PastQuiet(QuietPeriod period, Instant from) {
        this.period = period;
        this.from = from;
    }

    /** Whether the period speaks of such a message. */
    public boolean concerns(MessageKind kind) {
        return QuietHours.concerns(period, kind.channel(), kind.type());
    }

    /**
     * Whether it is quiet at a second in UTC.
     *
     * @param zone of the contact
     */
    public boolean forbids(long second, ZoneId zone) {
        return zones.computeIfAbsent(zone, any -> new QuietTimes(List.of(period), any, from))
                        .open(second, second)
                != second;
    }
}
