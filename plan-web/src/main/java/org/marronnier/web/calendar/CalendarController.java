package org.marronnier.web.calendar;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.user.Role;
import org.marronnier.web.campaign.CampaignFilter;
import org.marronnier.web.campaign.CampaignWords;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

@Controller
@RequestMapping("/calendar")
@For(Role.MARKETER)
class CalendarController {

    /** A month's grid shows six weeks; a feed is asked for no more than a quarter. */
    private static final int MOST_DAYS = 100;

    private final ShownPlan shown;
    private final FiredOccurrences fired;
    private final CampaignWords words;
    private final Figures figures;
    private final MessageSource messages;
    private final Clock clock;

    CalendarController(
            ShownPlan shown,
            FiredOccurrences fired,
            CampaignWords words,
            Figures figures,
            MessageSource messages,
            Clock clock) {
        this.shown = shown;
        this.fired = fired;
        this.words = words;
        this.figures = figures;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping
    String month(
            @RequestParam(required = false) @Nullable String month,
            @RequestParam(required = false) @Nullable String view,
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String type,
            Model model,
            Locale locale) {
        var plan = shown.document().orElse(null);
        if (plan == null) {
            return "plan/none";
        }
        var today = LocalDate.ofInstant(clock.instant(), plan.plan().zone());
        var address =
                new MonthAddress(
                        MonthAddress.month(month, plan.plan(), today),
                        "list".equals(view),
                        CampaignFilter.of(channel, status, type));
        var days =
                days(
                        plan,
                        address.month().atDay(1),
                        address.month().plusMonths(1).atDay(1),
                        address.filter());
        model.addAttribute("title", title(address.month(), locale));
        model.addAttribute("address", address);
        model.addAttribute("first", address.month().atDay(1));
        model.addAttribute("today", today);
        model.addAttribute("thisMonth", YearMonth.from(today));
        model.addAttribute("days", days);
        return "calendar/month";
    }

    @GetMapping("/feed")
    @ResponseBody
    Feed feed(
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String type,
            Locale locale) {
        if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) > MOST_DAYS) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        var plan =
                shown.document()
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var days = days(plan, from, to, CampaignFilter.of(channel, status, type));
        var chips = new ArrayList<Feed.Chip>();
        for (var entry : days.entries()) {
            chips.add(chip(entry, chips.size(), locale));
        }
        return new Feed(chips, Feed.bands(days.events()));
    }

    private String title(YearMonth month, Locale locale) {
        return messages.getMessage(
                "calendar.of", new Object[] {figures.month(month.atDay(1))}, locale);
    }

    private Days days(PlanDocument plan, LocalDate from, LocalDate to, CampaignFilter filter) {
        return Days.of(plan, from, to, filter, fired.of(plan.plan(), from, to));
    }

    private Feed.Chip chip(Days.Entry entry, int order, Locale locale) {
        var campaign = entry.campaign();
        var state = entry.sent() ? "sent" : CampaignWords.word(entry.status());
        return new Feed.Chip(
                entry.at().toLocalDate(),
                order,
                campaign.name(),
                campaign.lot(),
                words.tone(campaign),
                state,
                words.icon(campaign),
                words.chipDetail(campaign, figures.time(entry.at().toLocalTime()), state, locale),
                "/campaigns/" + campaign.key());
    }
}
