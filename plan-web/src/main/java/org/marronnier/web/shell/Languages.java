package org.marronnier.web.shell;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.user.Language;
import org.marronnier.web.security.SignedIn;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * The language of a page: the user's own choice, else that of a cookie, else the first that the
 * browser asks for and the product speaks, else French.
 */
@Component("localeResolver")
public final class Languages implements LocaleResolver {

    private static final String COOKIE = "language";

    private static final Duration YEAR = Duration.ofDays(365);

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return SignedIn.current()
                .map(SignedIn::language)
                .or(() -> ofCookie(request))
                .or(() -> ofBrowser(request))
                .orElse(Language.FR)
                .locale();
    }

    @Override
    public void setLocale(
            HttpServletRequest request,
            @Nullable HttpServletResponse response,
            @Nullable Locale locale) {
        throw new UnsupportedOperationException("The language is changed at /language.");
    }

    static void remember(HttpServletResponse response, Language language, boolean isSecure) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, language.code())
                        .path("/")
                        .maxAge(YEAR)
                        .httpOnly(true)
                        .secure(isSecure)
                        .sameSite("Lax")
                        .build()
                        .toString());
    }

    private static Optional<Language> ofCookie(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        return cookie == null ? Optional.empty() : Language.of(cookie.getValue());
    }

    private static Optional<Language> ofBrowser(HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null) {
            return Optional.empty();
        }
        return Collections.list(request.getLocales()).stream()
                .flatMap(locale -> Language.of(locale.getLanguage()).stream())
                .findFirst();
    }
}
