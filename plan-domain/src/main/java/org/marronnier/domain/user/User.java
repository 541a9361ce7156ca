package org.marronnier.domain.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person who signs in. The version changes with the password, the role and the right to sign in,
 * so that a session that was opened before knows that it is over.
 */
public record User(
        long id,
        Username name,
        String fullName,
        Role role,
        @Nullable Language language,
        boolean enabled,
        int version,
        Instant createdAt,
        @Nullable Instant lastSignInAt) {}
