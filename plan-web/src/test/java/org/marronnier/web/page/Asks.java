package org.marronnier.web.page;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every page of the product, asked in the ways that matter; {@link AsksTest} misses none. */
final class Asks {

    private Asks() {}

    static List<Ask> of(Shop shop) {
        return Stream.of(new PlanAsks(shop), new ContactAsks(shop))
                .flatMap(list -> list.asks().stream())
                .toList();
    }

    /** The pages that the application maps, as method and pattern. */
    static Set<String> mapped(RequestMappingHandlerMapping mappings) {
        return mappings.getHandlerMethods().entrySet().stream()
                .filter(
                        each ->
                                each.getValue()
                                        .getBeanType()
                                        .getName()
                                        .startsWith("org.marronnier."))
                .flatMap(
                        each ->
                                each.getKey().getPatternValues().stream()
                                        .map(
                                                path ->
                                                        each
                                                                        .getKey()
                                                                        .getMethodsCondition()
                                                                        .getMethods()
                                                                        .stream()
                                                                        .map(Enum::name)
                                                                        .collect(
                                                                                Collectors.joining(
                                                                                        ","))
                                                                + " "
                                                                + path))
                .filter(mapping -> !mapping.contains(" /api/") && !mapping.equals(" /error"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
