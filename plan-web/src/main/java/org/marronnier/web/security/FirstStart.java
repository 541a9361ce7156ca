package org.marronnier.web.security;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.user.ApiKey;
import org.marronnier.domain.user.ApiKeys;
import org.marronnier.domain.user.Audit;
import org.marronnier.domain.user.Role;
import org.marronnier.domain.user.Scope;
import org.marronnier.domain.user.Username;
import org.marronnier.domain.user.Users;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Makes the first user where there is none, and the first key where the environment names one. */
@Component
@Order(0)
final class FirstStart implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);

    private static final String ENVIRONMENT = "MARRONNIER_API_KEY";
    private static final String SYSTEM = "system";

    private final Users users;
    private final ApiKeys keys;
    private final Audit audit;
    private final PasswordEncoder encoder;
    private final Clock clock;
    private final String adminPassword;
    private final String apiKey;

    FirstStart(
            Users users,
            ApiKeys keys,
            Audit audit,
            PasswordEncoder encoder,
            Clock clock,
            @Value("${MARRONNIER_ADMIN_PASSWORD:}") String adminPassword,
            @Value("${MARRONNIER_API_KEY:}") String apiKey) {
        this.users = users;
        this.keys = keys;
        this.audit = audit;
        this.encoder = encoder;
        this.clock = clock;
        this.adminPassword = adminPassword;
        this.apiKey = apiKey;
    }

    @Override
    public void run(@Nullable ApplicationArguments arguments) {
        if (users.isEmpty()) {
            addAdmin();
        }
        if (!apiKey.isBlank()) {
            addKey(new KeyText(apiKey.strip()));
        }
    }

    private void addAdmin() {
        boolean isGiven = !adminPassword.isBlank();
        String password = isGiven ? adminPassword : Passwords.made();
        if (password.getBytes(StandardCharsets.UTF_8).length > Passwords.MOST_BYTES) {
            throw new IllegalStateException(
                    "MARRONNIER_ADMIN_PASSWORD must be at most %d bytes long. Choose a shorter one."
                            .formatted(Passwords.MOST_BYTES));
        }
        Instant now = clock.instant();
        boolean isAdded =
                users.add(new Username("admin"), "Admin", Role.ADMIN, encoder.encode(password), now)
                        .isPresent();
        if (!isAdded) {
            return;
        }
        audit.note(now, SYSTEM, "user.added", "admin");
        if (isGiven) {
            LOG.info("The first user is admin, with the password of MARRONNIER_ADMIN_PASSWORD.");
            if (password.length() < Passwords.FEWEST) {
                LOG.warn(
                        "The password of MARRONNIER_ADMIN_PASSWORD has fewer than {} characters. Change it once signed in.",
                        Passwords.FEWEST);
            }
        } else {
            LOG.info(box(password));
        }
    }

    private void addKey(KeyText text) {
        Instant now = clock.instant();
        boolean isNew =
                keys.add(
                                ENVIRONMENT,
                                text.hint(),
                                text.hash(),
                                EnumSet.allOf(Scope.class),
                                SYSTEM,
                                now)
                        .isPresent();
        keys.all().stream()
                .filter(key -> key.name().equals(ENVIRONMENT) && key.madeBy().equals(SYSTEM))
                .filter(key -> !key.isRevoked() && !isSame(key, text))
                .forEach(
                        former -> {
                            keys.revoke(former.id(), now);
                            audit.note(now, SYSTEM, "key.revoked", "key:" + former.id());
                        });
        ApiKey key = keys.withHash(text.hash()).orElseThrow();
        if (isNew) {
            audit.note(now, SYSTEM, "key.added", "key:" + key.id());
            LOG.info("The key of MARRONNIER_API_KEY may do everything that the API offers.");
        } else if (key.isRevoked()) {
            LOG.warn("The key of MARRONNIER_API_KEY was revoked and stays so. Set another one.");
        }
    }

    private boolean isSame(ApiKey key, KeyText text) {
        return keys.withHash(text.hash()).filter(same -> same.id() == key.id()).isPresent();
    }

    private static String box(String password) {
        String line = "─".repeat(62);
        return """


        ┌%s┐
        │  The first user is ready. This password is not shown again.  │
        │                                                              │
        │    user      admin                                           │
        │    password  %-48s│
        └%s┘
        """
                .formatted(line, password, line);
    }
}
