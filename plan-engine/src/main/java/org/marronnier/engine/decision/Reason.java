package org.marronnier.engine.decision;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.consent.Regime;

/** Why a candidate did not pass a gate, with the facts. */
public sealed interface Reason {

    Gate gate();

    /** What blocks a contact altogether. */
    enum Block {
        ERASED,
        SUPPRESSED,
        COMPLAINED,
        PAUSED
    }

    /**
     * @param until when the pause ends, where it is one
     */
    record Blocked(Set<Block> blocks, @Nullable Instant until) implements Reason {
        public Blocked {
            blocks = Set.copyOf(blocks);
        }

        @Override
        public Gate gate() {
            return Gate.BLOCKED;
        }
    }

    record NotTargeted() implements Reason {
        @Override
        public Gate gate() {
            return Gate.NOT_TARGETED;
        }
    }

    /**
     * @param bounced those of the channels whose address is there, but bounced hard
     */
    record NoAddress(List<Channel> channels, Set<Channel> bounced) implements Reason {
        public NoAddress {
            channels = List.copyOf(channels);
            bounced = Set.copyOf(bounced);
        }

        @Override
        public Gate gate() {
            return Gate.NO_ADDRESS;
        }
    }

    /** What was asked on each channel, and what the contact said. */
    record NoConsent(List<Asked> asked) implements Reason {

        /**
         * @param status the current status; null where the contact never said anything
         */
        public record Asked(Channel channel, Regime regime, @Nullable ConsentStatus status) {}

        public NoConsent {
            asked = List.copyOf(asked);
        }

        @Override
        public Gate gate() {
            return Gate.NO_CONSENT;
        }
    }

    /**
     * @param of the external id of the contact that holds the address
     */
    record Duplicate(Channel channel, String of) implements Reason {
        @Override
        public Gate gate() {
            return Gate.DUPLICATE;
        }
    }

    /**
     * @param salt the key of the plan, campaign or scenario whose control group it is
     */
    record Control(String salt) implements Reason {
        @Override
        public Gate gate() {
            return Gate.CONTROL;
        }
    }

    record Expired(Instant expiry) implements Reason {
        @Override
        public Gate gate() {
            return Gate.EXPIRED;
        }
    }

    /**
     * @param periods the keys of the quiet periods that forbid the instant, in their order
     * @param until the next instant that is not quiet; null where none is near
     */
    record Quiet(Channel channel, List<String> periods, @Nullable Instant until) implements Reason {
        public Quiet {
            periods = List.copyOf(periods);
        }

        @Override
        public Gate gate() {
            return Gate.QUIET;
        }
    }

    /** The rules that refuse, by key. */
    record Pressure(Channel channel, List<Refusal> refusals) implements Reason {

        /**
         * @param counted how many messages would stand in the window, this one included; for a
         *     blocking rule the events
         * @param max how many may; 0 for a blocking rule
         * @param heldBy the messages that hold the place, the latest first, as many as {@link
         *     #HOLDERS}; none for a blocking rule
         * @param freeAgain when the rule would let the message pass, if nothing else is placed;
         *     null where it was not worked out
         */
        public record Refusal(
                String rule,
                int counted,
                int max,
                List<Holder> heldBy,
                @Nullable Instant freeAgain) {

            /** As many holders of a place as are told. */
            public static final int HOLDERS = 5;

            public Refusal {
                heldBy = List.copyOf(heldBy);
            }
        }

        /**
         * A message that holds a place.
         *
         * @param source such as {@code campaign:winter-sale}
         * @param contact external id, which may be another one's of the household
         * @param at when it was sent or shall be
         */
        public record Holder(String source, String contact, Instant at, Standing standing) {}

        /** How a message came to hold a place. */
        public enum Standing {
            /** It was sent, or is on its way. */
            SENT,
            /** It was placed in the same decision, ahead in rank. */
            PLACED,
            /** It is asked for later, ahead in rank, and its place is kept. */
            RESERVED
        }

        public Pressure {
            refusals = List.copyOf(refusals);
        }

        @Override
        public Gate gate() {
            return Gate.PRESSURE;
        }
    }

    /**
     * @param perDay what the channel can carry on one local day of the plan
     */
    record CapacityUsed(Channel channel, int perDay) implements Reason {
        @Override
        public Gate gate() {
            return Gate.CAPACITY;
        }
    }
}
