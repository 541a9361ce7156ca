package org.marronnier.web.kpi;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.kpi.BuiltInKpi;
import org.marronnier.domain.kpi.Kpi;
import org.marronnier.domain.objective.Objective;
import org.marronnier.domain.user.Role;
import org.marronnier.web.condition.ConditionForm;
import org.marronnier.web.condition.ConditionSentences;
import org.marronnier.web.condition.EditingConditions;
import org.marronnier.web.condition.Names;
import org.marronnier.web.editing.FormTree;
import org.marronnier.web.editing.ItemPages;
import org.marronnier.web.editing.ShowingItem;
import org.marronnier.web.editing.TreeValues;
import org.marronnier.web.security.For;
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

@Controller
@RequestMapping("/kpis")
@For(Role.MARKETER)
class KpisController {

    private static final String OF = "of";
    private static final String OVER = "over";

    private final ItemPages pages;
    private final ShowingItem showing;
    private final EditingConditions conditions;
    private final ConditionSentences sentences;
    private final TreeValues trees;

    KpisController(
            ItemPages pages,
            ShowingItem showing,
            EditingConditions conditions,
            ConditionSentences sentences,
            TreeValues trees) {
        this.pages = pages;
        this.showing = showing;
        this.conditions = conditions;
        this.sentences = sentences;
        this.trees = trees;
    }

    /** A KPI of the plan's own, with its two conditions in words. */
    record Own(Kpi kpi, String of, String over, List<Objective> objectives) {}

    /** A KPI that every plan has; {@code replaced} where the plan's own takes its place. */
    record BuiltIn(String key, boolean replaced, List<Objective> objectives) {}

    @GetMapping
    String all(Model model, Locale locale) {
        var plan = pages.plan();
        var names = Names.of(plan);
        model.addAttribute(
                "own",
                plan.kpis().stream()
                        .map(
                                kpi ->
                                        new Own(
                                                kpi,
                                                sentences
                                                        .of(kpi.ratio().of(), names, locale)
                                                        .text(),
                                                sentences
                                                        .of(kpi.ratio().over(), names, locale)
                                                        .text(),
                                                leaning(plan, kpi.key())))
                        .toList());
        model.addAttribute(
                "builtIn",
                Arrays.stream(BuiltInKpi.values()).map(kpi -> builtIn(plan, kpi)).toList());
        model.addAttribute("gone", showing.gone(plan.plan().key(), ItemKind.KPI, null));
        return "kpis/all";
    }

    @GetMapping("/new")
    String ask(Model model, Locale locale) {
        editors(pages.plan(), Map.of(), Map.of(), model, locale);
        return "kpis/new";
    }

    @PostMapping
    String create(@RequestParam MultiValueMap<String, String> fields, Model model, Locale locale) {
        var plan = pages.plan();
        if (presses(fields)) {
            return pressed(plan, fields, "kpis/new", model, locale);
        }
        var view =
                pages.create(
                        ItemPlace.list(ItemKind.KPI, null),
                        tree(fields),
                        "indicateur",
                        "kpis/new",
                        model);
        if (!view.startsWith("redirect:")) {
            typed(plan, fields, model, locale);
        }
        return view;
    }

    @GetMapping("/{key}")
    String show(@PathVariable String key, Model model, Locale locale) {
        var plan = pages.plan();
        if (plan.kpis().stream().noneMatch(own -> own.key().equals(key))) {
            model.addAttribute(
                    "kpi",
                    Arrays.stream(BuiltInKpi.values())
                            .filter(one -> one.key().equals(key))
                            .findFirst()
                            .map(one -> builtIn(plan, one))
                            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
            return "kpis/built-in";
        }
        var item = fill(plan, key, model);
        editors(plan, item, Map.of(), model, locale);
        return "kpis/one";
    }

    @PostMapping("/{key}")
    String save(
            @PathVariable String key,
            @RequestParam long version,
            @RequestParam MultiValueMap<String, String> fields,
            Model model,
            Locale locale) {
        var plan = pages.plan();
        if (presses(fields)) {
            model.addAttribute("version", version);
            pressed(plan, fields, "kpis/one", model, locale);
            fill(plan, key, model);
            return "kpis/one";
        }
        var view = pages.save(place(key), version, tree(fields), "kpis/one", model);
        if (!view.startsWith("redirect:")) {
            fill(plan, key, model);
            typed(plan, fields, model, locale);
        }
        return view;
    }

    @PostMapping("/{key}/copy")
    String copy(@PathVariable String key) {
        return pages.copy(place(key));
    }

    @PostMapping("/{key}/archiving")
    String archive(@PathVariable String key, @RequestParam long version) {
        return pages.archive(place(key), version);
    }

    private Map<String, Object> fill(PlanDocument plan, String key, Model model) {
        model.addAttribute("objectives", leaning(plan, key));
        return showing.fill(plan.plan().key(), place(key), model).working();
    }

    /** A button of a condition was pressed without a script: the form is shown with what it did. */
    private String pressed(
            PlanDocument plan,
            MultiValueMap<String, String> fields,
            String view,
            Model model,
            Locale locale) {
        model.addAttribute("values", plain(fields));
        typed(plan, fields, model, locale);
        return view;
    }

    private void typed(
            PlanDocument plan, MultiValueMap<String, String> fields, Model model, Locale locale) {
        var mistakes = mistakes(model);
        model.addAttribute("of", conditions.show(read(fields, OF), plan, mistakes, locale));
        model.addAttribute("over", conditions.show(read(fields, OVER), plan, mistakes, locale));
    }

    private void editors(
            PlanDocument plan,
            Map<String, Object> tree,
            Map<String, String> mistakes,
            Model model,
            Locale locale) {
        model.addAttribute(
                "of", conditions.show(trees.at(tree, "ratio.of"), OF, plan, mistakes, locale));
        model.addAttribute(
                "over",
                conditions.show(trees.at(tree, "ratio.over"), OVER, plan, mistakes, locale));
    }

    /** Mistakes in the ratio as the editors name them. */
    private static Map<String, String> mistakes(Model model) {
        var inside = new LinkedHashMap<String, String>();
        if (model.getAttribute("mistakes") instanceof Map<?, ?> all) {
            all.forEach(
                    (path, sentence) ->
                            inside.put(
                                    String.valueOf(path).replaceFirst("^ratio\\.", ""),
                                    String.valueOf(sentence)));
        }
        return inside;
    }

    private boolean presses(MultiValueMap<String, String> fields) {
        return read(fields, OF).presses() || read(fields, OVER).presses();
    }

    private Map<String, Object> tree(MultiValueMap<String, String> fields) {
        var tree = new LinkedHashMap<>(plain(fields));
        var ratio = new LinkedHashMap<String, Object>();
        ratio.put("of", read(fields, OF).tree());
        ratio.put("over", read(fields, OVER).tree());
        tree.put("ratio", ratio);
        return tree;
    }

    private ConditionForm read(MultiValueMap<String, String> fields, String prefix) {
        return conditions.read(fields, prefix);
    }

    private static Map<String, Object> plain(MultiValueMap<String, String> fields) {
        return FormTree.of(ConditionForm.without(ConditionForm.without(fields, OF), OVER)).tree();
    }

    private static BuiltIn builtIn(PlanDocument plan, BuiltInKpi kpi) {
        return new BuiltIn(
                kpi.key(),
                plan.kpis().stream().anyMatch(own -> own.key().equals(kpi.key())),
                leaning(plan, kpi.key()));
    }

    private static List<Objective> leaning(PlanDocument plan, @Nullable String key) {
        return plan.objectives().stream().filter(one -> one.kpi().equals(key)).toList();
    }

    private static ItemPlace place(String key) {
        return ItemPlace.of(ItemKind.KPI, key);
    }
}
