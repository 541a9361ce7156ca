package org.marronnier.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.marronnier.web.api.Problems.Mistake;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import tools.jackson.databind.json.JsonMapper;

@Isolated("reads what is printed")
@ExtendWith(OutputCaptureExtension.class)
class ApiErrorsTest {

    private final MockMvcTester mvc =
            MockMvcTester.create(
                    MockMvcBuilders.standaloneSetup(new Faults())
                            .setHandlerExceptionResolvers(
                                    new ApiErrors(JsonMapper.builder().build()))
                            .setMessageConverters(new JacksonJsonHttpMessageConverter())
                            .build());

    @Test
    void tellsAMethodThatIsNotOffered() {
        refused(mvc.delete().uri("/api/x/body"), 405)
                .contains("\"instance\":\"/api/x/body\"", "\"type\":\"about:blank\"");
        assertThat(mvc.delete().uri("/api/x/body")).hasHeader("Allow", "POST");
    }

    @Test
    void tellsATypeThatIsNotOffered() {
        refused(mvc.get().uri("/api/x/number?n=1").accept("image/png"), 406);
    }

    @Test
    void tellsATypeThatIsNotRead() {
        refused(mvc.post().uri("/api/x/body").contentType("text/plain").content("x"), 415);
    }

    @Test
    void tellsABodyThatCannotBeRead() {
        refused(json("{\"name\": "), 400).doesNotContain("tools.jackson", "Unexpected");
    }

    @Test
    void tellsAParameterThatIsMissingOrOfTheWrongForm() {
        refused(mvc.get().uri("/api/x/number"), 400);
        refused(mvc.get().uri("/api/x/number?n=abc"), 400).doesNotContain("java.lang");
    }

    @Test
    void tellsEveryMistakeOfABodyWithItsPath() {
        refused(json("{\"name\": \" \", \"count\": -1}"), 422)
                .contains("\"path\":\"name\"", "\"path\":\"count\"", "\"message\":");
    }

    @Test
    void tellsTheMistakesThatACallFound() {
        assertThat(mvc.get().uri("/api/x/mistakes"))
                .hasStatus(422)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void tellsABodyThatIsTooLarge() {
        refused(mvc.get().uri("/api/x/large"), 413);
    }

    @Test
    void tellsAChangeThatCameBetween() {
        refused(mvc.get().uri("/api/x/stale"), 409);
    }

    @Test
    void tellsNothingOfTheInsideWhereItFails(CapturedOutput log) {
        refused(mvc.get().uri("/api/x/fault"), 500)
                .doesNotContain("secret detail", "IllegalState", "org.marronnier");
        assertThat(log).contains("GET");
    }

    @Test
    void leavesPagesAlone() {
        assertThat(mvc.get().uri("/page/fault")).hasFailed();
    }

    private MockMvcRequestBuilder json(String body) {
        return mvc.post().uri("/api/x/body").contentType(MediaType.APPLICATION_JSON).content(body);
    }

    private static org.assertj.core.api.AbstractStringAssert<?> refused(
            MockMvcRequestBuilder request, int status) {
        return assertThat(request)
                .hasStatus(status)
                .hasContentType("application/problem+json;charset=UTF-8")
                .bodyText()
                .contains("\"status\":" + status, "\"title\":", "\"detail\":");
    }

    record Body(@NotBlank String name, @Positive int count) {}

    @RestController
    static class Faults {

        @PostMapping("/api/x/body")
        String body(@RequestBody @Valid Body body) {
            return body.name();
        }

        @GetMapping(path = "/api/x/number", produces = MediaType.APPLICATION_JSON_VALUE)
        int number(@RequestParam int n) {
            return n;
        }

        @GetMapping("/api/x/mistakes")
        ResponseEntity<ProblemDetail> mistakes() {
            return Problems.unprocessable("No.", List.of(new Mistake("a[0].b", "A letter.")));
        }

        @GetMapping("/api/x/large")
        void large() {
            throw new MaxUploadSizeExceededException(1);
        }

        @GetMapping("/api/x/stale")
        void stale() {
            throw new OptimisticLockingFailureException("secret detail");
        }

        @GetMapping({"/api/x/fault", "/page/fault"})
        void fault() {
            throw new IllegalStateException("secret detail");
        }
    }
}
