package org.marronnier.scheduler.impact;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule would have held back over a period, as it stands and as it is written: of what was
 * sent, and of what it alone refused.
 *
 * @param from the first instant of the period
 * @param until the first instant after it
 * @param before null for a new rule
 * @param days every local day of the plan in the period, in order
 */
public record Impact(
        Instant from, Instant until, @Nullable Held before, Held after, List<Day> days) {

    /** Where a message came from that no campaign of the plan has sent; and no segment. */
    public static final String OTHERS = "";

    /** Messages, and how many contacts they were for. */
    public record Count(long messages, long contacts) {
        public static final Count NONE = new Count(0, 0);
    }

    /**
     * What one rule would have held back.
     *
     * @param concerned the messages that the rule speaks of
     * @param held those of them that it would have held back
     * @param sources those by what sent them, such as {@code campaign:winter-sale}
     * @param segments those by the segments of the plan where their contacts are today, each in all
     *     of theirs; by {@link #OTHERS} those in none
     */
    public record Held(
            Count concerned, Count held, Map<String, Count> sources, Map<String, Count> segments) {}

    /**
     * One day.
     *
     * @param sent the messages of the day that the rule speaks of, as it stands or as it is
     *     written; those that it refused too
     * @param before those of them that the rule as it stands would have held back; 0 for a new one
     * @param after those that it would have held back as it is written
     */
    public record Day(LocalDate day, long sent, long before, long after) {}

    public Impact {
        days = List.copyOf(days);
    }

    /** The tree under which it is kept and sent. */
    public Map<String, Object> tree() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("from", from.toString());
        tree.put("until", until.toString());
        if (before != null) {
            tree.put("before", tree(before));
        }
        tree.put("after", tree(after));
        tree.put("days", days.stream().map(this::tree).toList());
        return tree;
    }

    /** Reads what {@link #tree} wrote. */
    public static Impact of(Map<?, ?> tree) {
        return new Impact(
                Instant.parse(String.valueOf(tree.get("from"))),
                Instant.parse(String.valueOf(tree.get("until"))),
                tree.get("before") instanceof Map<?, ?> before ? held(before) : null,
                held(map(tree.get("after"))),
                tree.get("days") instanceof List<?> days
                        ? days.stream().map(day -> day(map(day))).toList()
                        : List.of());
    }

    private Map<String, Object> tree(Day day) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("day", day.day.toString());
        tree.put("messages", day.sent);
        if (before != null) {
            tree.put("before", day.before);
        }
        tree.put("after", day.after);
        return tree;
    }

    private static Day day(Map<?, ?> tree) {
        return new Day(
                LocalDate.parse(String.valueOf(tree.get("day"))),
                number(tree.get("messages")),
                number(tree.get("before")),
                number(tree.get("after")));
    }

    private static long number(@Nullable Object tree) {
        return tree instanceof Number number ? number.longValue() : 0;
    }

    private static Map<String, Object> tree(Held held) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("concerned", tree(held.concerned));
        tree.put("held", tree(held.held));
        tree.put("sources", tree(held.sources));
        tree.put("segments", tree(held.segments));
        return tree;
    }

    private static Map<String, Object> tree(Map<String, Count> counts) {
        var tree = new LinkedHashMap<String, Object>();
        counts.forEach((name, count) -> tree.put(name, tree(count)));
        return tree;
    }

    private static Map<String, Object> tree(Count count) {
        return Map.of("messages", count.messages, "contacts", count.contacts);
    }

    private static Held held(Map<?, ?> tree) {
        return new Held(
                count(tree.get("concerned")),
                count(tree.get("held")),
                counts(tree.get("sources")),
                counts(tree.get("segments")));
    }

    private static Map<String, Count> counts(@Nullable Object tree) {
        var counts = new LinkedHashMap<String, Count>();
        map(tree).forEach((name, count) -> counts.put(String.valueOf(name), count(count)));
        return counts;
    }

    private static Count count(@Nullable Object tree) {
        return map(tree).get("messages") instanceof Number messages
                        && map(tree).get("contacts") instanceof Number contacts
                ? new Count(messages.longValue(), contacts.longValue())
                : Count.NONE;
    }

    private static Map<?, ?> map(@Nullable Object tree) {
        return tree instanceof Map<?, ?> map ? map : Map.of();
    }
}
