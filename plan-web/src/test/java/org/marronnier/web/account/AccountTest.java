package org.marronnier.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.marronnier.domain.user.Role;
import org.marronnier.domain.user.User;
import org.marronnier.domain.user.Users;
import org.marronnier.web.WebTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.crypto.password.PasswordEncoder;

class AccountTest extends WebTest {

    @Autowired private Users users;
    @Autowired private PasswordEncoder encoder;

    @Test
    void changesTheOwnPasswordAndGoesOn() {
        User iris = user("iris", Role.MARKETER);
        MockHttpSession session = signedIn("iris");
        MockHttpSession elsewhere = signedIn("iris");

        assertThat(
                        mvc.post()
                                .uri("/account/password")
                                .session(session)
                                .with(token())
                                .param("present", PASSWORD)
                                .param("wanted", "quatre mots au hasard")
                                .param("repeated", "quatre mots au hasard"))
                .hasRedirectedUrl("/account");

        assertThat(encoder.matches("quatre mots au hasard", users.passwordHash(iris.id())))
                .isTrue();
        assertThat(mvc.get().uri("/account").session(session)).hasStatus(200);
        assertThat(mvc.get().uri("/account").session(elsewhere)).hasStatus(302);
    }

    @Test
    void refusesAWrongPresentPasswordAndTwoThatDiffer() {
        User jules = user("jules", Role.MARKETER);
        String before = users.passwordHash(jules.id());

        assertThat(
                        mvc.post()
                                .uri("/account/password")
                                .session(signedIn("jules"))
                                .with(token())
                                .param("present", "not-the-present-one")
                                .param("wanted", "quatre mots au hasard")
                                .param("repeated", "quatre mots au bazar"))
                .hasStatus(422)
                .bodyText()
                .contains(
                        "Ce n’est pas votre mot de passe actuel.",
                        "Les deux nouveaux mots de passe diffèrent.")
                .doesNotContain("quatre mots");
        assertThat(users.passwordHash(jules.id())).isEqualTo(before);
    }

    private MockHttpSession signedIn(String name) {
        MockHttpSession session = new MockHttpSession();
        mvc.post()
                .uri("/sign-in")
                .session(session)
                .with(token())
                .param("name", name)
                .param("password", PASSWORD)
                .exchange();
        return session;
    }
}
