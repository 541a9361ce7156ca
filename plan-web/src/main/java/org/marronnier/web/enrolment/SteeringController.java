package org.marronnier.web.enrolment;

import java.util.List;
import java.util.Locale;
import org.marronnier.domain.user.Role;
import org.marronnier.scheduler.enrolment.SteeringEnrolments;
import org.marronnier.store.enrolment.EnrolmentPaths;
import org.marronnier.store.scenario.StoredScenarios;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Sayings;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Contacts that are stuck go on, and those inside move to the newest edition. */
@Controller
@RequestMapping("/programmes/{programme}/scenarios/{key}/enrolments")
@For(Role.CRM_MANAGER)
class SteeringController {

    private final ShownPlan shown;
    private final StoredScenarios stored;
    private final EnrolmentPaths paths;
    private final SteeringEnrolments steering;
    private final Figures figures;
    private final Sayings sayings;

    SteeringController(
            ShownPlan shown,
            StoredScenarios stored,
            EnrolmentPaths paths,
            SteeringEnrolments steering,
            Figures figures,
            Sayings sayings) {
        this.shown = shown;
        this.stored = stored;
        this.paths = paths;
        this.steering = steering;
        this.figures = figures;
        this.sayings = sayings;
    }

    @PostMapping("/{id}/retry")
    String retry(
            @PathVariable String programme,
            @PathVariable String key,
            @PathVariable long id,
            RedirectAttributes next,
            Locale locale) {
        var scenario = scenario(programme, key);
        if (paths.find(id).filter(one -> one.scenario() == scenario).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        tell(steering.retry(scenario, List.of(id)), next, locale);
        return "redirect:" + LiveController.address(programme, key) + "/enrolments/" + id;
    }

    @PostMapping("/retry")
    String retryAll(
            @PathVariable String programme,
            @PathVariable String key,
            RedirectAttributes next,
            Locale locale) {
        tell(steering.retryAll(scenario(programme, key)), next, locale);
        return live(programme, key);
    }

    @PostMapping("/move")
    String move(
            @PathVariable String programme,
            @PathVariable String key,
            RedirectAttributes next,
            Locale locale) {
        var move = steering.moveToNewestEdition(scenario(programme, key));
        next.addFlashAttribute(
                "toast",
                sayings.say(
                        "enrolment.moved",
                        locale,
                        figures.number(move.moved()),
                        figures.number(move.kept())));
        return live(programme, key);
    }

    private void tell(long retried, RedirectAttributes next, Locale locale) {
        var key =
                retried == 0
                        ? "enrolment.retried.none"
                        : retried == 1 ? "enrolment.retried.one" : "enrolment.retried.other";
        next.addFlashAttribute("toast", sayings.say(key, locale, figures.number(retried)));
    }

    private long scenario(String programme, String key) {
        return stored.find(shown.required().plan().key(), programme, key)
                .map(StoredScenarios.Row::id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String live(String programme, String key) {
        return "redirect:" + LiveController.address(programme, key) + "/live";
    }
}
