package org.marronnier.web.contact;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.contact.Contacts;
import org.marronnier.domain.user.Audit;
import org.marronnier.domain.user.Role;
import org.marronnier.web.security.For;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
@RequestMapping("/contacts")
@For(Role.MARKETER)
class ContactController {

    private static final int SCREEN = 50;

    private final Contacts contacts;
    private final ShowingContact showing;
    private final DecisionTable table;
    private final Audit audit;
    private final Clock clock;

    ContactController(
            Contacts contacts,
            ShowingContact showing,
            DecisionTable table,
            Audit audit,
            Clock clock) {
        this.contacts = contacts;
        this.showing = showing;
        this.table = table;
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
        showing.whole(showing.known(externalId, model), outcome, model, locale);
        return "contact/one";
    }

    @GetMapping("/{externalId}/decisions")
    String decisions(
            @PathVariable String externalId,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(required = false) @Nullable String after,
            Model model,
            Locale locale) {
        showing.decided(showing.known(externalId, model), outcome, after, model, locale);
        return after == null || after.isEmpty()
                ? "contact/one :: decisions"
                : "contact/one :: decided";
    }

    /** What is planned, above the decisions; the whole page where nobody swaps parts. */
    @GetMapping("/{externalId}/planned")
    String planned(
            @PathVariable String externalId,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            Model model,
            Locale locale) {
        var contact = showing.known(externalId, model);
        showing.planned(contact, model, locale);
        if (htmx != null) {
            return "contact/one :: planned";
        }
        showing.whole(contact, "", model, locale);
        return "contact/one";
    }

    /** All that was decided, as a table. Who took it out is kept. */
    @GetMapping("/{externalId}/decisions.csv")
    void export(
            @PathVariable String externalId,
            Principal user,
            HttpServletResponse response,
            Model model,
            Locale locale)
            throws IOException {
        var contact = showing.known(externalId, model);
        audit.note(
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                user.getName(),
                "contact.exported",
                contact.externalId());
        table.write(contact, response, locale);
    }

    @GetMapping("/{externalId}/events")
    String events(@PathVariable String externalId, @RequestParam String after, Model model) {
        showing.happened(showing.known(externalId, model), after, model);
        return "contact/one :: happened";
    }

    @GetMapping("/{externalId}/consents")
    String consents(
            @PathVariable String externalId,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        showing.agreed(showing.known(externalId, model), after, model);
        return "contact/one :: history";
    }

    /** Shows the addresses whole. Who looked at whom is kept, never what was seen. */
    @PostMapping("/{externalId}/addresses")
    String addresses(@PathVariable String externalId, Principal user, Model model) {
        showing.known(externalId, model);
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
        model.addAttribute(
                "contacts", ShowingContact.read(() -> contacts.search(q, after, SCREEN)));
    }
}
