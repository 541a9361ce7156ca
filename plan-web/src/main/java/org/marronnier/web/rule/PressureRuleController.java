package org.marronnier.web.rule;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.Part;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.user.Role;
import org.marronnier.web.condition.Names;
import org.marronnier.web.condition.RuleSentences;
import org.marronnier.web.editing.FormModel;
import org.marronnier.web.editing.ItemPages;
import org.marronnier.web.editing.ItemsController;
import org.marronnier.web.editing.ShowingItem;
import org.marronnier.web.security.For;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestMapping;

/** How much is too much: one rule at a time. */
@Controller
@RequestMapping("/rules/pressure")
@For(Role.ADMIN)
class PressureRuleController extends ItemsController {

    private final RuleSentences sentences;
    private final MessageSource messages;

    PressureRuleController(
            ItemPages pages, ShowingItem showing, RuleSentences sentences, MessageSource messages) {
        super(ItemKind.PRESSURE_RULE, "regle", pages, showing);
        this.sentences = sentences;
        this.messages = messages;
    }

    @Override
    protected String folder() {
        return "rules/pressure";
    }

    @Override
    protected Map<String, Object> tree(MultiValueMap<String, String> fields) {
        return PressureForm.tree(fields);
    }

    @Override
    protected void offer(
            PlanDocument plan,
            @Nullable MultiValueMap<String, String> typed,
            Model model,
            Locale locale) {
        var values = FormModel.values(model);
        var options = new RuleOptions(messages, locale);
        options.scope(model);
        options.pressure(plan, model);
        model.addAttribute("window", PressureForm.window(values));
        model.addAttribute("restrictsTags", PressureForm.tags(values, "restricts"));
        model.addAttribute("countsTags", PressureForm.tags(values, "counts"));
        model.addAttribute("specials", PressureForm.specials(values));
        model.addAttribute("kept", PressureForm.kept(values));
        model.addAttribute("where", PressureForm.where(values));
        var whole = new LinkedHashMap<>(values);
        whole.putIfAbsent("key", "new-rule");
        Part.PRESSURE_RULE
                .find(whole, _ -> {})
                .map(rule -> sentences.of(rule, Names.of(plan), locale))
                .ifPresent(sentence -> model.addAttribute("sentence", sentence));
    }

    @Override
    protected void surround(PlanDocument plan, String key, Model model) {}
}
