package org.marronnier.engine.condition;

import java.util.Arrays;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.fact.NeededFacts;

/**
 * The facts of one contact, as some conditions read them: each at its place, values read once. To
 * be filled again and again; for one thread at a time.
 */
public final class FactSheet {

    final @Nullable Value[] fields;
    final EventColumn[] events;
    final ConsentColumn[] consents;
    final MessageColumns messages;

    /** What counts, sums and ages are worked out in. */
    final Tally tally = new Tally();

    ZoneClock clock;

    FactSheet(NeededFacts needed, ZoneClock clock) {
        this.fields = new Value[needed.fields().size()];
        this.events =
                needed.events().stream()
                        .map(one -> new EventColumn(one.properties().size()))
                        .toArray(EventColumn[]::new);
        this.consents = new ConsentColumn[needed.consents().size()];
        Arrays.setAll(consents, _ -> new ConsentColumn());
        this.messages = new MessageColumns();
        this.clock = clock;
    }

    /** Forgets all facts, for those of another contact. */
    void clear(ZoneClock clock) {
        this.clock = clock;
        Arrays.fill(fields, null);
        for (var column : events) {
            column.size = 0;
        }
        for (var column : consents) {
            column.size = 0;
        }
        messages.size = 0;
    }

    /** The events of one type in the order of time, with the properties that are read. */
    static final class EventColumn {
        private final int width;
        private long[] at = new long[8];
        private @Nullable Value[] properties;
        private int size;

        EventColumn(int width) {
            this.width = width;
            this.properties = new Value[8 * width];
        }

        void add(long instant) {
            if (size == at.length) {
                at = Arrays.copyOf(at, 2 * size);
                properties = Arrays.copyOf(properties, 2 * size * width);
            }
            if (size > 0 && instant < at[size - 1]) {
                throw new IllegalArgumentException("Events must be told in the order of time.");
            }
            Arrays.fill(properties, size * width, (size + 1) * width, null);
            at[size++] = instant;
        }

        /** A property of the event added last. */
        void property(int property, Value value) {
            properties[(size - 1) * width + property] = value;
        }

        int size() {
            return size;
        }

        long at(int event) {
            return at[event];
        }

        @Nullable Value property(int event, int property) {
            return properties[event * width + property];
        }
    }

    /** The records of one consent, in the order in which they count. */
    static final class ConsentColumn {
        private long[] at = new long[4];
        private ConsentStatus[] status = new ConsentStatus[4];
        private int size;

        void add(ConsentStatus said, long instant) {
            if (size == at.length) {
                at = Arrays.copyOf(at, 2 * size);
                status = Arrays.copyOf(status, 2 * size);
            }
            at[size] = instant;
            status[size++] = said;
        }

        void eachInstant(LongConsumer instants) {
            for (var i = 0; i < size; i++) {
                instants.accept(at[i]);
            }
        }

        /** What was said last at or before an instant; null where nothing was. */
        @Nullable ConsentStatus current(long now) {
            for (var i = size - 1; i >= 0; i--) {
                if (at[i] <= now) {
                    return status[i];
                }
            }
            return null;
        }
    }
}
