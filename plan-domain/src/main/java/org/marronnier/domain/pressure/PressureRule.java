package org.marronnier.domain.pressure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.PropertyTest;
import org.marronnier.domain.law.Legal;

/**
 * A pressure rule: what it restricts, over which window, and by what limit.
 *
 * @param legal null where the brand sets the rule itself
 * @param paused whether it is switched off, and holds nothing back until it is switched on again
 */
public record PressureRule(
        String key,
        String name,
        Scope restricts,
        Window window,
        Unit unit,
        Limit limit,
        @Nullable Legal legal,
        boolean paused) {

    /**
     * As many rules can be in force in a plan: together with the wishes of a contact, one a
     * channel, they are decided by at once, as the bits of one number.
     */
    public static final int MOST = Long.SIZE - Channel.values().length;

    /** Over whom messages are counted. */
    public enum Unit {
        PERSON,
        HOUSEHOLD
    }

    /** What the rule refuses. */
    public sealed interface Limit {}

    /**
     * At most {@code max} messages.
     *
     * @param counts the messages that count; the rule's own scope when left out
     * @param sameOffer counts only messages that carry the candidate's own offer
     * @param overrides other limits for some contacts; the first whose condition holds wins
     */
    public record Cap(int max, @Nullable Scope counts, boolean sameOffer, List<Special> overrides)
            implements Limit {
        public Cap {
            overrides = List.copyOf(overrides);
        }
    }

    /** None at all after an event of the contact within the window. */
    public record Block(String event, List<PropertyTest> where) implements Limit {
        public Block {
            where = PropertyTest.inOrder(where);
        }
    }

    /** Another limit for the contacts that match. */
    public record Special(Condition target, int max) {}

    public PressureRule {
        Switch.check(key, legal, paused);
        if (limit instanceof Cap cap) {
            check(key, cap.max);
            cap.overrides.forEach(special -> check(key, special.max));
        }
    }

    /** A rule that the brand sets itself. */
    public PressureRule(
            String key, String name, Scope restricts, Window window, Unit unit, Limit limit) {
        this(key, name, restricts, window, unit, limit, null);
    }

    /** A rule that is switched on. */
    public PressureRule(
            String key,
            String name,
            Scope restricts,
            Window window,
            Unit unit,
            Limit limit,
            @Nullable Legal legal) {
        this(key, name, restricts, window, unit, limit, legal, false);
    }

    /** The same rule with a mark of the law, or without. */
    public PressureRule with(@Nullable Legal mark) {
        return new PressureRule(key, name, restricts, window, unit, limit, mark, paused);
    }

    /**
     * The messages that count against a cap: those that it restricts unless others are given. A
     * blocking rule counts events, and none of the messages that it restricts.
     */
    public Scope counts() {
        return limit instanceof Cap(var _, var counts, var _, var _) && counts != null
                ? counts
                : restricts;
    }

    private static void check(String key, int max) {
        if (max < 1) {
            throw new IllegalArgumentException(
                    "The limit (%d) of pressure rule (%s) must be at least 1. Pause the rule instead."
                            .formatted(max, key));
        }
    }
}
