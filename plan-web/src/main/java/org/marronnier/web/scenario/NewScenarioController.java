package org.marronnier.web.scenario;

import java.util.List;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.user.Role;
import org.marronnier.web.editing.Answering;
import org.marronnier.web.editing.EditingItem;
import org.marronnier.web.editing.Editor;
import org.marronnier.web.editing.FreshKey;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Makes scenarios: a name, and what they start from. */
@Controller
@RequestMapping("/programmes/{programme}/scenarios")
@For(Role.MARKETER)
class NewScenarioController {

    private static final String PAGE = "scenario/new";

    private final ShownPlan shown;
    private final EditingItem editing;
    private final Answering answering;

    NewScenarioController(ShownPlan shown, EditingItem editing, Answering answering) {
        this.shown = shown;
        this.editing = editing;
        this.answering = answering;
    }

    @GetMapping("/new")
    String start(@PathVariable String programme, Model model) {
        fill(shown.required(), programme, "", model);
        return PAGE;
    }

    @PostMapping
    String create(
            @PathVariable String programme,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String start,
            Model model) {
        var plan = shown.required();
        var held = fill(plan, programme, name, model);
        if (name.isBlank()) {
            model.addAttribute("nameMissing", true);
            return PAGE;
        }
        var taken = held.scenarios().stream().map(one -> one.brief().key()).toList();
        var key = FreshKey.of(name.strip(), "scenario", taken);
        var draft = ScenarioStart.of(start).orElse(ScenarioStart.BLANK).draft(name.strip(), plan);
        var place = ItemPlace.scenario(programme, key);
        return answering.view(
                editing.create(Editor.current(), plan.plan().key(), place, draft),
                draft,
                "/programmes/" + programme + "/scenarios/" + key,
                PAGE,
                "scenario.created",
                model);
    }

    private static PlanDocument.Programme fill(
            PlanDocument plan, String programme, String name, Model model) {
        var held =
                plan.programmes().stream()
                        .filter(one -> one.brief().key().equals(programme))
                        .findFirst()
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("programme", held.brief());
        model.addAttribute("name", name);
        model.addAttribute("starts", List.of(ScenarioStart.values()));
        return held;
    }
}
