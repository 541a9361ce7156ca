package org.marronnier.web.rule;

import org.marronnier.domain.user.Role;
import org.marronnier.web.editing.ItemPages;
import org.marronnier.web.editing.ShowingItem;
import org.marronnier.web.security.For;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** When it is quiet: one period at a time. */
@Controller
@RequestMapping("/rules/quiet")
@For(Role.ADMIN)
class QuietPeriodController extends RuleItemsController {

    QuietPeriodController(
            ItemPages pages, ShowingItem showing, RuleForms forms, TryingRule trying) {
        super(RuleKind.QUIET, pages, showing, forms, trying);
    }
}
