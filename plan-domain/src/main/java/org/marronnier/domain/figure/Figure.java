package org.marronnier.domain.figure;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.run.Funnel;

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

    /**
     * What rules did over the last days, the day on which it was counted not included.
     *
     * @param effects by rule, {@code pressure:<key>} or {@code quiet:<key>}; those that did nothing
     *     are left out
     */
    record Effects(int days, Map<String, Effect> effects) implements Figure {
        public Effects {
            effects = Map.copyOf(effects);
        }
    }

    /**
     * What a rule did to messages, each counted once.
     *
     * @param suppressed those that it was the first to refuse
     * @param deferred those that left later, or wait, because of it among others
     */
    record Effect(long suppressed, long deferred) {}

    /**
     * Where the contacts of a campaign would stand, had it run when this was computed.
     *
     * @param occurrence the instant that was judged
     * @param targeted all who match the target
     * @param judged how many of them were judged: all, or some drawn by lot
     * @param lines of those who were judged, by line of a funnel
     * @param overCapacity of all, those for whom the channel's day has no place left
     * @param examples some of those who were judged, by line
     */
    record Forecast(
            Instant occurrence,
            long targeted,
            long judged,
            Map<String, Long> lines,
            long overCapacity,
            Map<String, List<Long>> examples)
            implements Figure {
        public Forecast {
            lines = Map.copyOf(lines);
            examples = Map.copyOf(examples);
        }

        /** Whether only some were judged, so that what is told of all is an estimate. */
        public boolean isEstimate() {
            return judged < targeted;
        }

        /**
         * All who are targeted, line by line; of those who are an estimate, each line is rounded
         * alone. {@link Funnel#QUEUED} are those who would get a message.
         */
        public Funnel funnel() {
            var all = new HashMap<String, Long>();
            lines.forEach((line, n) -> all.put(line, Math.round((double) n * targeted / judged)));
            all.put(Funnel.TARGETED, targeted);
            if (overCapacity > 0) {
                all.merge(Funnel.CAPACITY, overCapacity, Long::sum);
            }
            all.put(
                    Funnel.QUEUED,
                    Math.max(
                            0,
                            targeted
                                    - new Funnel(all).decided()
                                    + all.getOrDefault(Funnel.QUEUED, 0L)));
            return new Funnel(all);
        }

        /**
         * By how much at most the messages of an estimate are off, in 95 of 100 draws; 0 where all
         * were judged.
         */
        public long margin() {
            if (!isEstimate() || judged == 0) {
                return 0;
            }
            var share = (double) lines.getOrDefault(Funnel.QUEUED, 0L) / judged;
            var left = (double) (targeted - judged) / Math.max(1, targeted - 1);
            return Math.round(1.96 * Math.sqrt(share * (1 - share) / judged * left) * targeted);
        }
    }

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
