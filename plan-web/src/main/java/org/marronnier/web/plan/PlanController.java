package org.marronnier.web.plan;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.user.Role;
import org.marronnier.engine.diagnostic.Finding;
import org.marronnier.web.plan.FindingWords.Told;
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

    private static final int FIRST_FINDINGS = 3;

    private final ShownPlan shown;
    private final ObservingPlan observing;
    private final FindingWords findings;
    private final Figures figures;
    private final MessageSource messages;
    private final Clock clock;

    PlanController(
            ShownPlan shown,
            ObservingPlan observing,
            FindingWords findings,
            Figures figures,
            MessageSource messages,
            Clock clock) {
        this.shown = shown;
        this.observing = observing;
        this.findings = findings;
        this.figures = figures;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping
    String show(Model model, Locale locale) {
        fill(shown.required(), model, locale);
        return "plan/plan";
    }

    /** What is computed in the background, as far as it has come. */
    @GetMapping("/overview")
    String overview(Model model, Locale locale) {
        return shown.document()
                .map(
                        document -> {
                            fill(document, model, locale);
                            return "plan/plan :: overview";
                        })
                .orElse("redirect:/plan");
    }

    @GetMapping("/diagnostic")
    String diagnostic(Model model, Locale locale) {
        var document = shown.required();
        var page = fill(document, model, locale);
        var byGravity = new EnumMap<Finding.Gravity, List<Told>>(Finding.Gravity.class);
        for (var told : findings.tell(page.diagnostic().findings(), document, locale)) {
            byGravity.computeIfAbsent(told.gravity(), _ -> new ArrayList<>()).add(told);
        }
        model.addAttribute("findings", byGravity);
        return "plan/diagnostic";
    }

    private PlanOnAPage fill(PlanDocument document, Model model, Locale locale) {
        var now = LocalDateTime.ofInstant(clock.instant(), document.plan().zone());
        var seen = observing.see(document);
        var page = PlanOnAPage.of(document, seen, now);
        model.addAttribute("plan", document.plan());
        model.addAttribute("page", page);
        model.addAttribute("seen", seen);
        model.addAttribute("beginning", Beginning.of(document));
        model.addAttribute(
                "first", findings.tell(page.diagnostic().first(FIRST_FINDINGS), document, locale));
        model.addAttribute("ribbonText", ribbonText(page.year(), locale));
        return page;
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
