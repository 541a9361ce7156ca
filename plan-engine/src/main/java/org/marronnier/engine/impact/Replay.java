package org.marronnier.engine.impact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.marronnier.domain.pressure.Capacity;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.engine.decision.MessageKind;
import org.marronnier.engine.decision.PastQuiet;
import org.marronnier.engine.decision.PastRule;

/**
 * A rule, tried on what was sent and on what it refused alone. The messages of a household are
 * taken in the order of time: one that the rule would have refused is dropped, and does not count
 * for those after it; nothing is sent later in its place, and no other rule is looked at. What was
 * sent before the period that is tried counts as it was sent, and is never dropped. Then those that
 * were refused are taken in the order of time: one leaves where the rule finds a place for it
 * beside all that was sent. A contact's segments and limits are those of today; what a message was,
 * is what it was when sent. Not for several threads.
 */
public sealed interface Replay {

    /** The messages of a household that would have been held back, by their numbers in its list. */
    BitSet heldBack(PastHousehold household);

    /** Whether the rule speaks of a message, and the period holds it. */
    default boolean concerns(PastHousehold.Message message) {
        return message.ours() && message.second() >= from() && speaksOf(message.kind());
    }

    /** The first second of the period that is tried. */
    long from();

    /** Whether the rule may hold back such a message. */
    boolean speaksOf(MessageKind kind);

    /** How long before the period messages and events are asked for, in seconds. */
    long reach();

    /**
     * @param from the first instant of the period that is tried
     */
    static Replay of(PressureRule rule, Instant from) {
        return switch (rule.limit()) {
            case PressureRule.Cap cap ->
                    new OfCap(new PastRule(rule), cap.sameOffer(), from.getEpochSecond());
            case PressureRule.Block _ -> new OfBlock(new PastRule(rule), from.getEpochSecond());
        };
    }

    /**
     * @param from the first instant of the period that is tried
     */
    static Replay of(QuietPeriod period, Instant from) {
        return new OfQuiet(new PastQuiet(period, from), from.getEpochSecond());
    }

    /**
     * @param full when each day was full, as {@link FullDays} says
     * @param from the first instant of the period that is tried
     */
    static Replay of(Capacity capacity, FullDays full, Instant from) {
        return new OfCapacity(capacity, full, from.getEpochSecond());
    }

    /** A rule that is switched off: it speaks of the same messages, and holds none of them back. */
    static Replay none(Replay of) {
        return new OfNothing(of);
    }

    /** The messages that are held back whatever came of the others. */
    private static BitSet each(
            PastHousehold household, Predicate<PastHousehold.Message> isHeldBack) {
        var messages = household.messages();
        var held = new BitSet(messages.size());
        for (var i = 0; i < messages.size(); i++) {
            held.set(i, isHeldBack.test(messages.get(i)));
        }
        return held;
    }

    /** At most so many in a window. */
    record OfCap(PastRule rule, boolean sameOffer, long from) implements Replay {

        @Override
        public BitSet heldBack(PastHousehold household) {
            var messages = household.messages();
            var held = new BitSet(messages.size());
            var kept = new Kept(new ArrayList<>(), new ArrayList<>());
            for (var i = 0; i < messages.size(); i++) {
                var message = messages.get(i);
                if (message.wasSent()) {
                    held.set(i, asks(message) && isFull(kept, message, countsItself(message)));
                    keep(kept, message, held.get(i));
                }
            }
            for (var i = 0; i < messages.size(); i++) {
                var message = messages.get(i);
                if (!message.wasSent()) {
                    held.set(
                            i,
                            asks(message)
                                    && (isFull(kept, message, countsItself(message))
                                            || isInTheWay(kept, message)));
                    keep(kept, message, held.get(i));
                }
            }
            return held;
        }

        @Override
        public boolean speaksOf(MessageKind kind) {
            return rule.restricts(kind);
        }

        @Override
        public long reach() {
            return rule.reach();
        }

        /**
         * What leaves, in the order of time.
         *
         * @param counted those that fill windows
         * @param asking those whose own windows the rule looks at
         */
        private record Kept(
                List<PastHousehold.Message> counted, List<PastHousehold.Message> asking) {}

        private void keep(Kept kept, PastHousehold.Message message, boolean isHeldBack) {
            if (isHeldBack) {
                return;
            }
            if (rule.counts(message.kind())) {
                insert(kept.counted, message);
            }
            if (asks(message)) {
                insert(kept.asking, message);
            }
        }

        private static void insert(
                List<PastHousehold.Message> messages, PastHousehold.Message message) {
            var at = messages.size();
            while (at > 0 && messages.get(at - 1).second() > message.second()) {
                at--;
            }
            messages.add(at, message);
        }

        /** Whether the rule may refuse a message. */
        private boolean asks(PastHousehold.Message message) {
            return concerns(message) && (!sameOffer || message.offer() != null);
        }

        private int countsItself(PastHousehold.Message message) {
            return rule.counts(message.kind()) ? 1 : 0;
        }

        /**
         * Whether the window of a message holds more than may be.
         *
         * @param more how many it would hold besides what leaves
         */
        private boolean isFull(Kept kept, PastHousehold.Message message, int more) {
            var found = more;
            for (var i = kept.counted.size() - 1; i >= 0 && found <= message.to().max(); i--) {
                var other = kept.counted.get(i);
                if (other.second() < message.second() - rule.reach()) {
                    break;
                }
                if (isInWindow(other, message)) {
                    found++;
                }
            }
            return found > message.to().max();
        }

        /** Whether one message more would take the place of one that leaves later. */
        private boolean isInTheWay(Kept kept, PastHousehold.Message message) {
            if (!rule.counts(message.kind())) {
                return false;
            }
            for (var i = kept.asking.size() - 1; i >= 0; i--) {
                var later = kept.asking.get(i);
                if (later.second() < message.second()) {
                    break;
                }
                if (isInWindow(message, later) && isFull(kept, later, 1)) {
                    return true;
                }
            }
            return false;
        }

        private boolean isInWindow(PastHousehold.Message other, PastHousehold.Message message) {
            return rule.holds(other.second(), message.second(), message.to().zone())
                    && (!sameOffer || Objects.equals(other.offer(), message.offer()));
        }
    }

    /** None after an event. */
    record OfBlock(PastRule rule, long from) implements Replay {

        @Override
        public BitSet heldBack(PastHousehold household) {
            return each(household, message -> concerns(message) && isSilent(message));
        }

        @Override
        public boolean speaksOf(MessageKind kind) {
            return rule.restricts(kind);
        }

        @Override
        public long reach() {
            return rule.reach();
        }

        private boolean isSilent(PastHousehold.Message message) {
            return Arrays.stream(message.to().silencing())
                    .anyMatch(
                            event ->
                                    event <= message.second()
                                            && rule.holds(
                                                    event, message.second(), message.to().zone()));
        }
    }

    /** Nothing is held back. */
    record OfNothing(Replay of) implements Replay {

        @Override
        public BitSet heldBack(PastHousehold household) {
            return new BitSet();
        }

        @Override
        public long from() {
            return of.from();
        }

        @Override
        public boolean speaksOf(MessageKind kind) {
            return of.speaksOf(kind);
        }

        @Override
        public long reach() {
            return of.reach();
        }
    }

    /** No more than a channel carries on a day; who asked first has the place. */
    record OfCapacity(Capacity capacity, FullDays full, long from) implements Replay {

        @Override
        public BitSet heldBack(PastHousehold household) {
            return each(
                    household,
                    message ->
                            concerns(message)
                                    && (capacity.perDay() == 0
                                            || full.isAfterTheLast(
                                                    message.second(), message.id())));
        }

        @Override
        public boolean speaksOf(MessageKind kind) {
            return kind.channel() == capacity.channel();
        }

        @Override
        public long reach() {
            return 0;
        }
    }

    /** None while it is quiet. */
    record OfQuiet(PastQuiet period, long from) implements Replay {

        @Override
        public BitSet heldBack(PastHousehold household) {
            return each(
                    household,
                    message ->
                            concerns(message)
                                    && period.forbids(message.second(), message.to().zone()));
        }

        @Override
        public boolean speaksOf(MessageKind kind) {
            return period.concerns(kind);
        }

        @Override
        public long reach() {
            return 0;
        }
    }
}
