package org.marronnier.web.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Counts sign-ins that failed in the last quarter of an hour: 5 for one name from one address, 30
 * from one address, and 100 for one name. Beyond that each further try is refused unseen. Kept in
 * memory, for at most 20,000 names and addresses.
 */
@Component
final class Attempts {

    static final Duration WINDOW = Duration.ofMinutes(15);

    private static final int KEPT = 20_000;
    private static final int BY_BOTH = 5;
    private static final int BY_ADDRESS = 30;
    private static final int BY_NAME = 100;

    private final Clock clock;
    private final Map<String, Deque<Instant>> failures =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
                    return size() > KEPT;
                }
            };

    Attempts(Clock clock) {
        this.clock = clock;
    }

    synchronized boolean areTooMany(String name, String address) {
        return count(both(name, address)) >= BY_BOTH
                || count(address(address)) >= BY_ADDRESS
                || count(name(name)) >= BY_NAME;
    }

    synchronized void failed(String name, String address) {
        Instant now = clock.instant();
        add(both(name, address), now);
        add(address(address), now);
        add(name(name), now);
    }

    synchronized void succeeded(String name, String address) {
        failures.remove(both(name, address));
    }

    private int count(String key) {
        Deque<Instant> times = failures.get(key);
        if (times == null) {
            return 0;
        }
        Instant since = clock.instant().minus(WINDOW);
        while (!times.isEmpty() && !times.getFirst().isAfter(since)) {
            times.removeFirst();
        }
        return times.size();
    }

    private void add(String key, Instant now) {
        Deque<Instant> times = failures.computeIfAbsent(key, absent -> new ArrayDeque<>());
        times.addLast(now);
        if (times.size() > BY_NAME) {
            times.removeFirst();
        }
    }

    private static String both(String name, String address) {
        return "both:" + address + ":" + shortened(name);
    }

    private static String address(String address) {
        return "address:" + address;
    }

    private static String name(String name) {
        return "name:" + shortened(name);
    }

    private static String shortened(String name) {
        return name.length() > 40 ? name.substring(0, 40) : name;
    }
}
