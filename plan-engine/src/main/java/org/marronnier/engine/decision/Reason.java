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
     */
    record Quiet(Channel channel, List<String> periods) implements Reason {
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
         */
        public record Refusal(String rule, int counted, int max) {}

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
