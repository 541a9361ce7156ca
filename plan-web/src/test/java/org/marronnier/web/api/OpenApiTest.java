package org.marronnier.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.marronnier.web.WebTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpenApiTest extends WebTest {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @Autowired private JsonMapper json;

    @Test
    void namesEveryCallOfTheApiAndNoOther() {
        Set<String> documented = new TreeSet<>();
        document()
                .get("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .propertyNames()
                                        .forEach(
                                                method ->
                                                        documented.add(
                                                                method.toUpperCase(Locale.ROOT)
                                                                        + " "
                                                                        + path.getKey())));

        assertThat(documented).containsExactlyElementsOf(mapped());
    }

    @Test
    void namesTheScopeOfEveryCall() {
        assertThat(document().get("paths").findValues("responses"))
                .allSatisfy(responses -> assertThat(responses.has("default")).isTrue());
        assertThat(
                        document().get("paths").values().stream()
                                .flatMap(path -> path.values().stream()))
                .allSatisfy(call -> assertThat(call.has("security")).isTrue());
    }

    private Set<String> mapped() {
        return mapping.getHandlerMethods().entrySet().stream()
                .filter(
                        entry ->
                                entry.getValue()
                                        .getBeanType()
                                        .getPackageName()
                                        .startsWith("org.marronnier"))
                .flatMap(
                        entry ->
                                entry.getKey().getMethodsCondition().getMethods().stream()
                                        .flatMap(
                                                method ->
                                                        entry.getKey().getPatternValues().stream()
                                                                .map(path -> method + " " + path)))
                .filter(call -> call.contains(" /api/"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private JsonNode document() {
        MvcTestResult answer = mvc.get().uri("/api/v1/openapi.json").exchange();
        assertThat(answer).hasStatus(200);
        return json.readTree(
                new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8));
    }
}
