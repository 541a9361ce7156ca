package org.marronnier.web.enrolment;

import java.util.Locale;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.domain.user.Role;
import org.marronnier.web.editing.ShowingItem;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** How a scenario runs. */
@Controller
@RequestMapping("/programmes/{programme}/scenarios/{key}/live")
@For(Role.MARKETER)
class LiveController {

    private final ShownPlan shown;
    private final LivePages pages;
    private final ShowingItem showing;

    LiveController(ShownPlan shown, LivePages pages, ShowingItem showing) {
        this.shown = shown;
        this.pages = pages;
        this.showing = showing;
    }

    /**
     * @param edition the number of the one to draw; 0 for the one that contacts enter by
     */
    @GetMapping
    String show(
            @PathVariable String programme,
            @PathVariable String key,
            @RequestParam(defaultValue = "7") int days,
            @RequestParam(defaultValue = "0") int edition,
            @RequestParam(defaultValue = "") String confirm,
            Model model,
            Locale locale) {
        var plan = shown.required();
        fill(plan, programme, key, days, edition, model, locale);
        model.addAttribute("page", address(programme, key) + "/live");
        model.addAttribute("confirm", confirm);
        return "enrolment/live";
    }

    /** The figures alone, asked for again while the page is looked at. */
    @GetMapping("/figures")
    String figures(
            @PathVariable String programme,
            @PathVariable String key,
            @RequestParam(defaultValue = "7") int days,
            @RequestParam(defaultValue = "0") int edition,
            Model model,
            Locale locale) {
        fill(shown.required(), programme, key, days, edition, model, locale);
        return "enrolment/live :: renewed";
    }

    private void fill(
            PlanDocument plan,
            String programme,
            String key,
            int days,
            int edition,
            Model model,
            Locale locale) {
        var scenario = scenario(plan, programme, key);
        var held = programme(plan, programme);
        model.addAttribute("programme", held.brief());
        model.addAttribute("scenario", scenario.brief());
        showing.fill(plan.plan().key(), ItemPlace.scenario(programme, key), model);
        model.addAttribute("onCall", scenario.brief().trigger() instanceof Trigger.OnCall);
        model.addAttribute("live", pages.of(plan, held, scenario, days, edition, locale));
    }

    static String address(String programme, String key) {
        return "/programmes/" + programme + "/scenarios/" + key;
    }

    static PlanDocument.Scenario scenario(PlanDocument plan, String programme, String key) {
        return programme(plan, programme).scenarios().stream()
                .filter(one -> one.brief().key().equals(key))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static PlanDocument.Programme programme(PlanDocument plan, String programme) {
        return plan.programmes().stream()
                .filter(one -> one.brief().key().equals(programme))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
