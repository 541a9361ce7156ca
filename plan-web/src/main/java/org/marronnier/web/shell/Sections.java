package org.marronnier.web.shell;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.marronnier.domain.user.Role;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * The entries of the navigation that lead somewhere: one whose page does not exist is not shown.
 */
@Component
final class Sections {

    private static final List<Section> MAIN =
            List.of(
                    new Section("plan", "/plan", "layout-dashboard", "P", Role.MARKETER),
                    new Section("calendar", "/calendar", "calendar-event", "C", Role.MARKETER),
                    new Section("programmes", "/programmes", "route", "S", Role.MARKETER),
                    new Section("campaigns", "/campaigns", "send", "E", Role.MARKETER),
                    new Section("contacts", "/contacts", "users", "O", Role.MARKETER),
                    new Section("results", "/results", "chart-histogram", "R", Role.MARKETER));

    private static final List<Section> SETTINGS =
            List.of(
                    new Section("segments", "/segments", "users-group", null, Role.MARKETER),
                    new Section("templates", "/templates", "template", null, Role.MARKETER),
                    new Section("conventions", "/conventions", "vocabulary", null, Role.MARKETER),
                    new Section("imports", "/imports", "database-import", null, Role.CRM_MANAGER),
                    new Section("inbox", "/inbox", "inbox", null, Role.MARKETER),
                    new Section("rules", "/rules", "scale", null, Role.MARKETER),
                    new Section("team", "/team", "id-badge-2", null, Role.ADMIN));

    private final Supplier<Set<String>> pages;

    Sections(
            @Qualifier("requestMappingHandlerMapping")
                    ObjectProvider<RequestMappingHandlerMapping> mapping) {
        this.pages =
                SingletonSupplier.of(
                        () ->
                                mapping.getObject().getHandlerMethods().keySet().stream()
                                        .flatMap(info -> calls(info).stream())
                                        .collect(Collectors.toUnmodifiableSet()));
    }

    List<Section> main(Role role) {
        return shown(MAIN, role);
    }

    List<Section> settings(Role role) {
        return shown(SETTINGS, role);
    }

    boolean exists(RequestMethod method, String path) {
        return pages.get().contains(method + " " + path);
    }

    private List<Section> shown(List<Section> sections, Role role) {
        return sections.stream()
                .filter(section -> role.includes(section.role()))
                .filter(section -> exists(RequestMethod.GET, section.path()))
                .toList();
    }

    private static Set<String> calls(RequestMappingInfo info) {
        return info.getMethodsCondition().getMethods().stream()
                .flatMap(
                        method -> info.getPatternValues().stream().map(path -> method + " " + path))
                .collect(Collectors.toSet());
    }
}
