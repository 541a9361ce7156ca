package org.marronnier.web.scenario;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
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
import org.marronnier.web.editing.FormModel;
import org.marronnier.web.editing.FormTree;
import org.marronnier.web.editing.ItemPages;
import org.marronnier.web.editing.ShowingItem;
import org.marronnier.web.editing.TreeValues;
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
    private final ShowingItem showing;
    private final HttpServletRequest request;
    private final Answering answering;
    private final EditingConditions conditions;
    private final ScenarioPages pages;
    private final ScenarioChoices choices;
    private final TreeValues trees;

    ScenarioController(
            ShownPlan shown,
            EditingItem editing,
            ShowingItem showing,
            HttpServletRequest request,
            Answering answering,
            EditingConditions conditions,
            ScenarioPages pages,
            ScenarioChoices choices,
            TreeValues trees) {
        this.shown = shown;
        this.editing = editing;
        this.showing = showing;
        this.request = request;
        this.answering = answering;
        this.conditions = conditions;
        this.pages = pages;
        this.choices = choices;
        this.trees = trees;
    }

    /**
     * What of the page is open for editing.
     *
     * @param part brief, trigger, target, exit, step or add; empty where nothing is
     * @param at the path of the step, or of the list to add to
     * @param index where in the list
     * @param kind of the trigger or the step
     */
    public record Open(String part, String at, int index, String kind) {
        static final Open NOTHING = new Open("", "", 0, "");

        /** Where the step stands, or will stand. */
        String path() {
            return part.equals("add") ? at + "[" + index + "]" : at;
        }
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
        fill(
                place,
                new Open(edit, at, index, chosen.isEmpty() ? kind : chosen),
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
        return change(place, fields, tree, new Open("brief", "", 0, ""), null, model, locale);
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
                new Open("trigger", "", 0, kind == null ? "" : kind),
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
        var open = new Open(part, "", 0, "");
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
        var open = new Open(part, at, index, kind.word());
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
        return change(place, fields, steps.tree(), Open.NOTHING, null, model, locale);
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
                ? change(place, fields, steps.tree(), Open.NOTHING, null, model, locale)
                : gone(place, model, locale);
    }

    /** The page as it is now, where what was asked for is not there any more. */
    private String gone(ItemPlace place, Model model, Locale locale) {
        fill(place, Open.NOTHING, null, model, locale);
        return view(model);
    }

    /** The same form again, with a condition changed and nothing kept. */
    private String again(
            ItemPlace place, Open open, ConditionForm form, Model model, Locale locale) {
        fill(place, open, form, model, locale);
        return view(model);
    }

    private String change(
            ItemPlace place,
            MultiValueMap<String, String> fields,
            Map<String, Object> tree,
            Open open,
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
            fill(place, isSaved ? Open.NOTHING : open, isSaved ? null : form, model, locale);
            return view(model);
        }
        return view;
    }

    /** The whole page, or what htmx swaps of it. */
    private String view(Model model) {
        return ItemPages.view(request, PAGE, PART, model);
    }

    private void fill(
            ItemPlace place, Open open, @Nullable ConditionForm form, Model model, Locale locale) {
        var plan = plan();
        var item = showing.fill(plan.plan().key(), place, model);
        var page =
                pages.of(plan, place, item, locale)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("scenario", page);
        model.addAttribute("open", open);
        model.addAttribute("choices", choices.of(plan, locale));
        if (!open.part().isEmpty()) {
            openPart(open, form, plan, model, locale);
        }
    }

    private void openPart(
            Open open,
            @Nullable ConditionForm form,
            PlanDocument plan,
            Model model,
            Locale locale) {
        var values = FormModel.values(model);
        var mistakes = FormModel.mistakes(model);
        switch (open.part()) {
            case "trigger" -> {
                var held = trees.at(values, "trigger");
                var kind = TriggerForm.Kind.of(open.kind()).orElse(TriggerForm.kind(held));
                var isOther = kind != TriggerForm.kind(held);
                if (isOther) {
                    model.addAttribute("values", Map.of());
                }
                model.addAttribute("kind", kind.word());
                model.addAttribute(
                        "where", isOther ? List.of() : TriggerForm.rows(trees.at(held, "where")));
                model.addAttribute(
                        "when",
                        isOther ? List.of() : TriggerForm.rows(trees.at(held, "weather.when")));
                model.addAttribute(
                        "defaults",
                        isOther
                                ? List.of()
                                : TriggerForm.rows(trees.at(held, "replenishment.defaults")));
            }
            case "target", "exit" ->
                    model.addAttribute(
                            "editor",
                            form == null
                                    ? conditions.show(
                                            trees.at(values, open.part()),
                                            open.part(),
                                            plan,
                                            mistakes,
                                            locale)
                                    : conditions.show(form, plan, mistakes, locale));
            case "step", "add" -> openStep(open, form, plan, values, mistakes, model, locale);
            default -> {}
        }
    }

    private void openStep(
            Open open,
            @Nullable ConditionForm form,
            PlanDocument plan,
            Map<String, Object> values,
            Map<String, String> mistakes,
            Model model,
            Locale locale) {
        var isFresh = open.part().equals("add") && !model.containsAttribute("mistakes");
        var kind = StepForm.Kind.of(open.kind());
        var held =
                isFresh
                        ? StepForm.fresh(kind.orElse(StepForm.Kind.SEND))
                        : StepTree.of(values).find(open.path()).orElse(Map.of());
        var own = kind.orElse(StepForm.kind(held));
        var told = FormModel.within(open.path() + ".", mistakes);
        model.addAttribute("values", held);
        model.addAttribute("mistakes", told);
        model.addAttribute("kind", own.word());
        if (own == StepForm.Kind.BRANCH) {
            var wrong = FormModel.within("branch.", told);
            model.addAttribute(
                    "editor",
                    form == null || !form.isThere()
                            ? conditions.show(
                                    trees.at(held, "branch.if"), "if", plan, wrong, locale)
                            : conditions.show(form, plan, wrong, locale));
        }
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
