package org.marronnier.web.rule;

import java.util.LinkedHashMap;
import java.util.List;
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
import org.marronnier.web.editing.FormTree;
import org.marronnier.web.editing.ItemPages;
import org.marronnier.web.editing.ItemsController;
import org.marronnier.web.editing.ShowingItem;
import org.marronnier.web.security.For;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestMapping;

/** When it is quiet: one period at a time. */
@Controller
@RequestMapping("/rules/quiet")
@For(Role.ADMIN)
class QuietPeriodController extends ItemsController {

    private static final String DATES = "dates";
    private static final String HOLIDAYS = "publicHolidays";
    private static final List<String> WEEKLY = List.of("days", "from", "to");

    private final RuleSentences sentences;
    private final MessageSource messages;

    QuietPeriodController(
            ItemPages pages, ShowingItem showing, RuleSentences sentences, MessageSource messages) {
        super(ItemKind.QUIET_PERIOD, "calme", pages, showing);
        this.sentences = sentences;
        this.messages = messages;
    }

    @Override
    protected String folder() {
        return "rules/quiet";
    }

    /** What is said of another pattern than the chosen one is left out. */
    @Override
    protected Map<String, Object> tree(MultiValueMap<String, String> fields) {
        var tree = new LinkedHashMap<>(FormTree.of(fields).tree());
        var pattern = fields.getFirst("_pattern");
        if (pattern != null) {
            if (!pattern.equals(DATES)) {
                tree.remove(DATES);
            }
            if (!pattern.equals(HOLIDAYS)) {
                tree.remove(HOLIDAYS);
            }
            if (pattern.equals(DATES) || pattern.equals(HOLIDAYS)) {
                WEEKLY.forEach(tree::remove);
            }
        }
        return tree;
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
        options.quiet(model);
        var chosen = typed == null ? null : typed.getFirst("_pattern");
        model.addAttribute("pattern", chosen == null ? pattern(values) : chosen);
        var whole = new LinkedHashMap<>(values);
        whole.putIfAbsent("key", "new-period");
        Part.QUIET_PERIOD
                .find(whole, _ -> {})
                .map(period -> sentences.of(period, Names.of(plan), locale))
                .ifPresent(sentence -> model.addAttribute("sentence", sentence));
    }

    @Override
    protected void surround(PlanDocument plan, String key, Model model) {}

    private static String pattern(Map<String, Object> values) {
        return values.containsKey(DATES)
                ? DATES
                : values.containsKey(HOLIDAYS) ? HOLIDAYS : "weekly";
    }
}
