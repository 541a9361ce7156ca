package org.marronnier.web.convention;

import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.marronnier.domain.contact.Contact;
import org.marronnier.domain.contact.Contacts;
import org.marronnier.domain.user.Role;
import org.marronnier.store.contact.ContactMerges;
import org.marronnier.store.contact.DuplicateContacts;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Sayings;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The contacts that the rules of the plan suspect to be one, and their merges. */
@Controller
@RequestMapping("/conventions/duplicates")
@For(Role.MARKETER)
class DuplicatesController {

    private static final int SHOWN = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String BACK = "redirect:/conventions/deduplication";

    private final ShownPlan shown;
    private final Contacts contacts;
    private final DuplicateContacts duplicates;
    private final ContactMerges merges;
    private final Figures figures;
    private final Sayings sayings;
    private final Clock clock;

    DuplicatesController(
            ShownPlan shown,
            Contacts contacts,
            DuplicateContacts duplicates,
            ContactMerges merges,
            Figures figures,
            Sayings sayings,
            Clock clock) {
        this.shown = shown;
        this.contacts = contacts;
        this.duplicates = duplicates;
        this.merges = merges;
        this.figures = figures;
        this.sayings = sayings;
        this.clock = clock;
    }

    /** Two contacts, and the fields in which they are the same. */
    record Pair(Contact first, Contact second, String same) {}

    /** A merge that stands, in words. */
    record Merged(long id, String text) {}

    @GetMapping
    String found(Model model, Locale locale) {
        var plan = shown.required();
        var rules = plan.conventions().deduplication();
        var found = duplicates.find(rules, SHOWN, PATIENCE);
        model.addAttribute(
                "pairs",
                found.pairs().stream()
                        .flatMap(
                                pair ->
                                        contacts
                                                .find(pair.first())
                                                .flatMap(
                                                        first ->
                                                                contacts.find(pair.second())
                                                                        .map(
                                                                                second ->
                                                                                        new Pair(
                                                                                                first,
                                                                                                second,
                                                                                                fields(
                                                                                                        rules
                                                                                                                .get(
                                                                                                                        pair
                                                                                                                                .rule()),
                                                                                                        locale))))
                                                .stream())
                        .toList());
        model.addAttribute("wasCut", found.wasCut());
        model.addAttribute(
                "merges",
                merges.standing(SHOWN).stream()
                        .map(
                                merge ->
                                        new Merged(
                                                merge.id(),
                                                sayings.say(
                                                        "conventions.merged",
                                                        locale,
                                                        merge.externalId(),
                                                        merge.survivor(),
                                                        merge.who(),
                                                        figures.dateTime(
                                                                merge.at(), plan.plan().zone()))))
                        .toList());
        return "conventions/duplicates :: duplicates";
    }

    @PostMapping("/merges")
    @For(Role.ADMIN)
    String merge(
            @RequestParam String survivor,
            @RequestParam String merged,
            Principal user,
            RedirectAttributes next,
            Locale locale) {
        var outcome =
                merges.merge(
                        survivor,
                        merged,
                        user.getName(),
                        merged + " → " + survivor,
                        clock.instant().truncatedTo(ChronoUnit.SECONDS));
        next.addFlashAttribute("toast", sayings.say("conventions.merge." + outcome, locale));
        return BACK;
    }

    @PostMapping("/merges/{id}/undo")
    @For(Role.ADMIN)
    String undo(@PathVariable long id, Principal user, RedirectAttributes next, Locale locale) {
        var outcome =
                merges.undo(id, user.getName(), clock.instant().truncatedTo(ChronoUnit.SECONDS));
        next.addFlashAttribute("toast", sayings.say("conventions.unmerge." + outcome, locale));
        return BACK;
    }

    private String fields(List<String> rule, Locale locale) {
        return rule.stream()
                .map(field -> sayings.in(locale).known("condition.field." + field).orElse(field))
                .collect(Collectors.joining(", "));
    }
}
