package org.marronnier.web.campaign;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.contact.Chunk;
import org.marronnier.domain.contact.Contact;
import org.marronnier.domain.contact.ContactLine;
import org.marronnier.domain.contact.Contacts;
import org.marronnier.domain.user.Role;
import org.marronnier.scheduler.why.AskingWhy;
import org.marronnier.scheduler.why.Question;
import org.marronnier.scheduler.why.Why;
import org.marronnier.web.contact.ContactWords;
import org.marronnier.web.decision.Links;
import org.marronnier.web.decision.WhyPages;
import org.marronnier.web.security.For;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** Why one contact would get a campaign or not, asked on the campaign before it runs. */
@Controller
@For(Role.MARKETER)
class CampaignWhyController {

    /** As many contacts as are offered to choose from. */
    private static final int OFFERED = 8;

    private final AskingWhy asking;
    private final WhyPages pages;
    private final Contacts contacts;
    private final ContactWords words;
    private final ShowingCampaign showing;

    CampaignWhyController(
            AskingWhy asking,
            WhyPages pages,
            Contacts contacts,
            ContactWords words,
            ShowingCampaign showing) {
        this.asking = asking;
        this.pages = pages;
        this.contacts = contacts;
        this.words = words;
        this.showing = showing;
    }

    /**
     * The contacts that somebody may mean, to choose one of.
     *
     * @param source what is asked, as {@link Question#read} reads it
     * @param more whether there are others
     */
    public record Meant(String campaign, String source, List<ContactLine> contacts, boolean more) {}

    /**
     * The answer below its question, or the contacts that may be meant; where nobody swaps parts,
     * the answer stands on the page of the contact. A POST, so that no name or address is in a URL.
     *
     * @param contact an external id, or the beginning of what a contact is found by
     */
    @PostMapping("/campaigns/{key}/why")
    String why(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String contact,
            @RequestParam(defaultValue = "") String source,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        var question =
                Question.read(source)
                        .filter(read -> read.key().equals(key))
                        .orElseGet(() -> new Question.OfCampaign(key, null));
        var found = found(contact.strip());
        if (found.lines().size() > 1) {
            model.addAttribute(
                    "whyMeant",
                    new Meant(key, question.text(), found.lines(), found.next() != null));
        } else {
            var known =
                    found.lines().stream()
                            .findFirst()
                            .flatMap(line -> contacts.find(line.externalId()));
            if (htmx == null && known.isPresent()) {
                return "redirect:"
                        + UriComponentsBuilder.fromUriString(
                                        Links.contact(known.get().externalId()) + "/why")
                                .queryParam("source", "{source}")
                                .encode()
                                .buildAndExpand(question.text())
                                .toUriString();
            }
            if (!answered(known, question, model, locale)) {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            }
        }
        return htmx == null
                ? showing.page(showing.find(key), CampaignStep.CHECK, null, model, locale)
                : "part/why :: answer";
    }

    /** The contact of this external id; else those who are found by what it begins. */
    private Chunk<ContactLine> found(String text) {
        if (text.isEmpty()) {
            return new Chunk<>(List.of(), null);
        }
        return contacts.find(text)
                .map(one -> new Chunk<>(List.of(line(one)), null))
                .orElseGet(() -> contacts.search(text, null, OFFERED));
    }

    private static ContactLine line(Contact contact) {
        return new ContactLine(
                contact.externalId(),
                contact.firstName(),
                contact.lastName(),
                contact.email(),
                contact.phone(),
                contact.city(),
                contact.country());
    }

    private boolean answered(
            Optional<Contact> known, Question question, Model model, Locale locale) {
        var why =
                known.map(
                                one ->
                                        asking.ask(
                                                showing.plan().plan().key(),
                                                one.externalId(),
                                                question))
                        .orElseGet(Why.NoContact::new);
        if (known.isPresent() && why instanceof Why.Foreseen foreseen) {
            var one = known.get();
            model.addAttribute("whyContact", one.externalId());
            model.addAttribute(
                    "whyName", words.name(one.firstName(), one.lastName(), one.externalId()));
            model.addAttribute("why", pages.of(foreseen, one.knownZone(), locale));
            return true;
        }
        model.addAttribute("whyNot", pages.refusal(why, locale));
        return false;
    }
}
