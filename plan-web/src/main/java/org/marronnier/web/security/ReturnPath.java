package org.marronnier.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a user wanted to go before signing in; kept in the session, and always a path of this
 * application.
 */
public final class ReturnPath {

    private static final String ATTRIBUTE = ReturnPath.class.getName();

    private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]*");

    private ReturnPath() {}

    /** The path, where it stays within this application; else empty. */
    public static Optional<String> local(@Nullable String path) {
        return Optional.ofNullable(path).filter(value -> LOCAL.matcher(value).matches());
    }

    static void remember(HttpServletRequest request) {
        wanted(request).ifPresent(path -> request.getSession().setAttribute(ATTRIBUTE, path));
    }

    static Optional<String> take(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return Optional.empty();
        }
        Optional<String> path = local((String) session.getAttribute(ATTRIBUTE));
        session.removeAttribute(ATTRIBUTE);
        return path;
    }

    private static Optional<String> wanted(HttpServletRequest request) {
        if (Htmx.asked(request)) {
            return Htmx.page(request).flatMap(ReturnPath::local);
        }
        String accepted = request.getHeader("Accept");
        boolean isPage =
                request.getMethod().equals("GET")
                        && accepted != null
                        && accepted.contains("text/html");
        return isPage
                ? local(withQuery(request.getRequestURI(), request.getQueryString()))
                : Optional.empty();
    }

    static String withQuery(String path, @Nullable String query) {
        return query == null ? path : path + "?" + query;
    }

    /** What htmx says about its requests. */
    static final class Htmx {

        private Htmx() {}

        static boolean asked(HttpServletRequest request) {
            return "true".equals(request.getHeader("HX-Request"));
        }

        static Optional<String> page(HttpServletRequest request) {
            String address = request.getHeader("HX-Current-URL");
            if (address == null) {
                return Optional.empty();
            }
            try {
                URI uri = URI.create(address);
                return Optional.ofNullable(uri.getRawPath())
                        .map(path -> withQuery(path, uri.getRawQuery()));
            } catch (IllegalArgumentException unreadable) {
                return Optional.empty();
            }
        }
    }
}
