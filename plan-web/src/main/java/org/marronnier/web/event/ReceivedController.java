package org.marronnier.web.event;

import java.time.ZoneId;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.marronnier.domain.user.Role;
import org.marronnier.scheduler.event.EventLine;
import org.marronnier.scheduler.event.WatchingIntake;
import org.marronnier.store.event.EventBacklog;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.Sayings;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
@RequestMapping("/received-events")
@For(Role.CRM_MANAGER)
class ReceivedController {

    private static final String PAGE = "redirect:/received-events";
    private static final int SHOWN = 50;
    private static final List<EventLine> LINES =
            List.of(EventLine.FRESH, EventLine.WAITING, EventLine.REPEATED, EventLine.REFUSED);

    private final WatchingIntake intake;
    private final EventBacklog backlog;
    private final Sayings sayings;
    private final ZoneId zone;

    ReceivedController(
            WatchingIntake intake,
            EventBacklog backlog,
            Sayings sayings,
            @Value("${marronnier.zone:Europe/Paris}") ZoneId zone) {
        this.intake = intake;
        this.backlog = backlog;
        this.sayings = sayings;
        this.zone = zone;
    }

    @GetMapping
    String all(Model model) {
        model.addAttribute("now", intake.now());
        model.addAttribute("counted", WatchingIntake.COUNTED);
        model.addAttribute("zone", zone);
        model.addAttribute("lines", LINES);
        model.addAttribute("hours", intake.lastHours());
        model.addAttribute("days", intake.lastDays(zone));
        model.addAttribute("missing", backlog.missing(SHOWN));
        model.addAttribute("failed", backlog.failed(SHOWN));
        return "received/all";
    }

    @PostMapping("/failed/retry")
    String retryAll(RedirectAttributes next) {
        backlog.retryAll();
        next.addFlashAttribute("toast", sayings.say("received.retried-all"));
        return PAGE;
    }

    @PostMapping("/failed/{id:\\d+}/retry")
    String retry(@PathVariable long id, RedirectAttributes next) {
        return done(() -> backlog.retry(id), "received.retried", next);
    }

    @PostMapping("/failed/{id:\\d+}/removal")
    String drop(@PathVariable long id, RedirectAttributes next) {
        return done(() -> backlog.drop(id), "received.dropped", next);
    }

    private String done(BooleanSupplier move, String saying, RedirectAttributes next) {
        next.addFlashAttribute(
                "toast", sayings.say(move.getAsBoolean() ? saying : "received.gone"));
        return PAGE;
    }
}
