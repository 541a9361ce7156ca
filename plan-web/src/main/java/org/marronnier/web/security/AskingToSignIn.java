package org.marronnier.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/** Sends who has no session to the sign-in page, and refuses who has one and may not. */
final class AskingToSignIn implements AuthenticationEntryPoint, AccessDeniedHandler {

    @Override
    public void commence(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException reason)
            throws IOException {
        signIn(request, response, request.getRequestedSessionId() != null);
    }

    @Override
    public void handle(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException {
        if (reason instanceof CsrfException && SignedIn.current().isEmpty()) {
            signIn(request, response, true);
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private static void signIn(
            HttpServletRequest request, HttpServletResponse response, boolean isExpired)
            throws IOException {
        ReturnPath.remember(request);
        String page = request.getContextPath() + (isExpired ? "/sign-in?expired" : "/sign-in");
        if (ReturnPath.Htmx.asked(request)) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            response.setHeader("HX-Redirect", page);
        } else {
            response.sendRedirect(page);
        }
    }
}
