package org.marronnier.domain.audience;

import java.util.Map;

/**
 * What the data hold, as far as a look at some of them tells: enough to offer names to choose from,
 * not enough to say that a name does not exist.
 */
public interface SeenFacts {

    /**
     * What was seen last; whoever finds it older than a minute has it looked at again behind him.
     */
    Seen seen();

    /** What a value was where it was seen; of several kinds, text. */
    enum ValueKind {
        TEXT,
        NUMBER,
        DATE,
        TRUTH
    }

    /**
     * @param attributes the attributes of contacts, by name
     * @param events the types of events, each with its properties by name
     */
    record Seen(Map<String, ValueKind> attributes, Map<String, Map<String, ValueKind>> events) {

        /** Where nothing was seen. */
        public static final Seen NOTHING = new Seen(Map.of(), Map.of());

        public Seen {
            attributes = Map.copyOf(attributes);
            events = Map.copyOf(events);
        }
    }
}
