package org.marronnier.web.calendar;

import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.calendar.CalendarEvent;
import org.marronnier.domain.calendar.Moment;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.document.DocumentWord;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.user.Role;
import org.marronnier.web.editing.ItemPages;
import org.marronnier.web.editing.ItemsController;
import org.marronnier.web.editing.ShowingItem;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Option;
import org.marronnier.web.shell.Options;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The plan's own events: what happens, when, and which campaigns lean on it. */
@Controller
@RequestMapping("/events")
@For(Role.MARKETER)
class EventController extends ItemsController {

    /** A campaign that leans on the event, and how far from it. */
    record Leaning(String key, String name, String distance) {}

    private final Figures figures;
    private final MessageSource messages;

    EventController(ItemPages pages, ShowingItem showing, Figures figures, MessageSource messages) {
        super(ItemKind.CALENDAR_EVENT, "evenement", pages, showing);
        this.figures = figures;
        this.messages = messages;
    }

    /** An event in one line, with how many campaigns lean on it. */
    record Line(CalendarEvent event, int leaning) {}

    @GetMapping
    String all(Model model) {
        var plan = plan();
        model.addAttribute(
                "events",
                plan.calendar().stream()
                        .sorted(Comparator.comparing(CalendarEvent::from))
                        .map(event -> new Line(event, campaigns(plan, event.key()).size()))
                        .toList());
        gone(plan, model);
        return "events/all";
    }

    @Override
    protected Map<String, Object> known(MultiValueMap<String, String> fields) {
        var known = super.known(fields);
        if (known.get("from") instanceof Object from) {
            known.putIfAbsent("to", from);
        }
        return known;
    }

    @Override
    protected void offer(
            PlanDocument plan,
            @Nullable MultiValueMap<String, String> typed,
            Model model,
            Locale locale) {
        model.addAttribute("moments", moments(locale));
    }

    @Override
    protected void surround(PlanDocument plan, String key, Model model) {
        model.addAttribute("leaning", leaning(plan, key, LocaleContextHolder.getLocale()));
    }

    private List<Option> moments(Locale locale) {
        var options = new Options(messages, locale);
        return options.orNone(
                "event.moment.none",
                options.constants(Moment.values(), DocumentWord::dashed, "event.moment."));
    }

    private List<Leaning> leaning(PlanDocument plan, String key, Locale locale) {
        return plan.calendar().stream()
                .filter(event -> event.key().equals(key))
                .flatMap(
                        event ->
                                campaigns(plan, key).stream()
                                        .map(campaign -> leaning(event, campaign, locale)))
                .toList();
    }

    private Leaning leaning(CalendarEvent event, CampaignBrief campaign, Locale locale) {
        var start = campaign.start();
        return new Leaning(
                campaign.key(),
                campaign.name(),
                start == null
                        ? messages.getMessage("campaign.start.none", null, locale)
                        : distance(
                                event,
                                ChronoUnit.DAYS.between(event.from(), start.toLocalDate()),
                                locale));
    }

    private static List<CampaignBrief> campaigns(PlanDocument plan, String event) {
        return plan.campaigns().stream()
                .map(PlanDocument.Campaign::brief)
                .filter(campaign -> event.equals(campaign.event()))
                .toList();
    }

    private String distance(CalendarEvent event, long days, Locale locale) {
        return messages.getMessage(
                days == 0 ? "copy.tied.on" : days < 0 ? "copy.tied.before" : "copy.tied.after",
                new Object[] {event.name(), figures.number(Math.abs(days))},
                locale);
    }
}
