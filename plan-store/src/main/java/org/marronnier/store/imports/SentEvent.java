package org.marronnier.store.imports;

import java.time.Instant;

/**
 * An event as it was sent, checked.
 *
 * @param index its place among those that were sent with it, from 0
 * @param properties a JSON object
 */
public record SentEvent(
        int index, String id, String externalId, String type, Instant at, String properties) {

    /** The same of another contact. */
    public SentEvent of(String otherExternalId) {
        return new SentEvent(index, id, otherExternalId, type, at, properties);
    }

    /** The same at another place. */
    public SentEvent at(int otherIndex) {
        return new SentEvent(otherIndex, id, externalId, type, at, properties);
    }
}
