package org.marronnier.scheduler.decision;

import java.util.Map;

/**
 * Who holds the addresses that a source would speak to: the first contact, by external id, that
 * would be reached at each (gate 5).
 */
@FunctionalInterface
public interface Claims {

    /** Nobody but those who ask together. */
    Claims NONE = wanted -> wanted;

    /** Everybody holds its own address. */
    Claims OWN = _ -> Map.of();

    /**
     * @param wanted by address, the external id of the first of those who ask together
     * @return by address, the external id of who holds it
     */
    Map<String, String> holders(Map<String, String> wanted);
}
