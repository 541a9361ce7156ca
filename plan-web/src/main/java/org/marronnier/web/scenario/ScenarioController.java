package org.marronnier.web.scenario;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.user.Role;
import org.marronnier.web.condition.ConditionForm;
import org.marronnier.web.condition.EditingConditions;
import org.marronnier.web.condition.SpanFields;
import org.marronnier.web.editing.Answer;
import org.marronnier.web.editing.Answering;
import org.marronnier.web.editing.EditedItem;
import org.marronnier.web.editing.EditingItem;
import org.marronnier.web.editing.Editor;
import org.marronnier.web.editing.FormTree;
import org.marronnier.web.editing.ItemPages;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** A scenario, edited part by part; {@link ScenariosController} does what concerns it whole. */
@Controller
@RequestMapping("/programmes/{programme}/scenarios")
@For(Role.MARKETER)
class ScenarioController {

    private static final String PAGE = "scenario/edit";
    private static final String PART = "scenario/edit :: editor";
    private static final String SAVED = "scenario.saved";
    private static final String PLAN = ScenarioController.class.getName();

    private final ShownPlan shown;
    private final EditingItem editing;
    private final ShowingScenario showing;
    private final HttpServletRequest request;
    private final Answering answering;
    private final EditingConditions conditions;

    ScenarioController(
            ShownPlan shown,
            EditingItem editing,
            ShowingScenario showing,
            HttpServletRequest request,
            Answering answering,
            EditingConditions conditions) {
        this.shown = shown;
        this.editing = editing;
        this.showing = showing;
        this.request = request;
        this.answering = answering;
        this.conditions = conditions;
    }

    @GetMapping("/{key}")
    String show(
            @PathVariable String programme,
            @PathVariable String key,
            @RequestParam(defaultValue = "") String edit,
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "0") int index,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(name = "_kind", defaultValue = "") String chosen,
            Model model,
            Locale locale) {
        var place = ItemPlace.scenario(programme, key);
        showing.fill(
                plan(),
                place,
                new OpenPart(edit, at, index, chosen.isEmpty() ? kind : chosen),
                null,
                model,
                locale);
        return view(model);
    }

    @PostMapping("/{key}/brief")
    String brief(
            @PathVariable String programme,
            @PathVariable String key,
            @RequestParam MultiValueMap<String, String> fields,
            Model model,
            Locale locale) {
        var place = ItemPlace.scenario(programme, key);
        var written = SpanFields.written(fields);
        switch (fields.getFirst("_reentry") instanceof String chosen ? chosen : "") {
            case "once", "always" -> written.set("reentry", fields.getFirst("_reentry"));
            default -> {}
        }
        var tree =
                FormTree.of(written)
                        .numbers("priority", "control")
                        .flags("parallel")
                        .over(item(place).working());
        return change(place, fields, tree, new OpenPart("brief", "", 0, ""), null, model, locale);
    }

    @PostMapping("/{key}/trigger")
    String trigger(
            @PathVariable String programme,
            @PathVariable String key,
            @RequestParam MultiValueMap<String, String> fields,
            Model model,
            Locale locale) {
        var place = ItemPlace.scenario(programme, key);
        var tree = new LinkedHashMap<>(item(place).working());
        tree.put("trigger", TriggerForm.tree(fields));
        var kind = fields.getFirst("_kind");
        return change(
                place,
                fields,
                tree,
                new OpenPart("trigger", "", 0, kind == null ? "" : kind),
                null,
                model,
                locale);
    }

    @PostMapping("/{key}/target")
    String target(
            @PathVariable String programme,
            @PathVariable String key,
            @RequestParam MultiValueMap<String, String> fields,
            Model model,
            Locale locale) {
        return condition(ItemPlace.scenario(programme, key), "target", fields, model, locale);
    }

    @PostMapping("/{key}/exit")
    String exit(
            @PathVariable String programme,
            @PathVariable String key,
            @RequestParam MultiValueMap<String, String> fields,
            Model model,
            Locale locale) {
        return condition(ItemPlace.scenario(programme, key), "exit", fields, model, locale);
    }

    private String condition(
            ItemPlace place,
            String part,
            MultiValueMap<String, String> fields,
            Model model,
            Locale locale) {
        var form = conditions.read(fields, part);
        var tree = new LinkedHashMap<>(item(place).working());
        if (form.isEverybody()) {
            tree.remove(part);
        } else {
            tree.put(part, form.tree());
        }
        var open = new OpenPart(part, "", 0, "");
        return form.presses()
                ? again(place, open, form, model, locale)
                : change(place, fields, tree, open, form, model, locale);
    }

    /** A step of a list: a new one before the place that is named, or another in its place. */
    @PostMapping("/{key}/steps")
    String step(
            @PathVariable String programme,
            @PathVariable String key,
            @RequestParam("_part") String part,
            @RequestParam("_at") String at,
            @RequestParam(name = "_index", defaultValue = "0") int index,
            @RequestParam("_kind") String word,
            @RequestParam MultiValueMap<String, String> fields,
            Model model,
            Locale locale) {
        var place = ItemPlace.scenario(programme, key);
        var kind = StepForm.Kind.of(word).orElse(StepForm.Kind.END);
        var open = new OpenPart(part, at, index, kind.word());
        var form = conditions.read(fields, "if");
        if (form.presses()) {
            return again(place, open, form, model, locale);
        }
        var steps = StepTree.of(item(place).working());
        var before =
                part.equals("add") ? Map.<String, Object>of() : steps.find(at).orElse(Map.of());
        var step = new LinkedHashMap<>(StepForm.tree(kind, fields, before, form.tree()));
        var there = part.equals("add") ? steps.insert(at, index, step) : steps.replace(at, step);
        return there
                ? change(place, fields, steps.tree(), open, form, model, locale)
                : gone(place, model, locale);
    }

    /** A step to another place: one up or down, or anywhere in a list. */
    @PostMapping("/{key}/steps/move")
    String move(
            @PathVariable String programme,
            @PathVariable String key,
            @RequestParam("_at") String at,
            @RequestParam(name = "_way", defaultValue = "") String way,
            @RequestParam(name = "_list", defaultValue = "") String list,
            @RequestParam(name = "_index", defaultValue = "0") int index,
            @RequestParam MultiValueMap<String, String> fields,
            Model model,
            Locale locale) {
        var place = ItemPlace.scenario(programme, key);
        var steps = StepTree.of(item(place).working());
        var moved =
                way.isEmpty() ? steps.move(at, list, index) : steps.shift(at, way.equals("down"));
        if (moved.isEmpty()) {
            return gone(place, model, locale);
        }
        model.addAttribute("focus", moved.get());
        return change(place, fields, steps.tree(), OpenPart.NOTHING, null, model, locale);
    }

    @PostMapping("/{key}/steps/removal")
    String remove(
            @PathVariable String programme,
            @PathVariable String key,
            @RequestParam("_at") String at,
            @RequestParam MultiValueMap<String, String> fields,
            Model model,
            Locale locale) {
        var place = ItemPlace.scenario(programme, key);
        var steps = StepTree.of(item(place).working());
        model.addAttribute("focus", "steps");
        return steps.remove(at)
                ? change(place, fields, steps.tree(), OpenPart.NOTHING, null, model, locale)
                : gone(place, model, locale);
    }

    /** The page as it is now, where what was asked for is not there any more. */
    private String gone(ItemPlace place, Model model, Locale locale) {
        showing.fill(plan(), place, OpenPart.NOTHING, null, model, locale);
        return view(model);
    }

    /** The same form again, with a condition changed and nothing kept. */
    private String again(
            ItemPlace place, OpenPart open, ConditionForm form, Model model, Locale locale) {
        showing.fill(plan(), place, open, form, model, locale);
        return view(model);
    }

    private String change(
            ItemPlace place,
            MultiValueMap<String, String> fields,
            Map<String, Object> tree,
            OpenPart open,
            @Nullable ConditionForm form,
            Model model,
            Locale locale) {
        var version = fields.getFirst("version");
        var answer =
                editing.change(
                        Editor.current(),
                        plan().plan().key(),
                        place,
                        version == null ? 0 : Long.parseLong(version),
                        tree);
        var address = "/programmes/" + place.programme() + "/scenarios/" + place.key();
        request.removeAttribute(PLAN);
        var isSaved = answer instanceof Answer.Saved;
        if (isSaved && !model.containsAttribute("focus")) {
            model.addAttribute(
                    "focus",
                    open.part().equals("step") || open.part().equals("add")
                            ? open.path()
                            : open.part());
        }
        var view = answering.view(answer, tree, address, PART, SAVED, model);
        if (view.equals(PART)) {
            showing.fill(
                    plan(),
                    place,
                    isSaved ? OpenPart.NOTHING : open,
                    isSaved ? null : form,
                    model,
                    locale);
            return view(model);
        }
        return view;
    }

    /** The whole page, or what htmx swaps of it. */
    private String view(Model model) {
        return ItemPages.view(request, PAGE, PART, model);
    }

    private EditedItem item(ItemPlace place) {
        return editing.find(plan().plan().key(), place)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** The plan as it stands, loaded once until it is changed. */
    private PlanDocument plan() {
        if (request.getAttribute(PLAN) instanceof PlanDocument known) {
            return known;
        }
        var plan = shown.required();
        request.setAttribute(PLAN, plan);
        return plan;
    }
}
