package org.marronnier.store.user;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.user.Language;
import org.marronnier.domain.user.Role;
import org.marronnier.domain.user.User;
import org.marronnier.domain.user.Username;
import org.marronnier.domain.user.Users;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class StoredUsers implements Users {

    private static final String COLUMNS =
            "id, name, full_name, role, language, enabled, version, created_at, last_sign_in_at";

    private final JdbcClient jdbc;

    StoredUsers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<User> all() {
        return jdbc.sql("select " + COLUMNS + " from users order by name")
                .query(StoredUsers::user)
                .list();
    }

    @Override
    public boolean isEmpty() {
        return !jdbc.sql("select exists (select from users)").query(Boolean.class).single();
    }

    @Override
    public Optional<User> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from users where id = :id")
                .param("id", id)
                .query(StoredUsers::user)
                .optional();
    }

    @Override
    public Optional<User> named(String name) {
        return jdbc.sql("select " + COLUMNS + " from users where name = :name")
                .param("name", name)
                .query(StoredUsers::user)
                .optional();
    }

    @Override
    public String passwordHash(long id) {
        return jdbc.sql("select password from users where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    @Override
    public Optional<User> add(
            Username name, String fullName, Role role, String passwordHash, Instant now) {
        return jdbc.sql(
                        """
            insert into users (name, full_name, role, password, created_at)
            values (:name, :fullName, :role, :password, :now)
            on conflict (name) do nothing
            returning %s
            """
                                .formatted(COLUMNS))
                .param("name", name.text())
                .param("fullName", fullName)
                .param("role", role.name())
                .param("password", passwordHash)
                .param("now", Timestamp.from(now))
                .query(StoredUsers::user)
                .optional();
    }

    @Override
    public void change(long id, String fullName, Role role) {
        jdbc.sql(
                        """
            update users
            set full_name = :fullName, role = :role, version = version + (role <> :role)::int
            where id = :id
            """)
                .param("id", id)
                .param("fullName", fullName)
                .param("role", role.name())
                .update();
    }

    @Override
    public void setPasswordHash(long id, String passwordHash) {
        jdbc.sql("update users set password = :password, version = version + 1 where id = :id")
                .param("id", id)
                .param("password", passwordHash)
                .update();
    }

    @Override
    public void setEnabled(long id, boolean enabled) {
        jdbc.sql("update users set enabled = :enabled, version = version + 1 where id = :id")
                .param("id", id)
                .param("enabled", enabled)
                .update();
    }

    @Override
    public void setLanguage(long id, Language language) {
        jdbc.sql("update users set language = :language where id = :id")
                .param("id", id)
                .param("language", language.name())
                .update();
    }

    @Override
    public void signedIn(long id, Instant now) {
        jdbc.sql("update users set last_sign_in_at = :now where id = :id")
                .param("id", id)
                .param("now", Timestamp.from(now))
                .update();
    }

    @Override
    public List<Long> holdAdmins() {
        return jdbc.sql(
                        "select id from users where role = 'ADMIN' and enabled order by id for no key update")
                .query(Long.class)
                .list();
    }

    private static User user(ResultSet row, int number) throws SQLException {
        String language = row.getString("language");
        return new User(
                row.getLong("id"),
                new Username(row.getString("name")),
                row.getString("full_name"),
                Role.valueOf(row.getString("role")),
                language == null ? null : Language.valueOf(language),
                row.getBoolean("enabled"),
                row.getInt("version"),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("last_sign_in_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
