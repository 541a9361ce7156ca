package org.marronnier.store.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.marronnier.domain.user.ApiKey;
import org.marronnier.domain.user.Language;
import org.marronnier.domain.user.Role;
import org.marronnier.domain.user.Scope;
import org.marronnier.domain.user.User;
import org.marronnier.domain.user.Username;
import org.marronnier.store.database.TestDatabase;

class StoredUsersTest {

    private static final Instant NOW = Instant.parse("2027-01-31T10:00:00Z");

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    private final StoredUsers users = new StoredUsers(DATABASE.jdbc());
    private final StoredApiKeys keys = new StoredApiKeys(DATABASE.jdbc());

    @Test
    void keepsAUserAsAdded() {
        User lea = add("lea", Role.CRM_MANAGER);

        assertThat(users.find(lea.id())).contains(lea);
        assertThat(users.named("lea")).contains(lea);
        assertThat(users.isEmpty()).isFalse();
        assertThat(lea)
                .isEqualTo(
                        new User(
                                lea.id(),
                                new Username("lea"),
                                "Name of lea",
                                Role.CRM_MANAGER,
                                null,
                                true,
                                0,
                                NOW,
                                null));
    }

    @Test
    void addsANameOnce() {
        add("noe", Role.MARKETER);

        assertThat(users.add(new Username("noe"), "Other", Role.ADMIN, "hash", NOW)).isEmpty();
    }

    @Test
    void countsAVersionWithPasswordRoleAndRightOnly() {
        User ines = add("ines", Role.MARKETER);

        users.setLanguage(ines.id(), Language.EN);
        users.signedIn(ines.id(), NOW);
        users.change(ines.id(), "Inès", Role.MARKETER);
        assertThat(users.find(ines.id()).orElseThrow().version()).isZero();
        users.change(ines.id(), "Inès", Role.ADMIN);
        users.setPasswordHash(ines.id(), "other");
        users.setEnabled(ines.id(), false);

        User now = users.find(ines.id()).orElseThrow();
        assertThat(now.version()).isEqualTo(3);
        assertThat(now.language()).isEqualTo(Language.EN);
        assertThat(now.lastSignInAt()).isEqualTo(NOW);
        assertThat(users.passwordHash(ines.id())).isEqualTo("other");
        assertThat(users.holdAdmins()).doesNotContain(ines.id());
    }

    @Test
    void keepsAKeyByItsHash() {
        byte[] hash = new byte[32];
        ApiKey key =
                keys.add("etl", "mrn_", hash, Set.of(Scope.RUNS_FIRE, Scope.ADMIN), "lea", NOW)
                        .orElseThrow();

        assertThat(keys.withHash(hash)).contains(key);
        assertThat(keys.add("again", "x", hash, Set.of(), "lea", NOW)).isEmpty();
        assertThat(keys.withHash(new byte[] {1})).isEmpty();
        assertThat(key.scopes()).containsExactlyInAnyOrder(Scope.RUNS_FIRE, Scope.ADMIN);
    }

    @Test
    void notesTheUseOfAKeyToTheMinute() {
        byte[] hash = new byte[32];
        hash[0] = 1;
        var unused = keys.add("use", "x", hash, Set.of(), "lea", NOW).orElseThrow();

        keys.used(unused, NOW);
        keys.used(unused, NOW.plusSeconds(59));
        var used = keys.withHash(hash).orElseThrow();
        assertThat(used.lastUsedAt()).isEqualTo(NOW);
        keys.used(used, NOW.plusSeconds(59));
        assertThat(keys.withHash(hash).orElseThrow().lastUsedAt()).isEqualTo(NOW);
        keys.used(used, NOW.plusSeconds(60));

        assertThat(keys.withHash(hash).orElseThrow().lastUsedAt()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void revokesAKeyOnce() {
        byte[] hash = new byte[32];
        hash[0] = 2;
        long id = keys.add("gone", "x", hash, Set.of(), "lea", NOW).orElseThrow().id();

        assertThat(keys.revoke(id, NOW)).get().matches(ApiKey::isRevoked);
        assertThat(keys.revoke(id, NOW.plusSeconds(1))).isEmpty();
        assertThat(keys.withHash(hash).orElseThrow().revokedAt()).isEqualTo(NOW);
    }

    private User add(String name, Role role) {
        return users.add(new Username(name), "Name of " + name, role, "hash", NOW).orElseThrow();
    }
}
