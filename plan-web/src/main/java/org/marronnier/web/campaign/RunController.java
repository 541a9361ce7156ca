package org.marronnier.web.campaign;

import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.run.Funnel;
import org.marronnier.domain.run.Run;
import org.marronnier.domain.user.Role;
import org.marronnier.scheduler.campaign.SteeringRuns;
import org.marronnier.store.run.RunContacts;
import org.marronnier.store.run.Runs;
import org.marronnier.web.condition.Names;
import org.marronnier.web.decision.ReasonReader;
import org.marronnier.web.decision.ReasonSentences;
import org.marronnier.web.security.For;
import org.marronnier.web.security.SignedIn;
import org.marronnier.web.shell.Chips;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

@Controller
@RequestMapping("/campaigns/{key}/runs/{id}")
@For(Role.MARKETER)
class RunController {

    private static final int LINES = 50;

    private static final Set<String> MESSAGES =
            Set.of(Funnel.QUEUED, Funnel.SENT, Funnel.UNCERTAIN, Funnel.FAILED, Funnel.CANCELLED);

    /** A contact of a line, in words. */
    record ContactRow(
            String contact,
            String name,
            String outcome,
            String tone,
            @Nullable String icon,
            List<String> reasons,
            String at) {}

    private final ShownPlan shown;
    private final Runs runs;
    private final RunViews views;
    private final RunContacts contacts;
    private final SteeringRuns steering;
    private final ReasonSentences sentences;
    private final Chips chips;
    private final Figures figures;
    private final MessageSource messages;

    RunController(
            ShownPlan shown,
            Runs runs,
            RunViews views,
            RunContacts contacts,
            SteeringRuns steering,
            ReasonSentences sentences,
            Chips chips,
            Figures figures,
            MessageSource messages) {
        this.shown = shown;
        this.runs = runs;
        this.views = views;
        this.contacts = contacts;
        this.steering = steering;
        this.sentences = sentences;
        this.chips = chips;
        this.figures = figures;
        this.messages = messages;
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

    @GetMapping("/contacts")
    String contacts(
            @PathVariable String key,
            @PathVariable long id,
            @RequestParam(defaultValue = Funnel.TARGETED) String line,
            @RequestParam(defaultValue = "0") long after,
            Model model,
            Locale locale) {
        var plan = shown.required();
        var run = find(plan, key, id);
        var names = Names.of(plan);
        var count = runs.funnel(id).line(line);
        if (count == 0) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        var read = contacts.of(id, line, after, LINES + 1);
        var rows = read.stream().limit(LINES).toList();
        var name = views.line(line, names, locale);
        model.addAttribute(
                "campaign",
                plan.campaigns().stream()
                        .map(PlanDocument.Campaign::brief)
                        .filter(brief -> brief.key().equals(key))
                        .findFirst()
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        model.addAttribute("title", name);
        model.addAttribute("lineName", name);
        model.addAttribute("count", say("run.contacts.count", locale, figures.number(count)));
        model.addAttribute(
                "lines", rows.stream().map(row -> row(row, plan, names, locale)).toList());
        model.addAttribute(
                "next",
                read.size() > LINES
                        ? RunViews.contacts(run, line, rows.getLast().contact())
                        : null);
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

    private ContactRow row(RunContacts.Line line, PlanDocument plan, Names names, Locale locale) {
        var zone = plan.plan().zone();
        var word = word(line);
        var reasons = sentences.of(ReasonReader.read(line.reasons()), names, zone, locale);
        return new ContactRow(
                line.externalId(),
                name(line),
                say("run.contact." + word, locale),
                chips.tone(word),
                chips.icon(word),
                line.failure() == null ? reasons : List.of(failure(line.failure(), locale)),
                figures.dateTime(line.at(), zone));
    }

    private String failure(String failure, Locale locale) {
        return messages.getMessage("run.why." + failure, null, failure, locale) + "";
    }

    private static String word(RunContacts.Line line) {
        var status = line.status();
        return (status == null || !MESSAGES.contains(status.toLowerCase(Locale.ROOT))
                        ? line.outcome()
                        : status)
                .toLowerCase(Locale.ROOT);
    }

    private static String name(RunContacts.Line line) {
        var name =
                Stream.of(line.firstName(), line.lastName())
                        .filter(part -> part != null && !part.isBlank())
                        .collect(Collectors.joining(" "));
        return name.isEmpty() ? line.externalId() : name;
    }

    private Run find(PlanDocument plan, String key, long id) {
        return runs.find(id)
                .filter(run -> run.plan().equals(plan.plan().key()) && run.campaign().equals(key))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private String say(String key, Locale locale, String... facts) {
        return messages.getMessage(key, facts.length == 0 ? null : facts, locale);
    }
}
