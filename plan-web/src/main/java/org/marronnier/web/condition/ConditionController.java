package org.marronnier.web.condition;

import java.util.Locale;
import java.util.Map;
import org.marronnier.domain.user.Role;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the condition editor asks while it is used; nothing is kept. */
@Controller
@RequestMapping("/conditions")
@For(Role.MARKETER)
class ConditionController {

    private final EditingConditions conditions;
    private final Glimpses glimpses;
    private final ShownPlan shown;

    ConditionController(EditingConditions conditions, Glimpses glimpses, ShownPlan shown) {
        this.conditions = conditions;
        this.glimpses = glimpses;
        this.shown = shown;
    }

    /** The editor after a press or a choice that changes its shape. */
    @PostMapping("/editor")
    String editor(
            @RequestParam String prefix,
            @RequestParam MultiValueMap<String, String> fields,
            Model model,
            Locale locale) {
        var form = conditions.read(fields, prefix);
        model.addAttribute("editor", conditions.show(form, shown.required(), Map.of(), locale));
        model.addAttribute("legend", fields.getFirst(prefix + ".legend"));
        return "part/condition :: editor(editor=${editor},legend=${legend})";
    }

    /** Who is meant by what stands in the form. */
    @PostMapping("/glimpse")
    String glimpse(
            @RequestParam String prefix,
            @RequestParam MultiValueMap<String, String> fields,
            Model model,
            Locale locale) {
        model.addAttribute(
                "glimpse",
                glimpses.of(conditions.read(fields, prefix).tree(), shown.required(), locale));
        return "part/glimpse :: glimpse";
    }
}
