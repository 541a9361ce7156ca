package org.marronnier.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.user.Role;
import org.marronnier.domain.user.Scope;
import org.marronnier.web.WebTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class PermissionTest extends WebTest {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @Test
    void asksSomethingForEveryCall() {
        assertThat(calls().stream().filter(call -> Permission.asked(call.handler()) == null))
                .isEmpty();
    }

    @Test
    void asksAScopeForEveryCallOfTheApiAndARoleForEveryPage() {
        assertThat(calls().stream().filter(call -> !isAsked(call)).map(Call::toString))
                .containsExactlyInAnyOrder(
                        "GET /sign-in",
                        "POST /language",
                        "GET /feeds/{secret}.ics",
                        "GET /api/v1/plan-document.schema.json");
    }

    @Test
    void sendsWhoHasNoSessionToTheSignInPage() {
        SoftAssertions softly = new SoftAssertions();

        for (Call call : pages()) {
            MvcTestResult answer =
                    mvc.method(call.http()).uri(call.path()).with(token()).exchange();
            softly.assertThat(answer.getResponse().getRedirectedUrl())
                    .as("%s", call)
                    .startsWith("/sign-in");
        }

        softly.assertAll();
    }

    @Test
    void refusesALesserRole() {
        SoftAssertions softly = new SoftAssertions();

        for (Call call : pages()) {
            if (Permission.asked(call.handler()) instanceof For asked) {
                for (Role role : Role.values()) {
                    if (!role.includes(asked.value())) {
                        MvcTestResult answer =
                                mvc.method(call.http())
                                        .uri(call.path())
                                        .with(token())
                                        .with(as(role))
                                        .exchange();
                        softly.assertThat(answer.getResponse().getStatus())
                                .as("%s as %s", call, role)
                                .isEqualTo(403);
                    }
                }
            }
        }

        softly.assertAll();
    }

    @Test
    void refusesAFormWithoutItsToken() {
        SoftAssertions softly = new SoftAssertions();

        for (Call call : pages()) {
            if (!call.method().name().equals("GET")) {
                MvcTestResult answer =
                        mvc.method(call.http()).uri(call.path()).with(as(Role.ADMIN)).exchange();
                softly.assertThat(answer.getResponse().getStatus()).as("%s", call).isEqualTo(403);
            }
        }

        softly.assertAll();
    }

    @Test
    void asksForAKeyOnEveryCallOfTheApi() {
        SoftAssertions softly = new SoftAssertions();

        for (Call call : api()) {
            MvcTestResult answer = mvc.method(call.http()).uri(call.path()).exchange();
            softly.assertThat(answer.getResponse().getStatus()).as("%s", call).isEqualTo(401);
            softly.assertThat(answer.getResponse().getContentType())
                    .as("%s", call)
                    .startsWith(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        }

        softly.assertAll();
    }

    @Test
    void refusesAKeyWithEveryScopeButTheOneAsked() {
        SoftAssertions softly = new SoftAssertions();

        for (Call call : api()) {
            if (Permission.asked(call.handler()) instanceof With asked) {
                MvcTestResult answer =
                        mvc.method(call.http())
                                .uri(call.path())
                                .header("Authorization", bearer(allBut(asked.value())))
                                .exchange();
                softly.assertThat(answer.getResponse().getStatus()).as("%s", call).isEqualTo(403);
                softly.assertThat(answer.getResponse().getContentType())
                        .as("%s", call)
                        .startsWith(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            }
        }

        softly.assertAll();
    }

    @Test
    void doesNotOpenTheApiToASession() {
        user("rose", Role.ADMIN);
        MockHttpSession session = new MockHttpSession();
        mvc.post()
                .uri("/sign-in")
                .session(session)
                .with(token())
                .param("name", "rose")
                .param("password", PASSWORD)
                .exchange();
        assertThat(mvc.get().uri("/account").session(session)).hasStatus(200);

        assertThat(mvc.get().uri("/api/v1/nothing").session(session)).hasStatus(401);
    }

    private static boolean isAsked(Call call) {
        return call.isApi()
                ? Permission.asked(call.handler()) instanceof With
                : Permission.asked(call.handler()) instanceof For;
    }

    private List<Call> calls() {
        return Call.all(mapping);
    }

    private List<Call> pages() {
        return calls().stream()
                .filter(call -> Permission.asked(call.handler()) instanceof For)
                .toList();
    }

    private List<Call> api() {
        return calls().stream()
                .filter(Call::isApi)
                .filter(call -> !(Permission.asked(call.handler()) instanceof ForAnyone))
                .toList();
    }

    private static Scope[] allBut(Scope left) {
        return Arrays.stream(Scope.values()).filter(scope -> scope != left).toArray(Scope[]::new);
    }
}
