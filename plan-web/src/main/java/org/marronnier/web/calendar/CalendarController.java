package org.marronnier.web.calendar;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.user.Role;
import org.marronnier.store.calendar.CalendarViews;
import org.marronnier.web.security.For;
import org.marronnier.web.security.SignedIn;
import org.marronnier.web.shell.CurrentPlan;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

@Controller
@RequestMapping(CalendarAddress.PATH)
@For(Role.MARKETER)
class CalendarController {

    /** A year's timeline, with what reaches into it. */
    private static final int MOST_DAYS = 400;

    private final ShownPlan shown;
    private final CurrentPlan current;
    private final CalendarPages pages;
    private final CalendarMenus menus;
    private final PeriodNames periods;
    private final CalendarViews views;
    private final Clock clock;

    CalendarController(
            ShownPlan shown,
            CurrentPlan current,
            CalendarPages pages,
            CalendarMenus menus,
            PeriodNames periods,
            CalendarViews views,
            Clock clock) {
        this.shown = shown;
        this.current = current;
        this.pages = pages;
        this.menus = menus;
        this.periods = periods;
        this.views = views;
        this.clock = clock;
    }

    @GetMapping
    String all(@RequestParam MultiValueMap<String, String> parameters, Model model, Locale locale) {
        var plan = shown.required();
        var today = today(plan);
        var address = CalendarAddress.of(parameters, plan.plan(), today);
        var plans = pages.plans(address);
        var days = pages.days(plans, address, address.first(), address.end());
        model.addAttribute("title", periods.title(address, locale));
        model.addAttribute("period", periods.name(address, locale));
        model.addAttribute("previous", periods.previous(address, locale));
        model.addAttribute("next", periods.next(address, locale));
        model.addAttribute("views", CalendarView.values());
        model.addAttribute("address", address);
        model.addAttribute("plan", plan.plan());
        model.addAttribute("today", today);
        model.addAttribute("days", days);
        model.addAttribute("hidden", pages.hidden(days.hidden(), locale));
        model.addAttribute(
                "bands", pages.bands(days, address, address.first(), address.end(), locale));
        model.addAttribute(
                "troubles", pages.troubles(plans, address.first(), address.end(), locale));
        model.addAttribute("scenarios", pages.scenarios(plans, locale));
        model.addAttribute("legend", pages.legend(plans, address, locale).values());
        model.addAttribute("lanes", menus.lanes(address, locale));
        model.addAttribute("colours", menus.colours(address, locale));
        model.addAttribute("moments", menus.moments(address, locale));
        model.addAttribute("filters", menus.filters(address, plans, locale));
        model.addAttribute("kept", views.of(user()));
        return "calendar/all";
    }

    @GetMapping("/feed")
    @ResponseBody
    Feed feed(
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam MultiValueMap<String, String> parameters,
            Locale locale) {
        if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) > MOST_DAYS) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        var plan = shown.required();
        return pages.feed(
                CalendarAddress.of(parameters, plan.plan(), today(plan)), from, to, locale);
    }

    /** A campaign of another plan: shows that plan from now on. */
    @GetMapping("/campaigns/{plan}/{key}")
    String campaign(@PathVariable String plan, @PathVariable String key) {
        current.choose(plan);
        return "redirect:/campaigns/" + key;
    }

    private LocalDate today(PlanDocument plan) {
        return LocalDate.ofInstant(clock.instant(), plan.plan().zone());
    }

    private static String user() {
        return SignedIn.current().map(SignedIn::getUsername).orElse("");
    }
}
