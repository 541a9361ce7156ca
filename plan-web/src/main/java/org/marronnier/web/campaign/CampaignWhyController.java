package org.marronnier.web.campaign;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.contact.Contact;
import org.marronnier.domain.contact.Contacts;
import org.marronnier.domain.user.Role;
import org.marronnier.scheduler.why.AskingWhy;
import org.marronnier.scheduler.why.Question;
import org.marronnier.scheduler.why.Why;
import org.marronnier.web.decision.Links;
import org.marronnier.web.decision.WhyPages;
import org.marronnier.web.security.For;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** Why one contact would get a campaign or not, asked on the campaign before it runs. */
@Controller
@For(Role.MARKETER)
class CampaignWhyController {

    private final AskingWhy asking;
    private final WhyPages pages;
    private final Contacts contacts;
    private final ShowingCampaign showing;

    CampaignWhyController(
            AskingWhy asking, WhyPages pages, Contacts contacts, ShowingCampaign showing) {
        this.asking = asking;
        this.pages = pages;
        this.contacts = contacts;
        this.showing = showing;
    }

    /** The answer below its question; where nobody swaps parts, on the page of the contact. */
    @GetMapping("/campaigns/{key}/why")
    String why(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String contact,
            @RequestParam(required = false) @Nullable String source,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        var asked = contact.strip();
        var question =
                Question.read(source == null ? "" : source)
                        .filter(read -> read.key().equals(key))
                        .orElseGet(() -> new Question.OfCampaign(key, null));
        var known = contacts.find(asked);
        if (htmx == null && known.isPresent()) {
            return "redirect:"
                    + UriComponentsBuilder.fromUriString(Links.contact(asked) + "/why")
                            .queryParam("source", "{source}")
                            .encode()
                            .buildAndExpand(question.text())
                            .toUriString();
        }
        var why = asking.ask(showing.plan().plan().key(), asked, question);
        if (why instanceof Why.Foreseen foreseen) {
            model.addAttribute("whyContact", foreseen.contact());
            model.addAttribute(
                    "why", pages.of(foreseen, known.map(Contact::knownZone).orElse(null), locale));
        } else {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("whyNot", pages.refusal(why, locale));
        }
        return htmx == null
                ? showing.page(showing.find(key), CampaignStep.CHECK, null, model, locale)
                : "part/why :: answer";
    }
}
