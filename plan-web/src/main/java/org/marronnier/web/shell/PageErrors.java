package org.marronnier.web.shell;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.marronnier.web.api.ApiErrors;
import org.marronnier.web.security.ForAnyone;
import org.marronnier.web.security.SignedIn;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/** What is shown where a page cannot be: in our look for people, as a problem for programs. */
@Controller
@ForAnyone
class PageErrors implements ErrorController {

    private final ApiErrors api;

    PageErrors(ApiErrors api) {
        this.api = api;
    }

    @RequestMapping("/error")
    @Nullable String show(HttpServletRequest request, HttpServletResponse response, Model model)
            throws IOException {
        int status =
                request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                        ? code
                        : HttpServletResponse.SC_NOT_FOUND;
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        if (path != null && ApiErrors.concern(path.toString())) {
            api.status(request, response, status);
            return null;
        }
        response.setStatus(status);
        model.addAttribute("isSignedIn", SignedIn.current().isPresent());
        model.addAttribute("code", status);
        model.addAttribute("kind", kind(status));
        return "error";
    }

    private static String kind(int status) {
        return switch (status) {
            case 403 -> "forbidden";
            case 404 -> "missing";
            default -> status >= 500 ? "failed" : "refused";
        };
    }
}
