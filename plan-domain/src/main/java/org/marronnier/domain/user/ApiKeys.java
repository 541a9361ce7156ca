package org.marronnier.domain.user;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All keys that programs carry, found by the SHA-256 of the key. */
public interface ApiKeys {

    /** All of them, those in use first, newest first. */
    List<ApiKey> all();

    /** The key with this hash, revoked or not. */
    Optional<ApiKey> withHash(byte[] hash);

    /** Adds a key; empty where there is one with this hash already. */
    Optional<ApiKey> add(
            String name, String hint, byte[] hash, Set<Scope> scopes, String madeBy, Instant now);

    /** Revokes a key; empty where there is none in use with this id. */
    Optional<ApiKey> revoke(long id, Instant now);

    /** Notes the use of a key as it was found, to the minute. */
    void used(ApiKey key, Instant now);
}
