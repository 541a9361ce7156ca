package org.marronnier.web.shell;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.user.Language;
import org.marronnier.domain.user.Role;
import org.marronnier.domain.user.Users;
import org.marronnier.web.security.For;
import org.marronnier.web.security.ForAnyone;
import org.marronnier.web.security.ReturnPath;
import org.marronnier.web.security.Sessions;
import org.marronnier.web.security.SignedIn;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class ShellController {

    private final Sections sections;
    private final CurrentPlan plan;
    private final Users users;
    private final Sessions sessions;

    ShellController(Sections sections, CurrentPlan plan, Users users, Sessions sessions) {
        this.sections = sections;
        this.plan = plan;
        this.users = users;
        this.sessions = sessions;
    }

    @GetMapping("/")
    @For(Role.MARKETER)
    String start() {
        Role role = SignedIn.current().map(SignedIn::role).orElseThrow();
        return Stream.concat(sections.main(role).stream(), sections.settings(role).stream())
                .findFirst()
                .map(section -> "redirect:" + section.path())
                .orElse("redirect:/account");
    }

    @PostMapping("/language")
    @ForAnyone
    String speak(
            @RequestParam("language") String code,
            @RequestParam(name = "to", required = false) @Nullable String to,
            HttpServletRequest request,
            HttpServletResponse response) {
        Language.of(code).ifPresent(language -> remember(language, request, response));
        return "redirect:" + ReturnPath.local(to).orElse("/");
    }

    @PostMapping("/plan-choice")
    @For(Role.MARKETER)
    String choosePlan(@RequestParam("plan") String key) {
        plan.choose(key);
        return "redirect:/";
    }

    private void remember(
            Language language, HttpServletRequest request, HttpServletResponse response) {
        Languages.remember(response, language, request.isSecure());
        Optional<SignedIn> user = SignedIn.current();
        if (user.isPresent()) {
            users.setLanguage(user.get().id(), language);
            users.find(user.get().id()).ifPresent(now -> sessions.renew(request, response, now));
        }
    }
}
