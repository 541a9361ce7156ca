package org.marronnier.web.contact;

import java.security.Principal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.contact.Contact;
import org.marronnier.domain.contact.Contacts;
import org.marronnier.domain.user.Audit;
import org.marronnier.domain.user.Role;
import org.marronnier.web.condition.Names;
import org.marronnier.web.security.For;
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
@RequestMapping("/contacts")
@For(Role.MARKETER)
class ContactController {

    private static final int SCREEN = 50;
    private static final int SOME = 20;

    private final Contacts contacts;
    private final ShownPlan shown;
    private final ContactWords words;
    private final DecisionPages pages;
    private final Audit audit;
    private final Clock clock;

    ContactController(
            Contacts contacts,
            ShownPlan shown,
            ContactWords words,
            DecisionPages pages,
            Audit audit,
            Clock clock) {
        this.shown = shown;
        this.words = words;
        this.pages = pages;
        this.contacts = contacts;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping
    String all(Model model) {
        found(model, "", null);
        return "contact/all";
    }

    /**
     * A POST, so that no name or address is in a URL; typing and reading on swap the lines alone.
     */
    @PostMapping("/search")
    String search(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String after,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            Model model) {
        found(model, q, after);
        if (htmx == null) {
            return "contact/all";
        }
        return after == null || after.isEmpty() ? "contact/all :: found" : "contact/all :: lines";
    }

    @GetMapping("/{externalId}")
    String one(
            @PathVariable String externalId,
            @RequestParam(defaultValue = "") String outcome,
            Model model,
            Locale locale) {
        var contact = known(externalId, model);
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        model.addAttribute("names", names());
        model.addAttribute("consents", contacts.currentConsents(contact.id(), now));
        model.addAttribute("events", contacts.events(contact.id(), null, SOME));
        decided(model, contact, outcome, null, locale);
        return "contact/one";
    }

    @GetMapping("/{externalId}/decisions")
    String decisions(
            @PathVariable String externalId,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(required = false) @Nullable String after,
            Model model,
            Locale locale) {
        decided(model, known(externalId, model), outcome, after, locale);
        return after == null || after.isEmpty()
                ? "contact/one :: decisions"
                : "contact/one :: decided";
    }

    @GetMapping("/{externalId}/events")
    String events(@PathVariable String externalId, @RequestParam String after, Model model) {
        var contact = known(externalId, model);
        model.addAttribute("events", read(() -> contacts.events(contact.id(), after, SOME)));
        return "contact/one :: happened";
    }

    @GetMapping("/{externalId}/consents")
    String consents(
            @PathVariable String externalId,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        var contact = known(externalId, model);
        model.addAttribute("names", names());
        model.addAttribute(
                "history", read(() -> contacts.consentHistory(contact.id(), after, SOME)));
        return "contact/one :: history";
    }

    /** Shows the addresses whole. Who looked at whom is kept, never what was seen. */
    @PostMapping("/{externalId}/addresses")
    String addresses(@PathVariable String externalId, Principal user, Model model) {
        known(externalId, model);
        audit.note(
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                user.getName(),
                "contact.revealed",
                externalId);
        model.addAttribute("revealed", true);
        return "contact/one :: identity";
    }

    private void found(Model model, String q, @Nullable String after) {
        model.addAttribute("q", q);
        model.addAttribute("contacts", read(() -> contacts.search(q, after, SCREEN)));
    }

    private void decided(
            Model model, Contact contact, String outcome, @Nullable String after, Locale locale) {
        Set<String> outcomes =
                switch (outcome) {
                    case "sent" -> Set.of("SEND");
                    case "deferred" -> Set.of("DEFER");
                    case "suppressed" -> Set.of("SUPPRESS");
                    default -> Set.of();
                };
        model.addAttribute("outcome", outcomes.isEmpty() ? "" : outcome);
        var decisions = read(() -> contacts.decisions(contact.id(), outcomes, after, SOME));
        model.addAttribute("decided", pages.of(contact, decisions.lines(), locale));
        model.addAttribute("next", decisions.next());
    }

    private Contact known(String externalId, Model model) {
        var contact =
                contacts.find(externalId)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("contact", contact);
        model.addAttribute(
                "name", words.name(contact.firstName(), contact.lastName(), contact.externalId()));
        return contact;
    }

    private Names names() {
        return shown.document().map(plan -> Names.of(plan)).orElse(Names.NONE);
    }

    /** A cursor that somebody made up is a request that cannot be read. */
    private static <T> T read(java.util.function.Supplier<T> list) {
        try {
            return list.get();
        } catch (IllegalArgumentException foreign) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, null, foreign);
        }
    }
}
