package org.marronnier.web.enrolment;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.contact.Contact;
import org.marronnier.domain.contact.Contacts;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.domain.time.LocalTimes;
import org.marronnier.domain.user.Role;
import org.marronnier.engine.template.Rendered;
import org.marronnier.engine.template.Rendering;
import org.marronnier.scheduler.trial.Trial;
import org.marronnier.scheduler.trial.TryingScenario;
import org.marronnier.store.outbox.ContactFields;
import org.marronnier.web.contact.ContactWords;
import org.marronnier.web.security.ContentPolicy;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.Sayings;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** A scenario tried on a contact: nothing is kept and nobody gets anything. */
@Controller
@RequestMapping("/programmes/{programme}/scenarios/{key}/trial")
@For(Role.MARKETER)
class TrialController {

    private static final String PAGE = "enrolment/trial";
    private static final int TO_THE_END = 300;
    private static final int FOUND = 8;

    private final ShownPlan shown;
    private final TryingScenario trying;
    private final TrialPages pages;
    private final Contacts contacts;
    private final ContactWords words;
    private final ContactFields fields;
    private final Sayings sayings;
    private final Clock clock;

    TrialController(
            ShownPlan shown,
            TryingScenario trying,
            TrialPages pages,
            Contacts contacts,
            ContactWords words,
            ContactFields fields,
            Sayings sayings,
            Clock clock) {
        this.shown = shown;
        this.trying = trying;
        this.pages = pages;
        this.contacts = contacts;
        this.words = words;
        this.fields = fields;
        this.sayings = sayings;
        this.clock = clock;
    }

    /** A contact that a search found. */
    record Found(String externalId, String name) {}

    /**
     * @param at a local time of the contact; now where it is left out
     * @param n how many stops are shown
     * @param a what becomes of the messages that are asked about, in their order
     */
    @GetMapping
    String show(
            @PathVariable String programme,
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String contact,
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "2") int n,
            @RequestParam(required = false) @Nullable List<String> a,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        var plan = shown.required();
        var brief = fill(plan, programme, key, model);
        var known = contact == null ? Optional.<Contact>empty() : contacts.find(contact);
        if (contact != null && known.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        if (known.isPresent()) {
            var answers = answers(a);
            if (!walk(plan, programme, brief, known.get(), at, n, answers, model, locale)) {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            }
        }
        return PAGE;
    }

    /** The contacts that a search finds; what is typed stands in no address. */
    @PostMapping
    String search(
            @PathVariable String programme,
            @PathVariable String key,
            @RequestParam(defaultValue = "") String q,
            Model model) {
        fill(shown.required(), programme, key, model);
        var found =
                contacts.search(q.strip(), null, FOUND).lines().stream()
                        .map(
                                line ->
                                        new Found(
                                                line.externalId(),
                                                words.name(
                                                        line.firstName(),
                                                        line.lastName(),
                                                        line.externalId())))
                        .toList();
        model.addAttribute("q", q);
        model.addAttribute("found", found);
        return PAGE;
    }

    /** The HTML of a message, as the contact would see it. */
    @GetMapping("/message")
    ResponseEntity<String> message(
            @PathVariable String programme,
            @PathVariable String key,
            @RequestParam String template,
            @RequestParam String contact,
            HttpServletRequest request) {
        ContentPolicy.isMessage(request);
        var plan = shown.required();
        LiveController.scenario(plan, programme, key);
        var html =
                plan.templates().stream()
                        .filter(one -> one.key().equals(template))
                        .findFirst()
                        .flatMap(
                                one ->
                                        fields.of(contact)
                                                .map(values -> Rendering.render(one, values)))
                        .flatMap(
                                rendered ->
                                        rendered
                                                        instanceof
                                                        Rendered.Message(var _, var written, var _)
                                                ? Optional.ofNullable(written)
                                                : Optional.empty())
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(html);
    }

    private ScenarioBrief fill(PlanDocument plan, String programme, String key, Model model) {
        var brief = LiveController.scenario(plan, programme, key).brief();
        model.addAttribute("address", LiveController.address(programme, key));
        model.addAttribute("scenario", brief);
        return brief;
    }

    /** Whether it could be walked. */
    private boolean walk(
            PlanDocument plan,
            String programme,
            ScenarioBrief brief,
            Contact contact,
            String at,
            int n,
            List<Trial.Outcome> answers,
            Model model,
            Locale locale) {
        var zone =
                contact.knownZone() instanceof String known ? ZoneId.of(known) : plan.plan().zone();
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var start = start(at, now, zone);
        model.addAttribute("contact", contact.externalId());
        model.addAttribute(
                "name", words.name(contact.firstName(), contact.lastName(), contact.externalId()));
        model.addAttribute("zone", zone.getId());
        model.addAttribute(
                "at",
                start.map(
                                one ->
                                        one.atZone(zone)
                                                .toLocalDateTime()
                                                .truncatedTo(ChronoUnit.MINUTES)
                                                .toString())
                        .orElse(at));
        if (start.isEmpty()) {
            model.addAttribute("wrong", sayings.say("trial.at.wrong", locale));
            return false;
        }
        try {
            var trial = trying.walk(plan, programme, brief, contact, start.get(), answers, n);
            model.addAttribute("trial", pages.of(plan, brief, contact, trial, locale));
            model.addAttribute("answers", answers.stream().map(TrialPages::word).toList());
            model.addAttribute("onward", trial.stops().size() + 1);
            model.addAttribute("end", TO_THE_END);
            return true;
        } catch (IllegalArgumentException unusable) {
            model.addAttribute(
                    "wrong",
                    sayings.say("trial.unusable", locale, String.valueOf(unusable.getMessage())));
            return false;
        }
    }

    private static Optional<Instant> start(String at, Instant now, ZoneId zone) {
        if (at.isBlank()) {
            return Optional.of(now);
        }
        try {
            var start = LocalTimes.instant(LocalDateTime.parse(at), zone);
            return Optional.of(start.isBefore(now) ? now : start);
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }

    private static List<Trial.Outcome> answers(@Nullable List<String> words) {
        var answers = new ArrayList<Trial.Outcome>();
        for (var word : words == null ? List.<String>of() : words) {
            TrialPages.outcome(word).ifPresent(answers::add);
        }
        return answers;
    }
}
