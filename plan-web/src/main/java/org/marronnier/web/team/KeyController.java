package org.marronnier.web.team;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.user.Role;
import org.marronnier.domain.user.Scope;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.Option;
import org.marronnier.web.shell.Sayings;
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
@RequestMapping("/team/keys")
@For(Role.ADMIN)
class KeyController {

    /** A key to make. */
    record NewKey(
            @NotBlank(message = "{team.key.name.missing}")
                    @Size(max = 60, message = "{team.key.name.long}")
                    String name,
            @NotEmpty(message = "{team.key.scopes.missing}") @Nullable List<String> scopes) {}

    private final KeepingTeam team;
    private final Sayings sayings;

    KeyController(KeepingTeam team, Sayings sayings) {
        this.team = team;
        this.sayings = sayings;
    }

    @ModelAttribute("allScopes")
    List<Option> allScopes(Locale locale) {
        return Arrays.stream(Scope.values())
                .map(
                        scope ->
                                new Option(
                                        scope.text(),
                                        scope.text(),
                                        sayings.say("scope." + scope, locale)))
                .toList();
    }

    @GetMapping("/new")
    String newKey(Model model) {
        model.addAttribute("newKey", new NewKey("", List.of()));
        return "team/new-key";
    }

    @PostMapping
    String add(
            @Valid @ModelAttribute NewKey newKey,
            BindingResult result,
            Principal admin,
            HttpServletResponse response,
            RedirectAttributes next) {
        List<String> scopes = newKey.scopes() == null ? List.of() : newKey.scopes();
        if (scopes.stream().anyMatch(text -> Scope.of(text).isEmpty())) {
            result.rejectValue("scopes", "team.key.scopes.unknown");
        }
        if (result.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return "team/new-key";
        }
        next.addFlashAttribute(
                "madeKey",
                team.addKey(
                                newKey.name().strip(),
                                scopes.stream()
                                        .flatMap(text -> Scope.of(text).stream())
                                        .collect(Collectors.toSet()),
                                admin.getName())
                        .text());
        return "redirect:/team";
    }

    @PostMapping("/{id}/revocation")
    String revoke(@PathVariable long id, Principal admin, RedirectAttributes next, Locale locale) {
        String name =
                team.revokeKey(id, admin.getName())
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND))
                        .name();
        next.addFlashAttribute("toast", sayings.say("team.key.revoked", locale, name));
        return "redirect:/team";
    }
}
