package org.marronnier.web.team;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.user.Role;
import org.marronnier.domain.user.User;
import org.marronnier.domain.user.Username;
import org.marronnier.web.security.For;
import org.marronnier.web.security.GoodPassword;
import org.marronnier.web.security.Passwords;
import org.marronnier.web.shell.Option;
import org.marronnier.web.shell.Options;
import org.marronnier.web.shell.Sayings;
import org.marronnier.web.team.KeepingTeam.Outcome;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
@RequestMapping("/team")
@For(Role.ADMIN)
class TeamController {

    /** A user to add; without a password one is made and shown once. */
    record NewUser(
            @Pattern(regexp = Username.PATTERN, message = "{team.name.wrong}") String name,
            @NotBlank(message = "{team.full-name.missing}")
                    @Size(max = 100, message = "{team.full-name.long}")
                    String fullName,
            @NotNull(message = "{typeMismatch}") Role role,
            @GoodPassword @Nullable String password) {

        @Override
        public String toString() {
            return "NewUser";
        }
    }

    /** What may be changed of a user. */
    record ChangedUser(
            @NotBlank(message = "{team.full-name.missing}")
                    @Size(max = 100, message = "{team.full-name.long}")
                    String fullName,
            @NotNull(message = "{typeMismatch}") Role role) {}

    /** A password to set; an empty one is made and shown once. */
    record NewPassword(@GoodPassword @Nullable String password) {

        @Override
        public String toString() {
            return "NewPassword";
        }
    }

    private final KeepingTeam team;
    private final Sayings sayings;

    TeamController(KeepingTeam team, Sayings sayings) {
        this.team = team;
        this.sayings = sayings;
    }

    @ModelAttribute("roles")
    List<Option> roles(Locale locale) {
        return new Options(sayings.in(locale)).constants(Role.values(), "role.");
    }

    @GetMapping
    String all(Model model) {
        model.addAttribute("users", team.users());
        model.addAttribute("keys", team.keys());
        return "team/all";
    }

    @GetMapping("/users/new")
    String newUser(Model model) {
        model.addAttribute("newUser", new NewUser("", "", Role.MARKETER, null));
        return "team/new-user";
    }

    @PostMapping("/users")
    String add(
            @Valid @ModelAttribute NewUser newUser,
            BindingResult result,
            Principal admin,
            HttpServletResponse response,
            RedirectAttributes next,
            Locale locale) {
        if (result.hasErrors()) {
            return again(response, "team/new-user");
        }
        String password = given(newUser.password());
        Outcome outcome =
                team.add(
                        new Username(newUser.name()),
                        newUser.fullName().strip(),
                        newUser.role(),
                        password == null ? shownOnce(next, newUser.name()) : password,
                        admin.getName());
        return switch (outcome) {
            case Outcome.Done done -> {
                next.addFlashAttribute(
                        "toast", sayings.say("team.added", locale, done.user().name().text()));
                yield "redirect:/team";
            }
            case Outcome.NameTaken taken -> {
                next.getFlashAttributes().keySet().clear();
                result.rejectValue("name", "team.name.taken");
                yield again(response, "team/new-user");
            }
            case Outcome.LastAdmin impossible ->
                    throw new IllegalStateException("Adding takes nobody away.");
        };
    }

    @GetMapping("/users/{name}")
    String user(@PathVariable String name, Model model) {
        User user = known(name);
        model.addAttribute("user", user);
        model.addAttribute("changedUser", new ChangedUser(user.fullName(), user.role()));
        model.addAttribute("newPassword", new NewPassword(null));
        return "team/user";
    }

    @PostMapping("/users/{name}")
    String change(
            @PathVariable String name,
            @Valid @ModelAttribute ChangedUser changedUser,
            BindingResult result,
            Principal admin,
            Model model,
            HttpServletResponse response,
            RedirectAttributes next,
            Locale locale) {
        User user = known(name);
        if (!result.hasErrors()) {
            Outcome outcome =
                    team.change(
                            user,
                            changedUser.fullName().strip(),
                            changedUser.role(),
                            admin.getName());
            if (outcome instanceof Outcome.Done) {
                next.addFlashAttribute("toast", sayings.say("team.changed", locale, name));
                return "redirect:/team";
            }
            result.rejectValue("role", "team.last-admin");
        }
        model.addAttribute("user", user);
        model.addAttribute("newPassword", new NewPassword(null));
        return again(response, "team/user");
    }

    @PostMapping("/users/{name}/password")
    String setPassword(
            @PathVariable String name,
            @Valid @ModelAttribute NewPassword newPassword,
            BindingResult result,
            Principal admin,
            Model model,
            HttpServletResponse response,
            RedirectAttributes next,
            Locale locale) {
        User user = known(name);
        if (result.hasErrors()) {
            model.addAttribute("user", user);
            model.addAttribute("changedUser", new ChangedUser(user.fullName(), user.role()));
            return again(response, "team/user");
        }
        String password = given(newPassword.password());
        team.setPassword(
                user, password == null ? shownOnce(next, name) : password, admin.getName());
        next.addFlashAttribute("toast", sayings.say("team.password.set", locale, name));
        return "redirect:/team";
    }

    @PostMapping("/users/{name}/activation")
    String enable(
            @PathVariable String name, Principal admin, RedirectAttributes next, Locale locale) {
        return turned(name, true, admin, next, locale);
    }

    @PostMapping("/users/{name}/deactivation")
    String disable(
            @PathVariable String name, Principal admin, RedirectAttributes next, Locale locale) {
        return turned(name, false, admin, next, locale);
    }

    private String turned(
            String name, boolean enabled, Principal admin, RedirectAttributes next, Locale locale) {
        Outcome outcome = team.setEnabled(known(name), enabled, admin.getName());
        String words =
                outcome instanceof Outcome.LastAdmin
                        ? "team.last-admin"
                        : enabled ? "team.enabled" : "team.disabled";
        next.addFlashAttribute("toast", sayings.say(words, locale, name));
        return "redirect:/team";
    }

    private User known(String name) {
        return team.user(name).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static @Nullable String given(@Nullable String password) {
        return password == null || password.isEmpty() ? null : password;
    }

    private static String shownOnce(RedirectAttributes next, String name) {
        String password = Passwords.made();
        next.addFlashAttribute("madePassword", password);
        next.addFlashAttribute("madeFor", name);
        return password;
    }

    private static String again(HttpServletResponse response, String page) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page;
    }
}
