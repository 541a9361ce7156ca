package org.marronnier.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.user.ApiKey;
import org.marronnier.domain.user.ApiKeys;
import org.marronnier.web.api.ApiErrors;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Recognises the key that a call carries in the header Authorization. */
final class BearingKeys extends OncePerRequestFilter {

    private static final String BEARER = "Bearer ";

    private final ApiKeys keys;
    private final Clock clock;
    private final ApiErrors errors;

    BearingKeys(ApiKeys keys, Clock clock, ApiErrors errors) {
        this.keys = keys;
        this.clock = clock;
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            chain.doFilter(request, response);
            return;
        }
        Optional<ApiKey> key = key(header);
        if (key.isEmpty()) {
            errors.unauthorized(request, response, "The key is unknown or was revoked.");
            return;
        }
        keys.used(key.get(), clock.instant());
        SecurityContextHolder.setContext(context(key.get()));
        chain.doFilter(request, response);
    }

    private Optional<ApiKey> key(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        KeyText text = new KeyText(header.substring(BEARER.length()).strip());
        return keys.withHash(text.hash()).filter(key -> !key.isRevoked());
    }

    private static SecurityContext context(ApiKey key) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(
                        "key:" + key.id(),
                        null,
                        key.scopes().stream()
                                .map(
                                        scope ->
                                                new SimpleGrantedAuthority(
                                                        Permission.authority(scope)))
                                .toList()));
        return context;
    }
}
