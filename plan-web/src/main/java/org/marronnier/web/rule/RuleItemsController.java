package org.marronnier.web.rule;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.web.editing.FormModel;
import org.marronnier.web.editing.ItemPages;
import org.marronnier.web.editing.ItemsController;
import org.marronnier.web.editing.ShowingItem;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;

/** The pages of one kind of rules: one at a time, by a form that has all its fields. */
abstract class RuleItemsController extends ItemsController {

    private final RuleKind kind;
    private final RuleForms forms;
    private final TryingRule trying;

    RuleItemsController(
            RuleKind kind,
            ItemPages pages,
            ShowingItem showing,
            RuleForms forms,
            TryingRule trying) {
        super(kind.item(), kind.otherwise(), pages, showing);
        this.kind = kind;
        this.forms = forms;
        this.trying = trying;
    }

    @Override
    protected String folder() {
        return "rules/item";
    }

    @Override
    protected Map<String, Object> tree(MultiValueMap<String, String> fields) {
        return RuleForms.tree(kind, fields);
    }

    /** The button that tries what is typed on the past. */
    @Override
    protected boolean presses(MultiValueMap<String, String> fields) {
        return fields.containsKey("_try");
    }

    @Override
    protected void offer(
            PlanDocument plan,
            @Nullable MultiValueMap<String, String> typed,
            Model model,
            Locale locale) {
        if (typed != null && presses(typed)) {
            trying.ask(kind, plan, typed.getFirst("_key"), FormModel.values(model), model);
        }
        forms.offer(kind, plan, typed, model, locale);
    }

    @Override
    protected void surround(PlanDocument plan, String key, Model model) {}
}
