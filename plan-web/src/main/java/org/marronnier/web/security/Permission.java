package org.marronnier.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.user.Role;
import org.marronnier.domain.user.Scope;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Asks each controller method for the role or scope that it names, before any argument is read. One
 * that names none is closed to all.
 */
public final class Permission implements HandlerInterceptor {

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && !isPermitted(method)) {
            throw new AccessDeniedException("Not permitted: " + method.getShortLogMessage());
        }
        return true;
    }

    /** What a controller method asks for; null where it names nothing. */
    public static @Nullable Annotation asked(HandlerMethod method) {
        Annotation onMethod = annotation(method.getMethod());
        return onMethod != null ? onMethod : annotation(method.getBeanType());
    }

    private static boolean isPermitted(HandlerMethod method) {
        if (!method.getBeanType().getPackageName().startsWith("org.marronnier")) {
            return true;
        }
        return switch (asked(method)) {
            case For role -> has(authority(role.value()));
            case With scope -> has(authority(scope.value()));
            case ForAnyone anyone -> true;
            case null, default -> false;
        };
    }

    private static @Nullable Annotation annotation(AnnotatedElement element) {
        For role = AnnotatedElementUtils.findMergedAnnotation(element, For.class);
        if (role != null) {
            return role;
        }
        With scope = AnnotatedElementUtils.findMergedAnnotation(element, With.class);
        return scope != null
                ? scope
                : AnnotatedElementUtils.findMergedAnnotation(element, ForAnyone.class);
    }

    private static boolean has(String authority) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null
                && authentication.isAuthenticated()
                && authentication.getAuthorities().stream()
                        .anyMatch(granted -> authority.equals(granted.getAuthority()));
    }

    static String authority(Role role) {
        return "ROLE_" + role.name();
    }

    static String authority(Scope scope) {
        return "SCOPE_" + scope.text();
    }
}
