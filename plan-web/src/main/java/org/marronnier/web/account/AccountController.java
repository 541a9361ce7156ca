package org.marronnier.web.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import java.security.Principal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.user.Role;
import org.marronnier.domain.user.User;
import org.marronnier.web.security.For;
import org.marronnier.web.security.GoodPassword;
import org.marronnier.web.security.Sessions;
import org.marronnier.web.team.KeepingTeam;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
@RequestMapping("/account")
@For(Role.MARKETER)
class AccountController {

    /** The own password, changed by who knows the present one. */
    record OwnPassword(
            @NotEmpty(message = "{account.present.missing}") @Nullable String present,
            @NotEmpty(message = "{password.wrong}") @GoodPassword @Nullable String wanted,
            @Nullable String repeated) {

        @Override
        public String toString() {
            return "OwnPassword";
        }
    }

    private final KeepingTeam team;
    private final Sessions sessions;
    private final MessageSource messages;

    AccountController(KeepingTeam team, Sessions sessions, MessageSource messages) {
        this.team = team;
        this.sessions = sessions;
        this.messages = messages;
    }

    @GetMapping
    String account(Principal principal, Model model) {
        model.addAttribute("user", own(principal));
        model.addAttribute("ownPassword", new OwnPassword(null, null, null));
        return "account/account";
    }

    @PostMapping("/password")
    String change(
            @Valid @ModelAttribute OwnPassword ownPassword,
            BindingResult result,
            Principal principal,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes next,
            Locale locale) {
        User user = own(principal);
        String present = ownPassword.present();
        String wanted = ownPassword.wanted();
        if (present != null && !present.isEmpty() && !team.isPassword(user, present)) {
            result.rejectValue("present", "account.present.wrong");
        }
        if (wanted != null && !wanted.equals(ownPassword.repeated())) {
            result.rejectValue("repeated", "account.repeated.wrong");
        }
        if (result.hasErrors() || wanted == null) {
            model.addAttribute("user", user);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return "account/account";
        }
        sessions.renew(request, response, team.setPassword(user, wanted, principal.getName()));
        next.addFlashAttribute("toast", messages.getMessage("account.changed", null, locale));
        return "redirect:/account";
    }

    private User own(Principal principal) {
        return team.user(principal.getName()).orElseThrow();
    }
}
