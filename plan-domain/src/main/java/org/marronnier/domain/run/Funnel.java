package org.marronnier.domain.run;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many contacts of a run stand where; each of those that match the target in exactly one line
 * but the first.
 */
public record Funnel(SortedMap<String, Long> lines) {

    public static final String TARGETED = "targeted";
    public static final String NO_LONGER_TARGETED = "noLongerTargeted";
    public static final String BLOCKED = "blocked";
    public static final String NO_ADDRESS = "noAddress";
    public static final String NO_CONSENT = "noConsent";
    public static final String DUPLICATE = "duplicate";
    public static final String CONTROL = "control";
    public static final String EXPIRED = "expired";
    public static final String QUIET = "quiet";

    /** Followed by the key of the first rule that refuses, in the order of keys. */
    public static final String PRESSURE = "pressure:";

    public static final String CAPACITY = "capacity";
    public static final String DEFERRED = "deferred";

    /** Waiting in the outbox. */
    public static final String QUEUED = "queued";

    public static final String SENT = "sent";

    /** Handed to the channel, which could not say whether it took it; never sent again. */
    public static final String UNCERTAIN = "uncertain";

    public static final String FAILED = "failed";

    /** Taken back before it was handed over: the run was stopped, or the contact said no since. */
    public static final String CANCELLED = "cancelled";

    public Funnel {
        lines = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(lines));
    }

    public Funnel(Map<String, Long> lines) {
        this(new TreeMap<>(lines));
    }

    public long line(String line) {
        return lines.getOrDefault(line, 0L);
    }

    public long targeted() {
        return line(TARGETED);
    }

    /** The contacts whose main reason is a cap, by rule. */
    public SortedMap<String, Long> pressure() {
        var rules = new TreeMap<String, Long>();
        lines.tailMap(PRESSURE)
                .forEach(
                        (line, n) -> {
                            if (line.startsWith(PRESSURE)) {
                                rules.put(line.substring(PRESSURE.length()), n);
                            }
                        });
        return rules;
    }

    /** All contacts that have a decision. */
    public long decided() {
        return lines.entrySet().stream()
                .filter(line -> !line.getKey().equals(TARGETED))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
