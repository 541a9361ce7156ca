package org.marronnier.web.calendar;

import java.time.Clock;
import java.util.Locale;
import org.marronnier.domain.user.Role;
import org.marronnier.store.calendar.CalendarViews;
import org.marronnier.web.security.For;
import org.marronnier.web.security.ReturnPath;
import org.marronnier.web.security.SignedIn;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The filters that a user keeps under a name. */
@Controller
@RequestMapping("/calendar/views")
@For(Role.MARKETER)
class ViewController {

    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_QUERY = 4_000;

    private final CalendarViews views;
    private final MessageSource messages;
    private final Clock clock;

    ViewController(CalendarViews views, MessageSource messages, Clock clock) {
        this.views = views;
        this.messages = messages;
        this.clock = clock;
    }

    @PostMapping
    String keep(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String query,
            RedirectAttributes answer,
            Locale locale) {
        var called = name.strip();
        if (called.isEmpty() || called.length() > LONGEST_NAME || query.length() > LONGEST_QUERY) {
            answer.addFlashAttribute("toast", messages.getMessage("view.name.wrong", null, locale));
        } else {
            views.keep(user(), called, query, clock.instant());
            answer.addFlashAttribute(
                    "toast", messages.getMessage("view.kept", new Object[] {called}, locale));
        }
        return "redirect:" + ReturnPath.local("/calendar?" + query).orElse("/calendar");
    }

    @PostMapping("/{id:\\d+}/removal")
    String forget(@PathVariable long id, RedirectAttributes answer, Locale locale) {
        views.forget(user(), id);
        answer.addFlashAttribute("toast", messages.getMessage("view.forgotten", null, locale));
        return "redirect:/calendar";
    }

    private static String user() {
        return SignedIn.current().map(SignedIn::getUsername).orElse("");
    }
}
