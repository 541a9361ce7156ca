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
import org.marronnier.web.condition.SpanFields;
import org.marronnier.web.editing.FormModel;
import org.marronnier.web.editing.FormTree;
import org.marronnier.web.editing.ItemPages;
import org.marronnier.web.editing.ItemsController;
import org.marronnier.web.editing.ShowingItem;
import org.marronnier.web.editing.TreeValues;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.Options;
import org.marronnier.web.shell.Sayings;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
@RequestMapping("/kpis")
@For(Role.MARKETER)
class KpisController extends ItemsController {

    private static final String OF = "of";
    private static final String OVER = "over";
    private static final List<String> UNITS = List.of("DAY", "WEEK", "MONTH", "YEAR", "ISO");

    private final ItemPages pages;
    private final EditingConditions conditions;
    private final ConditionSentences sentences;
    private final TreeValues trees;
    private final Sayings sayings;

    KpisController(
            ItemPages pages,
            ShowingItem showing,
            EditingConditions conditions,
            ConditionSentences sentences,
            TreeValues trees,
            Sayings sayings) {
        super(ItemKind.KPI, "indicateur", pages, showing);
        this.pages = pages;
        this.conditions = conditions;
        this.sentences = sentences;
        this.trees = trees;
        this.sayings = sayings;
    }

    /** A KPI of the plan's own, with its two conditions in words. */
    record Own(Kpi kpi, String of, String over, List<Objective> objectives) {}

    /** A KPI that every plan has; {@code replaced} where the plan's own takes its place. */
    record BuiltIn(String key, boolean replaced, List<Objective> objectives) {}

    @GetMapping
    String all(Model model, Locale locale) {
        var plan = plan();
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
        gone(plan, model);
        return "kpis/all";
    }

    @PostMapping("/order")
    String order(
            @RequestParam("keys[]") List<String> keys,
            @RequestParam(required = false) @Nullable String up) {
        return pages.order(ItemPlace.list(ItemKind.KPI, null), keys, up);
    }

    /** One of the plan's own, or one that every plan has and that nobody edits. */
    @Override
    public String show(String key, Model model, Locale locale) {
        var common = Arrays.stream(BuiltInKpi.values()).filter(one -> one.key().equals(key));
        var kpi = common.findFirst().map(one -> builtIn(plan(), one)).orElse(null);
        if (kpi == null || kpi.replaced()) {
            return super.show(key, model, locale);
        }
        model.addAttribute("kpi", kpi);
        return "kpis/built-in";
    }

    @Override
    protected void surround(PlanDocument plan, String key, Model model) {
        model.addAttribute("objectives", leaning(plan, key));
    }

    @Override
    protected void offer(
            PlanDocument plan,
            @Nullable MultiValueMap<String, String> typed,
            Model model,
            Locale locale) {
        model.addAttribute(
                "choices",
                Map.of("units", new Options(sayings.in(locale)).words(UNITS, "scenario.unit.")));
        var values = FormModel.values(model);
        var mistakes = FormModel.within("ratio.", FormModel.mistakes(model));
        for (var part : List.of(OF, OVER)) {
            model.addAttribute(
                    part,
                    typed == null
                            ? conditions.show(
                                    trees.at(values, "ratio." + part), part, plan, mistakes, locale)
                            : conditions.show(read(typed, part), plan, mistakes, locale));
        }
    }

    @Override
    protected boolean presses(MultiValueMap<String, String> fields) {
        return read(fields, OF).presses() || read(fields, OVER).presses();
    }

    @Override
    protected Map<String, Object> tree(MultiValueMap<String, String> fields) {
        var plain = ConditionForm.without(ConditionForm.without(fields, OF), OVER);
        var tree = new LinkedHashMap<>(FormTree.of(SpanFields.written(plain)).tree());
        var ratio = new LinkedHashMap<String, Object>();
        ratio.put("of", read(fields, OF).tree());
        ratio.put("over", read(fields, OVER).tree());
        tree.put("ratio", ratio);
        return tree;
    }

    private ConditionForm read(MultiValueMap<String, String> fields, String prefix) {
        return conditions.read(fields, prefix);
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
}
