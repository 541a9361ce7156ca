package org.marronnier.web.campaign;

import java.security.Principal;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.run.Funnel;
import org.marronnier.domain.run.Run;
import org.marronnier.domain.user.Role;
import org.marronnier.scheduler.campaign.SteeringRuns;
import org.marronnier.store.run.Runs;
import org.marronnier.web.security.For;
import org.marronnier.web.security.SignedIn;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

@Controller
@RequestMapping("/campaigns/{key}/runs/{id}")
@For(Role.MARKETER)
class RunController {

    /** As many contacts as a page shows, and as a line shows in place. */
    private static final int PAGE = 50;

    private static final int IN_PLACE = 20;

    private final ShownPlan shown;
    private final Runs runs;
    private final RunViews views;
    private final LineContacts contacts;
    private final SteeringRuns steering;

    RunController(
            ShownPlan shown,
            Runs runs,
            RunViews views,
            LineContacts contacts,
            SteeringRuns steering) {
        this.shown = shown;
        this.runs = runs;
        this.views = views;
        this.contacts = contacts;
        this.steering = steering;
    }

    @GetMapping
    String show(@PathVariable String key, @PathVariable long id, Model model, Locale locale) {
        var plan = shown.required();
        var mayAct =
                SignedIn.current()
                        .map(user -> user.role().includes(Role.CRM_MANAGER))
                        .orElse(false);
        model.addAttribute("run", views.of(find(plan, key, id), plan, mayAct, locale));
        return "campaigns/run :: run";
    }

    /** A page; below a bar of the funnel, the first contacts or those that follow. */
    @GetMapping("/contacts")
    String contacts(
            @PathVariable String key,
            @PathVariable long id,
            @RequestParam(defaultValue = Funnel.TARGETED) String line,
            @RequestParam(defaultValue = "0") long after,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            Model model,
            Locale locale) {
        var plan = shown.required();
        var run = find(plan, key, id);
        if (runs.funnel(id).line(line) == 0) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        model.addAttribute(
                "screen",
                contacts.of(run, line, after, htmx == null ? PAGE : IN_PLACE, plan, locale));
        if (htmx != null) {
            return after == 0 ? "campaigns/contacts :: opened" : "campaigns/contacts :: rows";
        }
        model.addAttribute(
                "campaign",
                plan.campaigns().stream()
                        .map(PlanDocument.Campaign::brief)
                        .filter(brief -> brief.key().equals(key))
                        .findFirst()
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        return "campaigns/contacts";
    }

    @PostMapping("/pause")
    @For(Role.CRM_MANAGER)
    String pause(@PathVariable String key, @PathVariable long id, Principal user) {
        find(shown.required(), key, id);
        return back(key, steering.pause(id, user.getName()));
    }

    @PostMapping("/resumption")
    @For(Role.CRM_MANAGER)
    String resume(@PathVariable String key, @PathVariable long id, Principal user) {
        find(shown.required(), key, id);
        return back(key, steering.resume(id, user.getName()));
    }

    @PostMapping("/stop")
    @For(Role.CRM_MANAGER)
    String stop(@PathVariable String key, @PathVariable long id, Principal user) {
        find(shown.required(), key, id);
        return back(key, steering.stop(id, user.getName()));
    }

    private static String back(String key, Optional<Run> run) {
        return "redirect:/campaigns/" + key + run.map(one -> "#run-" + one.id()).orElse("");
    }

    private Run find(PlanDocument plan, String key, long id) {
        return runs.find(id)
                .filter(run -> run.plan().equals(plan.plan().key()) && run.campaign().equals(key))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
