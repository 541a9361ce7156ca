package org.marronnier.domain.figure;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.message.MessageType;

/** What came of computing a figure. */
public sealed interface Figure {

    /** The messages of the last days. */
    record Volumes(int days, List<Volume> volumes) implements Figure {
        public Volumes {
            volumes = List.copyOf(volumes);
        }

        public long total() {
            return volumes.stream().mapToLong(Volume::messages).sum();
        }
    }

    /**
     * @param source {@code campaign:<key>} or {@code scenario:<key>}
     */
    record Volume(String source, Channel channel, MessageType type, long messages) {}

    /**
     * @param contacts how many each segment holds, by key
     * @param shared how many two segments share; pairs that share nobody are left out
     */
    record Overlaps(Map<String, Long> contacts, List<Shared> shared) implements Figure {
        public Overlaps {
            contacts = Map.copyOf(contacts);
            shared = List.copyOf(shared);
        }
    }

    /** Two segments, in the order of the plan, and how many contacts are in both. */
    record Shared(String first, String second, long contacts) {}

    /** A number: the value of a KPI (a share from 0 to 1, or an amount), or how many entered. */
    record Value(BigDecimal value) implements Figure {}

    /** No value, and why. */
    record None(Why why) implements Figure {}

    /** Why there is no value. */
    enum Why {
        /** Nobody whom the figure is about. */
        NOBODY,
        /** No message was sent in the time it is about. */
        NO_MESSAGE,
        /** No event carries what it is made of. */
        NO_EVENT,
        /** The forecasts of the past are not kept. */
        WEATHER,
        /** Another program asks; nothing says when it would have. */
        CALL
    }
}
