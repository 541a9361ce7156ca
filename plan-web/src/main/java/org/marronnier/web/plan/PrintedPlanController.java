package org.marronnier.web.plan;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.user.Role;
import org.marronnier.engine.diagnostic.Diagnostic.Concern;
import org.marronnier.engine.diagnostic.Finding;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The plan as a document of A4 sheets, on the screen and on paper. */
@Controller
@RequestMapping("/plan")
@For(Role.MARKETER)
class PrintedPlanController {

    private final ShownPlan shown;
    private final ObservingPlan observing;
    private final PrintingPlan printing;
    private final FindingWords findings;
    private final Plans plans;
    private final Clock clock;

    PrintedPlanController(
            ShownPlan shown,
            ObservingPlan observing,
            PrintingPlan printing,
            FindingWords findings,
            Plans plans,
            Clock clock) {
        this.shown = shown;
        this.observing = observing;
        this.printing = printing;
        this.findings = findings;
        this.plans = plans;
        this.clock = clock;
    }

    /**
     * @param parts the parts to show; all where none is named
     */
    @GetMapping("/document")
    String document(
            @RequestParam(required = false) @Nullable List<String> parts,
            Model model,
            Locale locale) {
        var plan = shown.required();
        var now = LocalDateTime.ofInstant(clock.instant(), plan.plan().zone());
        var seen = observing.see(plan);
        var page = PlanOnAPage.of(plan, seen, now);
        var named = PrintedPlan.Part.named(parts == null ? List.of() : parts);
        model.addAttribute("plan", plan.plan());
        model.addAttribute("counts", counts(plan));
        model.addAttribute("page", page);
        model.addAttribute("today", now.toLocalDate());
        model.addAttribute("changed", changed(plan));
        model.addAttribute("rules", printing.rules(plan, locale));
        model.addAttribute(
                "gaps",
                findings.tell(
                        page.diagnostic().findings().stream()
                                .filter(PrintedPlanController::isGap)
                                .toList(),
                        plan,
                        locale));
        model.addAttribute("parts", PrintedPlan.Part.values());
        model.addAttribute("chosen", named);
        model.addAttribute("printed", printing.print(plan, page.diagnostic(), named, locale));
        return "plan/document";
    }

    private static List<Integer> counts(PlanDocument plan) {
        return List.of(
                plan.programmes().size(),
                plan.programmes().stream().mapToInt(one -> one.scenarios().size()).sum(),
                plan.campaigns().size());
    }

    private static boolean isGap(Concern concern) {
        return switch (concern.finding()) {
            case Finding.SilentStage _, Finding.SilentMoments _, Finding.NoStages _ -> true;
            default -> false;
        };
    }

    private Instant changed(PlanDocument plan) {
        return plans.list().stream()
                .filter(summary -> summary.key().equals(plan.plan().key()))
                .map(Plans.Summary::updatedAt)
                .findFirst()
                .orElseGet(clock::instant);
    }
}
