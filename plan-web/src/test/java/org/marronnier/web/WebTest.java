package org.marronnier.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.marronnier.domain.user.ApiKeys;
import org.marronnier.domain.user.Role;
import org.marronnier.domain.user.Scope;
import org.marronnier.domain.user.User;
import org.marronnier.domain.user.Username;
import org.marronnier.domain.user.Users;
import org.marronnier.store.database.TestDatabase;
import org.marronnier.web.security.KeyText;
import org.marronnier.web.security.Signed;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/**
 * The whole application on a database of its own, started once for all its subclasses: they share
 * rows, so each test names its own, and run one after the other.
 */
@Execution(ExecutionMode.SAME_THREAD)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "MARRONNIER_DEMO=false",
            "spring.quartz.auto-startup=false",
            "MARRONNIER_ADMIN_PASSWORD=" + WebTest.PASSWORD,
            "MARRONNIER_API_KEY=" + WebTest.KEY
        })
@AutoConfigureMockMvc
public abstract class WebTest {

    /** The password of every user that a test makes, and of admin. */
    protected static final String PASSWORD = "chataigne-verte-2027";

    /** A key with every scope. */
    protected static final String KEY = "a-key-of-the-tests-0123456789abcdef";

    private static final TestDatabase DATABASE = TestDatabase.migrated();

    @Autowired protected MockMvcTester mvc;
    @Autowired private Users users;
    @Autowired private ApiKeys keys;
    @Autowired private PasswordEncoder encoder;

    @LocalServerPort private int port;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry::add);
    }

    /** The address of a page, for a browser. */
    protected String at(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    protected TestDatabase database() {
        return DATABASE;
    }

    /** A user of this name and role, made where there is none. */
    protected User user(String name, Role role) {
        return users.named(name)
                .or(
                        () ->
                                users.add(
                                        new Username(name),
                                        name.substring(0, 1).toUpperCase(Locale.ROOT)
                                                + name.substring(1),
                                        role,
                                        encoder.encode(PASSWORD),
                                        Instant.parse("2027-01-01T00:00:00Z")))
                .orElseThrow();
    }

    /** Signs a request as some user of this role. */
    protected RequestPostProcessor as(Role role) {
        return Signed.in(user("some-" + role.name().toLowerCase(Locale.ROOT), role));
    }

    /** Gives a request of a page the token that its form would carry. */
    protected RequestPostProcessor token() {
        return csrf();
    }

    /** Brings a plan in, by whoever may approve; the same again changes nothing. */
    protected void bringIn(String yaml) {
        assertThat(
                        mvc.post()
                                .uri("/api/v1/plans")
                                .header("Authorization", "Bearer " + KEY)
                                .contentType(MediaType.APPLICATION_YAML)
                                .content(yaml))
                .hasStatus2xxSuccessful();
    }

    /** The header Authorization of a new key with these scopes. */
    protected String bearer(Scope... scopes) {
        KeyText text = KeyText.made();
        keys.add(
                "test",
                text.hint(),
                text.hash(),
                Set.of(scopes),
                "test",
                Instant.parse("2027-01-01T00:00:00Z"));
        return "Bearer " + text.text();
    }
}
