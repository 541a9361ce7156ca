package org.marronnier.web.plan;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.user.Role;
import org.marronnier.engine.copy.MovedDate;
import org.marronnier.web.conflict.ConflictSentences;
import org.marronnier.web.editing.Editor;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.CurrentPlan;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Sayings;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The copy of a plan to the next year: what moves is shown first. */
@Controller
@RequestMapping("/plan/copy")
@For(Role.MARKETER)
class CopyController {

    /** A date that moves, in words. */
    record Line(String what, String name, String before, String after, String why) {}

    private final CopyingPlan copying;
    private final ShownPlan shown;
    private final CurrentPlan current;
    private final ConflictSentences events;
    private final Figures figures;
    private final Sayings sayings;

    CopyController(
            CopyingPlan copying,
            ShownPlan shown,
            CurrentPlan current,
            ConflictSentences events,
            Figures figures,
            Sayings sayings) {
        this.copying = copying;
        this.shown = shown;
        this.current = current;
        this.events = events;
        this.figures = figures;
        this.sayings = sayings;
    }

    @GetMapping
    String preview(Model model, Locale locale) {
        var plan = shown.required();
        return page(plan, copying.preview(plan), model, locale);
    }

    @PostMapping
    String copy(
            Model model, RedirectAttributes answer, HttpServletResponse response, Locale locale) {
        var plan = shown.required();
        var copy = copying.copy(plan, Editor.current().name());
        if (!(copy instanceof CopyingPlan.Copy.Ready ready)) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(plan, copy, model, locale);
        }
        current.choose(ready.document().plan().key());
        answer.addFlashAttribute(
                "toast", sayings.say("copy.done", locale, ready.document().plan().name()));
        return "redirect:/plan";
    }

    private String page(PlanDocument plan, CopyingPlan.Copy copy, Model model, Locale locale) {
        model.addAttribute("plan", plan.plan());
        model.addAttribute("lines", List.of());
        switch (copy) {
            case CopyingPlan.Copy.Ready(var document, var moves) -> {
                model.addAttribute("copy", document.plan());
                model.addAttribute(
                        "lines", moves.stream().map(move -> line(move, plan, locale)).toList());
            }
            case CopyingPlan.Copy.Taken(var key) ->
                    model.addAttribute("refusal", sayings.say("copy.taken", locale, key));
            case CopyingPlan.Copy.Refused(var mistakes) ->
                    model.addAttribute(
                            "refusal",
                            sayings.say(
                                    "copy.refused",
                                    locale,
                                    mistakes.getFirst().path()
                                            + ": "
                                            + mistakes.getFirst().message()));
        }
        return "plan/copy";
    }

    private Line line(MovedDate move, PlanDocument plan, Locale locale) {
        return new Line(
                sayings.say("copy.what." + move.what(), locale),
                move.name(),
                figures.day(move.before()) + " " + move.before().getYear(),
                figures.day(move.after()) + " " + move.after().getYear(),
                why(move, plan, locale));
    }

    private String why(MovedDate move, PlanDocument plan, Locale locale) {
        return switch (move.why()) {
            case MovedDate.Why.Tied(var event, var days, var was, _) ->
                    sayings.say(
                            days == 0
                                    ? "copy.tied.on"
                                    : days < 0 ? "copy.tied.before" : "copy.tied.after",
                            locale,
                            events.event(event, was, plan, locale),
                            figures.number(Math.abs(days)));
            case MovedDate.Why.SameWeekday(var week) ->
                    sayings.say("copy.week", locale, String.valueOf(week));
            case MovedDate.Why.SameDate() -> sayings.say("copy.date", locale);
            case MovedDate.Why.WithItsCampaign() -> sayings.say("copy.with", locale);
            case MovedDate.Why.Inside() -> sayings.say("copy.inside", locale);
        };
    }
}
