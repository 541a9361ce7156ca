package org.marronnier.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.marronnier.domain.user.User;
import org.marronnier.domain.user.Users;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session as soon as its user may not sign in any more, or has another role or password than
 * when it was opened.
 */
@Component
public final class Sessions extends OncePerRequestFilter {

    private final Users users;

    Sessions(Users users) {
        this.users = users;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<SignedIn> signedIn = SignedIn.current();
        if (signedIn.isPresent() && !isStill(signedIn.get())) {
            HttpSession session = request.getSession(false);
            if (session != null) {
                session.invalidate();
            }
            SecurityContextHolder.clearContext();
        }
        chain.doFilter(request, response);
    }

    /** Goes on with the session of a user who has just been changed by the user's own hand. */
    public void renew(HttpServletRequest request, HttpServletResponse response, User user) {
        SignedIn signedIn = new SignedIn(user, null);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(
                        signedIn, null, signedIn.getAuthorities()));
        SecurityContextHolder.setContext(context);
        request.changeSessionId();
        new HttpSessionSecurityContextRepository().saveContext(context, request, response);
    }

    private boolean isStill(SignedIn signedIn) {
        return users.find(signedIn.id()).filter(signedIn::isStill).isPresent();
    }
}
