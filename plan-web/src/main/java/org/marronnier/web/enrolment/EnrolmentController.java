package org.marronnier.web.enrolment;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.contact.Contacts;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.user.Role;
import org.marronnier.store.enrolment.EnrolmentPaths;
import org.marronnier.store.enrolment.EnrolmentPaths.Asked;
import org.marronnier.store.enrolment.EnrolmentPaths.Enrolment;
import org.marronnier.store.scenario.StoredScenarios;
import org.marronnier.web.contact.ContactWords;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.Sayings;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Who is inside a scenario, and where a contact stands in all of them. */
@Controller
@For(Role.MARKETER)
class EnrolmentController {

    private static final int PAGE = 50;
    private static final int SOME = 10;
    private static final Set<String> STATES =
            Set.of("RUNNING", "DEFERRED", "DONE", "EXITED", "STOPPED", "FAILED", "REFUSED");

    private final ShownPlan shown;
    private final StoredScenarios stored;
    private final EnrolmentPaths paths;
    private final EnrolmentPages pages;
    private final EnrolmentWords words;
    private final StepNames stepNames;
    private final Contacts contacts;
    private final ContactWords contactWords;
    private final Sayings sayings;

    EnrolmentController(
            ShownPlan shown,
            StoredScenarios stored,
            EnrolmentPaths paths,
            EnrolmentPages pages,
            EnrolmentWords words,
            StepNames stepNames,
            Contacts contacts,
            ContactWords contactWords,
            Sayings sayings) {
        this.shown = shown;
        this.stored = stored;
        this.paths = paths;
        this.pages = pages;
        this.words = words;
        this.stepNames = stepNames;
        this.contacts = contacts;
        this.contactWords = contactWords;
        this.sayings = sayings;
    }

    @GetMapping("/programmes/{programme}/scenarios/{key}/enrolments")
    String list(
            @PathVariable String programme,
            @PathVariable String key,
            @RequestParam(defaultValue = "RUNNING") String state,
            @RequestParam(required = false) @Nullable String step,
            @RequestParam(required = false) @Nullable Long edition,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(defaultValue = "0") long after,
            Model model,
            Locale locale) {
        var plan = shown.required();
        var scenario = LiveController.scenario(plan, programme, key);
        if (!STATES.contains(state)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        var row = stored.find(plan.plan().key(), programme, key);
        var asked = new Asked(state, step, edition, reason);
        var read =
                row.map(
                                one ->
                                        paths.of(
                                                one.id(),
                                                asked,
                                                after == 0 ? Long.MAX_VALUE : after,
                                                PAGE + 1))
                        .orElseGet(List::of);
        var seen = read.stream().limit(PAGE).toList();
        model.addAttribute("address", LiveController.address(programme, key));
        model.addAttribute("scenario", scenario.brief());
        model.addAttribute("title", title(plan, scenario, row.orElse(null), asked, locale));
        model.addAttribute("lines", pages.lines(seen, locale));
        model.addAttribute("next", read.size() > PAGE ? next(asked, seen.getLast().id()) : null);
        return "enrolment/all";
    }

    private String title(
            PlanDocument plan,
            PlanDocument.Scenario scenario,
            StoredScenarios.@Nullable Row row,
            Asked asked,
            Locale locale) {
        var saying = sayings.in(locale);
        var list = saying.say("enrolment.list." + asked.state());
        if (asked.reason() != null) {
            return list
                    + saying.say("timeline.colon")
                    + " "
                    + words.refusal(asked.reason(), saying);
        }
        var step = asked.step();
        if (step == null || row == null) {
            return list;
        }
        var edition = asked.edition() == null ? row.edition() : asked.edition();
        var found = stored.editions(List.of(edition)).get(edition);
        return list
                + saying.say("timeline.colon")
                + " "
                + stepNames
                        .of(plan, found == null ? scenario.brief() : found.brief(), locale)
                        .whole(step);
    }

    private static String next(Asked asked, long after) {
        return "?state="
                + asked.state()
                + (asked.step() == null ? "" : "&step=" + asked.step())
                + (asked.edition() == null ? "" : "&edition=" + asked.edition())
                + (asked.reason() == null ? "" : "&reason=" + asked.reason())
                + "&after="
                + after;
    }

    @GetMapping("/programmes/{programme}/scenarios/{key}/enrolments/{id}")
    String one(
            @PathVariable String programme,
            @PathVariable String key,
            @PathVariable long id,
            Model model,
            Locale locale) {
        var plan = shown.required();
        var enrolment = find(plan, programme, key, id);
        model.addAttribute("address", LiveController.address(programme, key));
        model.addAttribute("scenario", LiveController.scenario(plan, programme, key).brief());
        model.addAttribute("enrolment", enrolment);
        model.addAttribute("line", pages.lines(List.of(enrolment), locale).getFirst());
        model.addAttribute("path", pages.path(enrolment, plan, locale));
        return "enrolment/one";
    }

    private Enrolment find(PlanDocument plan, String programme, String key, long id) {
        return paths.find(id)
                .filter(one -> one.plan().equals(plan.plan().key()))
                .filter(one -> one.programme().equals(programme) && one.key().equals(key))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** The scenarios that a contact is or was in, on the contact's page or on one of their own. */
    @GetMapping("/contacts/{externalId}/scenarios")
    String ofContact(
            @PathVariable String externalId,
            @RequestParam(defaultValue = "0") long after,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            Model model,
            Locale locale) {
        var contact =
                contacts.find(externalId)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var most = htmx == null ? PAGE : SOME;
        var read = paths.ofContact(contact.id(), after == 0 ? Long.MAX_VALUE : after, most + 1);
        var seen = read.stream().limit(most).toList();
        model.addAttribute("contact", contact);
        model.addAttribute(
                "name",
                contactWords.name(contact.firstName(), contact.lastName(), contact.externalId()));
        model.addAttribute("lines", pages.lines(seen, locale));
        model.addAttribute("next", read.size() > most ? seen.getLast().id() : null);
        return htmx == null ? "enrolment/contact" : "enrolment/contact :: part";
    }
}
