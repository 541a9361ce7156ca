package org.marronnier.web.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.user.ApiKey;
import org.marronnier.domain.user.ApiKeys;
import org.marronnier.domain.user.Role;
import org.marronnier.domain.user.Scope;
import org.marronnier.domain.user.User;
import org.marronnier.domain.user.Users;
import org.marronnier.web.WebTest;
import org.marronnier.web.security.Signed;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;

class TeamTest extends WebTest {

    @Autowired private Users users;
    @Autowired private ApiKeys keys;
    @Autowired private PasswordEncoder encoder;

    @Test
    void addsAPersonWithAPasswordShownOnce() {
        MockHttpSession session = new MockHttpSession();

        assertThat(
                        post("/team/users")
                                .session(session)
                                .param("name", "nina.p")
                                .param("fullName", "Nina Petit")
                                .param("role", "MARKETER")
                                .param("password", ""))
                .hasRedirectedUrl("/team");

        String page = page(session);
        Matcher shown = Pattern.compile("<code>([a-z0-9-]{23})</code>").matcher(page);
        assertThat(shown.find()).isTrue();
        User nina = users.named("nina.p").orElseThrow();
        assertThat(encoder.matches(shown.group(1), users.passwordHash(nina.id()))).isTrue();
        assertThat(page(session)).contains("Nina Petit").doesNotContain(shown.group(1));
        assertThat(audited("user.added", "nina.p")).isOne();
    }

    @Test
    void refusesAPersonFieldByFieldAndKeepsWhatWasTyped() {
        assertThat(
                        post("/team/users")
                                .param("name", "Nina P")
                                .param("fullName", " ")
                                .param("role", "CRM_MANAGER")
                                .param("password", "tooshort"))
                .hasStatus(422)
                .bodyText()
                .contains(
                        "value=\"Nina P\"",
                        "Il faut de 2 à 40 lettres minuscules",
                        "Indiquez le nom, par exemple Léa Vasseur.",
                        "Il faut de 12 à 72 caractères",
                        "aria-invalid=\"true\"",
                        "aria-describedby=\"name-note\"")
                .containsPattern("value=\"CRM_MANAGER\"[^>]*selected")
                .doesNotContain("tooshort");
    }

    @Test
    void refusesARoleThatDoesNotExist() {
        assertThat(
                        post("/team/users")
                                .param("name", "without.role")
                                .param("fullName", "Without Role")
                                .param("role", "KING")
                                .param("password", ""))
                .hasStatus(422)
                .bodyText()
                .contains("Cette valeur n’a pas la forme attendue.");
        assertThat(users.named("without.role")).isEmpty();
    }

    @Test
    void refusesANameThatIsTaken() {
        user("tom", Role.MARKETER);

        assertThat(
                        post("/team/users")
                                .param("name", "tom")
                                .param("fullName", "Another Tom")
                                .param("role", "ADMIN")
                                .param("password", ""))
                .hasStatus(422)
                .bodyText()
                .contains("Cet identifiant est déjà pris.", "Another Tom");
        assertThat(users.named("tom").orElseThrow().role()).isEqualTo(Role.MARKETER);
    }

    @Test
    void changesARoleAndEndsTheSessionsOfBefore() {
        User eva = user("eva", Role.MARKETER);

        assertThat(
                        post("/team/users/eva")
                                .param("fullName", "Eva Roux")
                                .param("role", "CRM_MANAGER"))
                .hasRedirectedUrl("/team");

        User now = users.named("eva").orElseThrow();
        assertThat(now.role()).isEqualTo(Role.CRM_MANAGER);
        assertThat(now.fullName()).isEqualTo("Eva Roux");
        assertThat(now.version()).isGreaterThan(eva.version());
    }

    @Test
    void neverLosesTheLastAdmin() {
        User last = user("last-admin", Role.ADMIN);
        database()
                .jdbc()
                .sql("update users set enabled = false where role = 'ADMIN' and id <> :id")
                .param("id", last.id())
                .update();
        try {
            assertThat(
                            mvc.post()
                                    .uri("/team/users/last-admin")
                                    .with(token())
                                    .with(Signed.in(last))
                                    .param("fullName", "Last")
                                    .param("role", "MARKETER"))
                    .hasStatus(422)
                    .bodyText()
                    .contains("C’est le dernier administrateur actif.");
            assertThat(
                            mvc.post()
                                    .uri("/team/users/last-admin/deactivation")
                                    .with(token())
                                    .with(Signed.in(last)))
                    .hasRedirectedUrl("/team");

            assertThat(users.named("last-admin").orElseThrow())
                    .matches(User::enabled)
                    .extracting(User::role)
                    .isEqualTo(Role.ADMIN);
        } finally {
            database().jdbc().sql("delete from users").update();
        }
    }

    @Test
    void turnsAPersonOffAndOnAgain() {
        user("leo", Role.MARKETER);

        assertThat(post("/team/users/leo/deactivation")).hasRedirectedUrl("/team");
        assertThat(users.named("leo").orElseThrow().enabled()).isFalse();
        assertThat(post("/team/users/leo/activation")).hasRedirectedUrl("/team");

        assertThat(users.named("leo").orElseThrow().enabled()).isTrue();
        assertThat(audited("user.disabled", "leo")).isOne();
        assertThat(audited("user.enabled", "leo")).isOne();
    }

    @Test
    void setsATypedPassword() {
        User ana = user("ana", Role.MARKETER);

        assertThat(post("/team/users/ana/password").param("password", "a-typed-password-1"))
                .hasRedirectedUrl("/team");

        assertThat(encoder.matches("a-typed-password-1", users.passwordHash(ana.id()))).isTrue();
        assertThat(audited("user.password", "ana")).isOne();
    }

    @Test
    void makesAKeyThatOpensItsScopesUntilItIsRevoked() {
        MockHttpSession session = new MockHttpSession();
        assertThat(
                        post("/team/keys")
                                .session(session)
                                .param("name", "Warehouse")
                                .param("scopes", "contacts:write", "runs:read"))
                .hasRedirectedUrl("/team");
        Matcher shown = Pattern.compile("<code>(mrn_[\\w-]{43})</code>").matcher(page(session));
        assertThat(shown.find()).isTrue();
        String header = "Bearer " + shown.group(1);
        assertThat(mvc.get().uri("/api/v1/nothing").header("Authorization", header)).hasStatus(404);
        ApiKey key = key("Warehouse");
        assertThat(key.scopes()).containsExactlyInAnyOrder(Scope.CONTACTS_WRITE, Scope.RUNS_READ);
        assertThat(key.lastUsedAt()).isNotNull();
        assertThat(key.madeBy()).isEqualTo("some-admin");

        assertThat(post("/team/keys/" + key.id() + "/revocation")).hasRedirectedUrl("/team");

        assertThat(mvc.get().uri("/api/v1/nothing").header("Authorization", header)).hasStatus(401);
        assertThat(audited("key.added", "key:" + key.id())).isOne();
        assertThat(audited("key.revoked", "key:" + key.id())).isOne();
    }

    @Test
    void refusesAKeyWithoutAScopeAndKeepsItsName() {
        assertThat(post("/team/keys").param("name", "Nothing at all"))
                .hasStatus(422)
                .bodyText()
                .contains("Choisissez au moins un droit.", "Nothing at all");
        assertThat(post("/team/keys").param("name", "Too much").param("scopes", "everything"))
                .hasStatus(422)
                .bodyText()
                .contains("Un de ces droits n’existe pas.");
    }

    @Test
    void keepsNoKeyThatCouldBeReadBack() {
        List<String> texts =
                database()
                        .jdbc()
                        .sql("select api_key::text from api_key")
                        .query(String.class)
                        .list();

        assertThat(texts).isNotEmpty().noneMatch(text -> text.contains(KEY));
    }

    private MockMvcRequestBuilder post(String path) {
        return mvc.post().uri(path).with(token()).with(as(Role.ADMIN));
    }

    private String page(MockHttpSession session) {
        byte[] body =
                mvc.get()
                        .uri("/team")
                        .session(session)
                        .with(as(Role.ADMIN))
                        .exchange()
                        .getResponse()
                        .getContentAsByteArray();
        return new String(body, StandardCharsets.UTF_8);
    }

    private ApiKey key(String name) {
        return keys.all().stream().filter(key -> key.name().equals(name)).findFirst().orElseThrow();
    }

    private long audited(String what, String subject) {
        return database()
                .jdbc()
                .sql(
                        "select count(*) from audit where what = :what and subject = :subject and who = 'some-admin'")
                .param("what", what)
                .param("subject", subject)
                .query(Long.class)
                .single();
    }
}
