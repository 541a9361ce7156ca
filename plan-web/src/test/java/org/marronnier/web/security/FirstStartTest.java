package org.marronnier.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.marronnier.domain.user.ApiKey;
import org.marronnier.domain.user.ApiKeys;
import org.marronnier.domain.user.Audit;
import org.marronnier.domain.user.Scope;
import org.marronnier.domain.user.User;
import org.marronnier.domain.user.Users;
import org.marronnier.web.WebTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.crypto.password.PasswordEncoder;

@Isolated("reads what is printed")
@ExtendWith(OutputCaptureExtension.class)
class FirstStartTest extends WebTest {

    @Autowired private Users users;
    @Autowired private ApiKeys keys;
    @Autowired private Audit audit;
    @Autowired private PasswordEncoder encoder;
    @Autowired private Clock clock;

    @AfterEach
    void startAsTheOtherTestsExpect() {
        database().jdbc().sql("delete from api_key where name = 'MARRONNIER_API_KEY'").update();
        database().jdbc().sql("delete from users").update();
        start(PASSWORD, KEY);
    }

    @Test
    void makesAnAdminWithThePasswordGiven(CapturedOutput log) {
        database().jdbc().sql("delete from users").update();

        start("given-by-the-environment", "");

        User admin = users.named("admin").orElseThrow();
        assertThat(encoder.matches("given-by-the-environment", users.passwordHash(admin.id())))
                .isTrue();
        assertThat(users.passwordHash(admin.id())).startsWith("{bcrypt}");
        assertThat(log).doesNotContain("given-by-the-environment");
    }

    @Test
    void makesAPasswordAndShowsItOnce(CapturedOutput log) {
        database().jdbc().sql("delete from users").update();

        start("", "");
        start("", "");

        Matcher shown = Pattern.compile("password {2}(\\S+)").matcher(log.getAll());
        assertThat(shown.find()).isTrue();
        User admin = users.named("admin").orElseThrow();
        assertThat(encoder.matches(shown.group(1), users.passwordHash(admin.id()))).isTrue();
        assertThat(shown.find()).isFalse();
        List<String> box = log.getAll().lines().filter(line -> line.matches("[┌│└].*")).toList();
        assertThat(box)
                .hasSize(6)
                .allSatisfy(line -> assertThat(line).hasSize(box.getFirst().length()));
    }

    @Test
    void changesNothingWhereThereAreUsers() {
        List<User> before = users.all();

        start("another-password-entirely", "");

        assertThat(users.all()).isEqualTo(before);
    }

    @Test
    void refusesAPasswordThatBcryptWouldCut() {
        database().jdbc().sql("delete from users").update();

        assertThatThrownBy(() -> start("x".repeat(73), ""))
                .hasMessageContaining("at most 72 bytes")
                .hasMessageNotContaining("xxx");
    }

    @Test
    void keepsOneKeyOfTheEnvironmentHoweverOftenItStarts() {
        start("", "key-one-0123456789");
        start("", "key-one-0123456789");
        assertThat(inUse()).hasSize(1);

        start("", "key-two-0123456789");

        assertThat(inUse())
                .singleElement()
                .satisfies(
                        key -> assertThat(key.scopes()).containsExactlyInAnyOrder(Scope.values()));
        assertThat(
                        keys.withHash(new KeyText("key-one-0123456789").hash())
                                .orElseThrow()
                                .isRevoked())
                .isTrue();
    }

    private List<ApiKey> inUse() {
        return keys.all().stream()
                .filter(key -> key.name().equals("MARRONNIER_API_KEY") && !key.isRevoked())
                .toList();
    }

    private void start(String adminPassword, String apiKey) {
        new FirstStart(users, keys, audit, encoder, clock, adminPassword, apiKey).run(null);
    }
}
