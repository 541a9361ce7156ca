package org.marronnier.web.contact;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.contact.Contact;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.user.Role;
import org.marronnier.scheduler.why.AskingWhy;
import org.marronnier.scheduler.why.Question;
import org.marronnier.scheduler.why.Why;
import org.marronnier.web.decision.WhyChoices;
import org.marronnier.web.decision.WhyPages;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Why a contact would get a message or not, asked before anything runs. */
@Controller
@RequestMapping("/contacts/{externalId}/why")
@For(Role.MARKETER)
class WhyController {

    private final AskingWhy asking;
    private final WhyPages pages;
    private final WhyChoices choices;
    private final ShowingContact showing;
    private final ShownPlan shown;

    WhyController(
            AskingWhy asking,
            WhyPages pages,
            WhyChoices choices,
            ShowingContact showing,
            ShownPlan shown) {
        this.asking = asking;
        this.pages = pages;
        this.choices = choices;
        this.showing = showing;
        this.shown = shown;
    }

    /** The answer below its question; the whole page where nobody swaps parts. */
    @GetMapping
    String why(
            @PathVariable String externalId,
            @RequestParam(defaultValue = "") String source,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        var contact = showing.known(externalId, model);
        var plan = shown.required();
        model.addAttribute("whyAsked", choices.written(source, plan, locale));
        if (!answered(contact, plan, source, model, locale)) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        if (htmx != null) {
            return "part/why :: answer";
        }
        showing.whole(contact, "", model, locale);
        return "contact/one";
    }

    /** Whether there is an answer, or something to choose from. */
    private boolean answered(
            Contact contact, PlanDocument plan, String source, Model model, Locale locale) {
        var question = choices.read(source, plan, locale);
        if (question.isEmpty()) {
            var meant = choices.meant(source, plan, locale);
            if (meant.size() > 1) {
                model.addAttribute("whySources", meant);
                return true;
            }
            question = meant.stream().findFirst().flatMap(one -> Question.read(one.value()));
        }
        var why =
                question.map(asked -> asking.ask(plan.plan().key(), contact.externalId(), asked))
                        .orElseGet(Why.NoSource::new);
        if (why instanceof Why.Foreseen foreseen) {
            model.addAttribute("why", pages.of(foreseen, contact.knownZone(), locale));
            return true;
        }
        model.addAttribute("whyNot", pages.refusal(why, locale));
        return false;
    }
}
