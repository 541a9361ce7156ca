package org.marronnier.domain.contact;

import java.time.Instant;
import java.util.Map;

/** Something a contact did. */
public record EventRecord(String id, String type, Instant at, Map<String, Object> properties) {
    public EventRecord {
        properties = Map.copyOf(properties);
    }
}
