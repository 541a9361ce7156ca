package org.marronnier.web.scenario;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.user.Role;
import org.marronnier.web.editing.ItemPages;
import org.marronnier.web.security.For;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The scenarios of a programme: made, copied, archived and ordered. */
@Controller
@RequestMapping("/programmes/{programme}/scenarios")
@For(Role.MARKETER)
class ScenariosController {

    private static final String NEW = "scenario/new";

    private final ItemPages items;

    ScenariosController(ItemPages items) {
        this.items = items;
    }

    @GetMapping("/new")
    String ask(@PathVariable String programme, Model model) {
        return fresh(programme, "", ScenarioStart.values()[0], model);
    }

    @PostMapping
    String create(
            @PathVariable String programme,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String start,
            Model model,
            HttpServletResponse response) {
        var chosen = ScenarioStart.of(start).orElse(ScenarioStart.BLANK);
        fresh(programme, name, chosen, model);
        if (name.isBlank()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("nameMissing", true);
            return NEW;
        }
        return items.create(
                ItemPlace.list(ItemKind.SCENARIO, programme),
                chosen.draft(name.strip(), items.plan()),
                "scenario",
                NEW,
                "scenario.created",
                model);
    }

    /** A copy beside it, or in another programme. */
    @PostMapping("/{key}/copy")
    String copy(
            @PathVariable String programme,
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String to) {
        return items.copy(
                ItemPlace.scenario(programme, key), to == null ? programme : to, "editing.copied");
    }

    @PostMapping("/{key}/archival")
    String archive(
            @PathVariable String programme, @PathVariable String key, @RequestParam long version) {
        return items.archive(ItemPlace.scenario(programme, key), version, "editing.archived");
    }

    @PostMapping("/order")
    String order(
            @PathVariable String programme,
            @RequestParam("keys[]") List<String> keys,
            @RequestParam(required = false) @Nullable String up) {
        return items.order(ItemPlace.list(ItemKind.SCENARIO, programme), keys, up);
    }

    private String fresh(String programme, String name, ScenarioStart start, Model model) {
        var held =
                items.plan().programmes().stream()
                        .filter(one -> one.brief().key().equals(programme))
                        .findFirst()
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("programme", held.brief());
        model.addAttribute("name", name);
        model.addAttribute("chosen", start);
        model.addAttribute("starts", List.of(ScenarioStart.values()));
        return NEW;
    }
}
