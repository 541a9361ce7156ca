package org.marronnier.web.scenario;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.web.condition.ConditionForm;
import org.marronnier.web.condition.EditingConditions;
import org.marronnier.web.editing.FormModel;
import org.marronnier.web.editing.ShowingItem;
import org.marronnier.web.editing.TreeValues;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

/** Fills the page of a scenario, with one part of it open for editing. */
@Component
class ShowingScenario {

    private final ShowingItem showing;
    private final EditingConditions conditions;
    private final ScenarioPages pages;
    private final ScenarioChoices choices;
    private final TreeValues trees;

    ShowingScenario(
            ShowingItem showing,
            EditingConditions conditions,
            ScenarioPages pages,
            ScenarioChoices choices,
            TreeValues trees) {
        this.showing = showing;
        this.conditions = conditions;
        this.pages = pages;
        this.choices = choices;
        this.trees = trees;
    }

    /**
     * Fills the model.
     *
     * @param form the condition that is open, as it was typed; null where it is as it is kept
     * @throws ResponseStatusException where there is no such scenario
     */
    void fill(
            PlanDocument plan,
            ItemPlace place,
            OpenPart open,
            @Nullable ConditionForm form,
            Model model,
            Locale locale) {
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
            OpenPart open,
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
            OpenPart open,
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
}
