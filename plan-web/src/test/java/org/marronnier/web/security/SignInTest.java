package org.marronnier.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.marronnier.domain.user.Role;
import org.marronnier.domain.user.User;
import org.marronnier.domain.user.Users;
import org.marronnier.web.WebTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@Isolated("reads what is printed")
@ExtendWith(OutputCaptureExtension.class)
class SignInTest extends WebTest {

    @Autowired private Users users;

    @Test
    void opensASessionWithANewId() {
        user("camille", Role.MARKETER);
        MockHttpSession session = new MockHttpSession();
        String before = session.getId();

        MvcTestResult answer = signIn("camille", PASSWORD, session);

        assertThat(answer).hasStatus(302).hasRedirectedUrl("/");
        assertThat(answer.getRequest().getSession(false))
                .extracting(HttpSession::getId)
                .isNotEqualTo(before);
        assertThat(users.named("camille").orElseThrow().lastSignInAt()).isNotNull();
    }

    @Test
    void reportsAWrongPasswordAndKeepsTheName() {
        user("noe", Role.MARKETER);
        MockHttpSession session = new MockHttpSession();

        assertThat(signIn("noe", "not-the-password", session)).hasRedirectedUrl("/sign-in");

        assertThat(mvc.get().uri("/sign-in").session(session))
                .bodyText()
                .contains("L’identifiant ou le mot de passe ne convient pas.", "value=\"noe\"")
                .doesNotContain("not-the-password");
    }

    @Test
    void refusesWithoutLookingAfterFiveFailures() {
        user("ines", Role.MARKETER);
        for (int attempt = 0; attempt < 5; attempt++) {
            signIn("ines", "wrong-" + attempt, new MockHttpSession());
        }
        MockHttpSession session = new MockHttpSession();

        assertThat(signIn("ines", PASSWORD, session)).hasRedirectedUrl("/sign-in");

        assertThat(mvc.get().uri("/sign-in").session(session))
                .bodyText()
                .contains("Trop d’essais.");
    }

    @Test
    void comesBackToThePageThatWasAsked() {
        user("lou", Role.ADMIN);
        MockHttpSession session = new MockHttpSession();
        assertThat(mvc.get().uri("/team/users/new?x=1").accept("text/html").session(session))
                .hasRedirectedUrl("/sign-in");

        assertThat(signIn("lou", PASSWORD, session)).hasRedirectedUrl("/team/users/new?x=1");
    }

    @Test
    void comesBackToThePageWhoseHtmxRequestFoundNoSession() {
        user("sam", Role.ADMIN);
        MockHttpSession session = new MockHttpSession();

        assertThat(
                        mvc.post()
                                .uri("/team/users")
                                .session(session)
                                .header("HX-Request", "true")
                                .header("HX-Current-URL", "http://localhost/team?a=b"))
                .hasStatus(401)
                .hasHeader("HX-Redirect", "/sign-in?expired");

        assertThat(signIn("sam", PASSWORD, session)).hasRedirectedUrl("/team?a=b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example//evil.example/x",
                "http://localhost//evil.example",
                "http://localhost/\\evil.example",
                "javascript:alert(1)",
                "::"
            })
    void neverLeadsElsewhereAfterSigningIn(String page) {
        user("zoe", Role.ADMIN);
        MockHttpSession session = new MockHttpSession();
        mvc.get()
                .uri("/team")
                .session(session)
                .header("HX-Request", "true")
                .header("HX-Current-URL", page)
                .exchange();

        assertThat(signIn("zoe", PASSWORD, session)).hasRedirectedUrl("/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "//evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "/a\r\nSet-Cookie: x=y",
                "evil",
                ""
            })
    void neverLeadsElsewhereAfterAChangeOfLanguage(String to) {
        assertThat(
                        mvc.post()
                                .uri("/language")
                                .param("language", "en")
                                .param("to", to)
                                .with(token()))
                .hasRedirectedUrl("/");
    }

    @Test
    void endsTheSessionOfAUserWhoIsChanged() {
        User user = user("paul", Role.MARKETER);
        MockHttpSession session = new MockHttpSession();
        signIn("paul", PASSWORD, session);
        assertThat(mvc.get().uri("/account").session(session)).hasStatus(200);

        users.setEnabled(user.id(), false);

        assertThat(mvc.get().uri("/account").session(session)).hasStatus(302);
        assertThat(signIn("paul", PASSWORD, new MockHttpSession())).hasRedirectedUrl("/sign-in");
    }

    @Test
    void writesNoPasswordToTheLog(CapturedOutput log) {
        user("remy", Role.MARKETER);

        signIn("remy", "secret-typed-wrong", new MockHttpSession());
        signIn("remy", PASSWORD, new MockHttpSession());
        mvc.post()
                .uri("/team/users")
                .param("name", "Not Right")
                .param("password", "secret-of-a-new-user")
                .with(token())
                .with(as(Role.ADMIN))
                .exchange();

        assertThat(log).doesNotContain("secret-typed-wrong", PASSWORD, "secret-of-a-new-user");
    }

    @Test
    void sendsStrictHeaders() {
        MvcTestResult answer = mvc.get().uri("/sign-in").exchange();

        assertThat(answer.getResponse().getHeader("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer)
                .hasHeader("X-Frame-Options", "DENY")
                .hasHeader("Referrer-Policy", "no-referrer")
                .hasHeader("X-Content-Type-Options", "nosniff")
                .doesNotContainHeader("Strict-Transport-Security");
        assertThat(mvc.get().uri("/sign-in").secure(true))
                .containsHeader("Strict-Transport-Security");
        assertThat(mvc.get().uri("/css/base.css")).containsHeader("Content-Security-Policy");
        assertThat(mvc.get().uri("/api/v1/x")).containsHeader("Content-Security-Policy");
    }

    @Test
    void signsOut() {
        user("mia", Role.MARKETER);
        MockHttpSession session = new MockHttpSession();
        signIn("mia", PASSWORD, session);

        assertThat(mvc.post().uri("/sign-out").session(session).with(token()))
                .hasRedirectedUrl("/sign-in?signed-out");

        assertThat(session.isInvalid()).isTrue();
    }

    private MvcTestResult signIn(String name, String password, MockHttpSession session) {
        return mvc.post()
                .uri("/sign-in")
                .session(session)
                .with(token())
                .param("name", name)
                .param("password", password)
                .exchange();
    }
}
