package org.marronnier.store.user;

import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.user.ApiKey;
import org.marronnier.domain.user.ApiKeys;
import org.marronnier.domain.user.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class StoredApiKeys implements ApiKeys {

    private static final String COLUMNS =
            "id, name, hint, hash, scopes, made_by, made_at, last_used_at, revoked_at";

    private static final Duration GRAIN = Duration.ofMinutes(1);

    private final JdbcClient jdbc;

    StoredApiKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<ApiKey> all() {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + " from api_key order by revoked_at is not null, made_at desc, id desc")
                .query(StoredApiKeys::key)
                .list();
    }

    @Override
    public Optional<ApiKey> withHash(byte[] hash) {
        record Row(byte[] hash, ApiKey key) {}
        return jdbc.sql("select " + COLUMNS + " from api_key where hash = :hash")
                .param("hash", hash)
                .query((row, number) -> new Row(row.getBytes("hash"), key(row, number)))
                .optional()
                .filter(row -> MessageDigest.isEqual(row.hash(), hash))
                .map(Row::key);
    }

    @Override
    public Optional<ApiKey> add(
            String name, String hint, byte[] hash, Set<Scope> scopes, String madeBy, Instant now) {
        return jdbc.sql(
                        """
            insert into api_key (name, hint, hash, scopes, made_by, made_at)
            values (:name, :hint, :hash, :scopes, :madeBy, :now)
            on conflict (hash) do nothing
            returning %s
            """
                                .formatted(COLUMNS))
                .param("name", name)
                .param("hint", hint)
                .param("hash", hash)
                .param("scopes", scopes.stream().sorted().map(Scope::text).toArray(String[]::new))
                .param("madeBy", madeBy)
                .param("now", Timestamp.from(now))
                .query(StoredApiKeys::key)
                .optional();
    }

    @Override
    public Optional<ApiKey> revoke(long id, Instant now) {
        return jdbc.sql(
                        """
            update api_key set revoked_at = :now
            where id = :id and revoked_at is null
            returning %s
            """
                                .formatted(COLUMNS))
                .param("id", id)
                .param("now", Timestamp.from(now))
                .query(StoredApiKeys::key)
                .optional();
    }

    @Override
    public void used(ApiKey key, Instant now) {
        var before = now.minus(GRAIN);
        if ((key.lastUsedAt() != null) && key.lastUsedAt().isAfter(before)) {
            return;
        }
        jdbc.sql(
                        """
            update api_key set last_used_at = :now
            where id = :id and (last_used_at is null or last_used_at <= :before)
            """)
                .param("id", key.id())
                .param("now", Timestamp.from(now))
                .param("before", Timestamp.from(before))
                .update();
    }

    private static ApiKey key(ResultSet row, int number) throws SQLException {
        return new ApiKey(
                row.getLong("id"),
                row.getString("name"),
                row.getString("hint"),
                scopes((String[]) row.getArray("scopes").getArray()),
                row.getString("made_by"),
                row.getTimestamp("made_at").toInstant(),
                instant(row.getTimestamp("last_used_at")),
                instant(row.getTimestamp("revoked_at")));
    }

    private static Set<Scope> scopes(String[] texts) {
        return Arrays.stream(texts)
                .map(text -> Scope.of(text).orElseThrow())
                .collect(Collectors.toSet());
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
