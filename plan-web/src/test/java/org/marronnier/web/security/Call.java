package org.marronnier.web.security;

import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every call that a controller of ours answers, as the tests go through them. */
record Call(RequestMethod method, String pattern, HandlerMethod handler) {

    static List<Call> all(RequestMappingHandlerMapping mapping) {
        return mapping.getHandlerMethods().entrySet().stream()
                .filter(
                        entry ->
                                entry.getValue()
                                        .getBeanType()
                                        .getPackageName()
                                        .startsWith("org.marronnier"))
                .flatMap(entry -> calls(entry.getKey(), entry.getValue()).stream())
                .toList();
    }

    boolean isApi() {
        return pattern.startsWith("/api/");
    }

    HttpMethod http() {
        return method.asHttpMethod();
    }

    /** The path with every variable filled in by something that does not exist. */
    String path() {
        return pattern.replaceAll("\\{[^}]*}", "0");
    }

    private static List<Call> calls(RequestMappingInfo info, HandlerMethod handler) {
        return info.getMethodsCondition().getMethods().stream()
                .flatMap(
                        method ->
                                info.getPatternValues().stream()
                                        .map(pattern -> new Call(method, pattern, handler)))
                .toList();
    }

    @Override
    public String toString() {
        return method + " " + pattern;
    }
}
