package org.marronnier.web.rule;

import org.marronnier.domain.user.Role;
import org.marronnier.web.editing.ItemPages;
import org.marronnier.web.editing.ShowingItem;
import org.marronnier.web.security.For;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** How much is too much: one rule at a time. */
@Controller
@RequestMapping("/rules/pressure")
@For(Role.ADMIN)
class PressureRuleController extends RuleItemsController {

    PressureRuleController(
            ItemPages pages, ShowingItem showing, RuleForms forms, TryingRule trying) {
        super(RuleKind.PRESSURE, pages, showing, forms, trying);
    }
}
