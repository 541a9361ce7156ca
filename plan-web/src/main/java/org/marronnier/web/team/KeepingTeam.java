package org.marronnier.web.team;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.marronnier.domain.user.ApiKey;
import org.marronnier.domain.user.ApiKeys;
import org.marronnier.domain.user.Audit;
import org.marronnier.domain.user.Role;
import org.marronnier.domain.user.Scope;
import org.marronnier.domain.user.User;
import org.marronnier.domain.user.Username;
import org.marronnier.domain.user.Users;
import org.marronnier.web.security.KeyText;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes users and API keys, one transaction and one line of the audit a change. */
@Component
public final class KeepingTeam {

    /** What came of a change to a user. */
    public sealed interface Outcome {

        /** It is done. */
        record Done(User user) implements Outcome {}

        /** Someone has this name already. */
        record NameTaken(String name) implements Outcome {}

        /** Without this user nobody could change the team any more. */
        record LastAdmin(User user) implements Outcome {}
    }

    private final Users users;
    private final ApiKeys keys;
    private final Audit audit;
    private final PasswordEncoder encoder;
    private final TransactionTemplate transaction;
    private final Clock clock;

    KeepingTeam(
            Users users,
            ApiKeys keys,
            Audit audit,
            PasswordEncoder encoder,
            TransactionTemplate transaction,
            Clock clock) {
        this.users = users;
        this.keys = keys;
        this.audit = audit;
        this.encoder = encoder;
        this.transaction = transaction;
        this.clock = clock;
    }

    public List<User> users() {
        return users.all();
    }

    public List<ApiKey> keys() {
        return keys.all();
    }

    public Optional<User> user(String name) {
        return users.named(name);
    }

    public boolean isPassword(User user, String password) {
        return encoder.matches(password, users.passwordHash(user.id()));
    }

    Outcome add(Username name, String fullName, Role role, String password, String who) {
        String hash = encoder.encode(password);
        return done(
                () -> {
                    Optional<User> added = users.add(name, fullName, role, hash, clock.instant());
                    added.ifPresent(user -> note(who, "user.added", user.name().text()));
                    return added.<Outcome>map(Outcome.Done::new)
                            .orElseGet(() -> new Outcome.NameTaken(name.text()));
                });
    }

    Outcome change(User user, String fullName, Role role, String who) {
        return done(
                () -> {
                    if (role != Role.ADMIN && isLastAdmin(user)) {
                        return new Outcome.LastAdmin(user);
                    }
                    users.change(user.id(), fullName, role);
                    note(who, "user.changed", user.name().text());
                    return now(user);
                });
    }

    Outcome setEnabled(User user, boolean enabled, String who) {
        return done(
                () -> {
                    if (!enabled && isLastAdmin(user)) {
                        return new Outcome.LastAdmin(user);
                    }
                    users.setEnabled(user.id(), enabled);
                    note(who, enabled ? "user.enabled" : "user.disabled", user.name().text());
                    return now(user);
                });
    }

    /** Sets a password and ends the sessions that the former one opened. */
    public User setPassword(User user, String password, String who) {
        String hash = encoder.encode(password);
        return done(
                () -> {
                    users.setPasswordHash(user.id(), hash);
                    note(who, "user.password", user.name().text());
                    return users.find(user.id()).orElseThrow();
                });
    }

    KeyText addKey(String name, Set<Scope> scopes, String who) {
        KeyText text = KeyText.made();
        return done(
                () -> {
                    ApiKey key =
                            keys.add(name, text.hint(), text.hash(), scopes, who, clock.instant())
                                    .orElseThrow();
                    note(who, "key.added", "key:" + key.id());
                    return text;
                });
    }

    Optional<ApiKey> revokeKey(long id, String who) {
        return done(
                () -> {
                    Optional<ApiKey> revoked = keys.revoke(id, clock.instant());
                    revoked.ifPresent(key -> note(who, "key.revoked", "key:" + key.id()));
                    return revoked;
                });
    }

    private boolean isLastAdmin(User user) {
        return users.holdAdmins().equals(List.of(user.id()));
    }

    private Outcome now(User user) {
        return new Outcome.Done(users.find(user.id()).orElseThrow());
    }

    private void note(String who, String what, String subject) {
        audit.note(clock.instant(), who, what, subject);
    }

    private <T> T done(Supplier<T> change) {
        return Objects.requireNonNull(transaction.execute(status -> change.get()));
    }
}
