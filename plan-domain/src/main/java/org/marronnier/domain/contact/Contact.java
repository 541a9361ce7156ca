package org.marronnier.domain.contact;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person the brand may speak to, as last imported.
 *
 * @param knownZone the zone, where it is one that exists
 * @param attributes what the brand keeps besides; values are texts, numbers, truth values, lists or
 *     maps
 * @param standing what keeps the contact from being spoken to
 */
public record Contact(
        long id,
        String externalId,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable LocalDate birthDate,
        @Nullable String street,
        @Nullable String postcode,
        @Nullable String city,
        @Nullable String country,
        @Nullable String language,
        @Nullable String zone,
        @Nullable String knownZone,
        @Nullable String household,
        Map<String, Object> attributes,
        Standing standing,
        Instant createdAt,
        Instant updatedAt) {

    /** Since when the contact is blocked, or an address of it is dead; null where it is not. */
    public record Standing(
            @Nullable Instant erasedAt,
            @Nullable Instant suppressedAt,
            @Nullable Instant complainedAt,
            @Nullable Instant pausedUntil,
            @Nullable Instant emailBouncedAt,
            @Nullable Instant phoneBouncedAt) {}

    public Contact {
        attributes = Map.copyOf(attributes);
    }
}
