package org.marronnier.web.plan;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Locale;
import org.marronnier.domain.user.Role;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping("/plan")
@For(Role.MARKETER)
class PlanController {

    private final ShownPlan shown;
    private final Figures figures;
    private final MessageSource messages;
    private final Clock clock;

    PlanController(ShownPlan shown, Figures figures, MessageSource messages, Clock clock) {
        this.shown = shown;
        this.figures = figures;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping
    String show(Model model, Locale locale) {
        var document = shown.document().orElse(null);
        if (document == null) {
            return "plan/none";
        }
        var now = LocalDateTime.ofInstant(clock.instant(), document.plan().zone());
        var page = PlanOnAPage.of(document, now);
        model.addAttribute("plan", document.plan());
        model.addAttribute("page", page);
        model.addAttribute("ribbonText", ribbonText(page.year(), locale));
        return "plan/plan";
    }

    private String ribbonText(YearRibbon year, Locale locale) {
        var months =
                year.months().stream()
                        .map(month -> figures.month(month.month().atDay(1)) + " " + month.total())
                        .reduce((first, second) -> first + ", " + second)
                        .orElse("");
        return messages.getMessage("plan.year.text", new Object[] {months}, locale);
    }
}
