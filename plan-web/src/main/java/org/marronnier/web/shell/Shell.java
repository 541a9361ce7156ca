package org.marronnier.web.shell;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.user.Role;
import org.marronnier.web.security.ContentPolicy;
import org.marronnier.web.security.ReturnPath;
import org.marronnier.web.security.SignedIn;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;

/** What the layout asks: who is signed in and where the navigation leads. */
@Component("shell")
public final class Shell {

    private final Sections sections;
    private final CurrentPlan plan;
    private final HttpServletRequest request;

    Shell(Sections sections, CurrentPlan plan, HttpServletRequest request) {
        this.sections = sections;
        this.plan = plan;
        this.request = request;
    }

    public @Nullable SignedIn user() {
        return SignedIn.current().orElse(null);
    }

    /** Whether the user may do what asks for this role. */
    public boolean may(String role) {
        return role().includes(Role.valueOf(role));
    }

    public List<Section> sections() {
        return sections.main(role());
    }

    public List<Section> settings() {
        return sections.settings(role());
    }

    /** Whether a page is mapped by this pattern, so that a link to it leads somewhere. */
    public boolean leads(String pattern) {
        return sections.exists(RequestMethod.GET, pattern);
    }

    public PlanChoice plans() {
        return plan.choice();
    }

    public String nonce() {
        return ContentPolicy.nonce(request);
    }

    /** The path of this page, for what returns to it; the start page where a form was sent. */
    public String here() {
        boolean isPage =
                request.getMethod().equals("GET")
                        && request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) == null;
        String query = request.getQueryString();
        String here = request.getRequestURI() + (query == null ? "" : "?" + query);
        return isPage ? ReturnPath.local(here).orElse("/") : "/";
    }

    private static Role role() {
        return SignedIn.current().map(SignedIn::role).orElse(Role.MARKETER);
    }
}
