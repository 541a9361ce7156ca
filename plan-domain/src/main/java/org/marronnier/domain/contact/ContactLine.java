package org.marronnier.domain.contact;

import org.jspecify.annotations.Nullable;

/** A contact as a list shows it. */
public record ContactLine(
        String externalId,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String city,
        @Nullable String country) {}
