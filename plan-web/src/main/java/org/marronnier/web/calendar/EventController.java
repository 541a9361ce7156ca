package org.marronnier.web.calendar;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.calendar.CalendarEvent;
import org.marronnier.domain.calendar.Moment;
import org.marronnier.domain.document.DocumentWord;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.user.Role;
import org.marronnier.web.editing.Answer;
import org.marronnier.web.editing.Answering;
import org.marronnier.web.editing.EditingItem;
import org.marronnier.web.editing.Editor;
import org.marronnier.web.editing.FormTree;
import org.marronnier.web.editing.ItemPages;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Option;
import org.marronnier.web.shell.Options;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The plan's own events: what happens, when, and which campaigns lean on it. */
@Controller
@RequestMapping("/events")
@For(Role.MARKETER)
class EventController {

    private static final String PAGE = "calendar/event";

    /** A campaign that leans on the event, and how far from it. */
    record Leaning(String key, String name, String distance) {}

    private final EditingItem editing;
    private final ItemPages items;
    private final Answering answering;
    private final ShownPlan shown;
    private final Figures figures;
    private final MessageSource messages;

    EventController(
            EditingItem editing,
            ItemPages items,
            Answering answering,
            ShownPlan shown,
            Figures figures,
            MessageSource messages) {
        this.editing = editing;
        this.items = items;
        this.answering = answering;
        this.shown = shown;
        this.figures = figures;
        this.messages = messages;
    }

    @GetMapping("/new")
    String fresh(
            @RequestParam(required = false) @Nullable String from, Model model, Locale locale) {
        shown.required();
        model.addAttribute("values", from == null ? Map.of() : Map.of("from", from, "to", from));
        return page(model, null, List.of(), locale);
    }

    @PostMapping
    String create(@RequestParam MultiValueMap<String, String> fields, Model model, Locale locale) {
        page(model, null, List.of(), locale);
        return items.create(
                ItemPlace.list(ItemKind.CALENDAR_EVENT, null),
                FormTree.of(fields).tree(),
                "evenement",
                PAGE,
                "event.saved",
                model);
    }

    @GetMapping("/{key}")
    String one(@PathVariable String key, Model model, Locale locale) {
        var plan = shown.required();
        var item =
                editing.find(plan.plan().key(), place(key))
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("values", item.working());
        model.addAttribute("version", item.version());
        return page(model, key, leaning(plan, key, locale), locale);
    }

    @PostMapping("/{key}")
    String change(
            @PathVariable String key,
            @RequestParam long version,
            @RequestParam MultiValueMap<String, String> fields,
            Model model,
            Locale locale) {
        var plan = shown.required();
        var typed = FormTree.of(fields).tree();
        typed.put("key", key);
        var answer =
                editing.change(Editor.current(), plan.plan().key(), place(key), version, typed);
        model.addAttribute("version", version);
        page(model, key, leaning(plan, key, locale), locale);
        return answering.view(answer, typed, "/events/" + key, PAGE, "event.saved", model);
    }

    @PostMapping("/{key}/archive")
    String archive(@PathVariable String key, @RequestParam long version) {
        var answer =
                editing.archive(
                        Editor.current(), shown.required().plan().key(), place(key), version);
        var there = answer instanceof Answer.Saved ? "/calendar" : "/events/" + key;
        return answering.onward(answer, there, "event.archived");
    }

    private String page(Model model, @Nullable String key, List<Leaning> leaning, Locale locale) {
        model.addAttribute("key", key);
        model.addAttribute(
                "called",
                shown.required().calendar().stream()
                        .filter(event -> event.key().equals(key))
                        .map(CalendarEvent::name)
                        .findFirst()
                        .orElseGet(() -> messages.getMessage("event.new", null, locale)));
        model.addAttribute("leaning", leaning);
        model.addAttribute("moments", moments(locale));
        return PAGE;
    }

    private List<Option> moments(Locale locale) {
        var options = new Options(messages, locale);
        return options.orNone(
                "event.moment.none",
                options.constants(Moment.values(), DocumentWord::dashed, "event.moment."));
    }

    private List<Leaning> leaning(PlanDocument plan, String key, Locale locale) {
        var event = plan.calendar().stream().filter(one -> one.key().equals(key)).findFirst();
        return event.isEmpty()
                ? List.of()
                : plan.campaigns().stream()
                        .map(PlanDocument.Campaign::brief)
                        .filter(campaign -> key.equals(campaign.event()))
                        .map(
                                campaign ->
                                        new Leaning(
                                                campaign.key(),
                                                campaign.name(),
                                                campaign.start() == null
                                                        ? messages.getMessage(
                                                                "campaign.start.none", null, locale)
                                                        : distance(
                                                                event.get(),
                                                                ChronoUnit.DAYS.between(
                                                                        event.get().from(),
                                                                        campaign.start()
                                                                                .toLocalDate()),
                                                                locale)))
                        .toList();
    }

    private String distance(CalendarEvent event, long days, Locale locale) {
        return messages.getMessage(
                days == 0 ? "copy.tied.on" : days < 0 ? "copy.tied.before" : "copy.tied.after",
                new Object[] {event.name(), figures.number(Math.abs(days))},
                locale);
    }

    private static ItemPlace place(String key) {
        return ItemPlace.of(ItemKind.CALENDAR_EVENT, key);
    }
}
