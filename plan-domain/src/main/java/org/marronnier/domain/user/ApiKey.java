package org.marronnier.domain.user;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key that a program carries; the key itself is known to its bearer alone, the hint is how it
 * starts.
 */
public record ApiKey(
        long id,
        String name,
        String hint,
        Set<Scope> scopes,
        String madeBy,
        Instant madeAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {

    public ApiKey {
        scopes = Set.copyOf(scopes);
    }

    public boolean isRevoked() {
        return revokedAt != null;
    }
}
