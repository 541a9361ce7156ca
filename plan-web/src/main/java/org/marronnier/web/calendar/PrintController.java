package org.marronnier.web.calendar;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.marronnier.domain.user.Role;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The calendar on paper: the month as weeks, or the quarter as three columns of days. */
@Controller
@For(Role.MARKETER)
class PrintController {

    private static final int MOST_DAYS = 31;

    private final ShownPlan shown;
    private final CalendarPages pages;
    private final PeriodNames periods;
    private final Clock clock;

    PrintController(ShownPlan shown, CalendarPages pages, PeriodNames periods, Clock clock) {
        this.shown = shown;
        this.pages = pages;
        this.periods = periods;
        this.clock = clock;
    }

    @GetMapping("/calendar/print")
    String print(
            @RequestParam MultiValueMap<String, String> parameters, Model model, Locale locale) {
        var plan = shown.required();
        var today = LocalDate.ofInstant(clock.instant(), plan.plan().zone());
        var asked = CalendarAddress.of(parameters, plan.plan(), today);
        var isQuarter = asked.view().isTimeline();
        var address = asked.seenBy(isQuarter ? CalendarView.QUARTER : CalendarView.MONTH);
        var plans = pages.plans(address);
        var days = pages.days(plans, address, address.first(), address.end());
        var bands = pages.bands(days, address, address.first(), address.end(), locale);
        model.addAttribute("title", periods.title(address, locale));
        model.addAttribute("period", periods.name(address, locale));
        model.addAttribute("address", address);
        model.addAttribute("plan", plan.plan());
        model.addAttribute("today", today);
        model.addAttribute("quarter", isQuarter);
        model.addAttribute("hidden", pages.hidden(days.hidden(), locale));
        model.addAttribute("months", months(address, days, bands));
        model.addAttribute(
                "numbers", Stream.iterate(1, number -> number + 1).limit(MOST_DAYS).toList());
        return "calendar/print";
    }

    private static List<PrintedMonth> months(
            CalendarAddress address, Days days, List<Bands.Band> bands) {
        return Stream.iterate(
                        YearMonth.from(address.first()),
                        month -> month.atDay(1).isBefore(address.end()),
                        month -> month.plusMonths(1))
                .map(month -> PrintedMonth.of(month, days, bands))
                .toList();
    }
}
