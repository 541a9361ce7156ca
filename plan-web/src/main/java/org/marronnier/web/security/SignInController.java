package org.marronnier.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
@ForAnyone
class SignInController {

    private static final String REFUSAL = Refusal.class.getName();

    /** Why the last try was refused, and the name that was typed. */
    record Refusal(String name, String reason) implements Serializable {}

    @GetMapping("/sign-in")
    String page(HttpServletRequest request, Model model) {
        if (SignedIn.current().isPresent()) {
            return "redirect:/";
        }
        model.addAttribute("refusal", taken(request.getSession(false)));
        model.addAttribute("isExpired", request.getParameter("expired") != null);
        model.addAttribute("isSignedOut", request.getParameter("signed-out") != null);
        return "sign-in";
    }

    static void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException failure)
            throws IOException {
        String name = request.getParameter("name");
        String reason = failure instanceof LockedException ? "wait" : "wrong";
        request.getSession()
                .setAttribute(
                        REFUSAL,
                        new Refusal(
                                name == null ? "" : name.substring(0, Math.min(name.length(), 60)),
                                reason));
        response.sendRedirect(request.getContextPath() + "/sign-in");
    }

    private static @Nullable Refusal taken(@Nullable HttpSession session) {
        if (session == null) {
            return null;
        }
        Refusal refusal = (Refusal) session.getAttribute(REFUSAL);
        session.removeAttribute(REFUSAL);
        return refusal;
    }
}
