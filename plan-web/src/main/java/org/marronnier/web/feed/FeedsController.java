package org.marronnier.web.feed;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.user.Role;
import org.marronnier.store.feed.Feeds;
import org.marronnier.web.calendar.CalendarFilter;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The feeds of the plan that is shown: made for a filter of the calendar, listed and revoked. */
@Controller
@RequestMapping("/calendar/feeds")
@For(Role.MARKETER)
class FeedsController {

    /**
     * A feed to make.
     *
     * @param filter as the address of the calendar says it
     */
    record NewFeed(
            @NotBlank(message = "{feed.name.missing}")
                    @Size(max = 100, message = "{feed.name.long}")
                    String name,
            @Nullable @Size(max = 4000) String filter) {

        CalendarFilter shows() {
            return CalendarFilter.ofQuery(filter == null ? "" : filter);
        }
    }

    /** A feed in words. */
    record Line(Feeds.Feed feed, List<String> words) {}

    private final Feeds feeds;
    private final FilterSentence sentence;
    private final ShownPlan shown;
    private final MessageSource messages;
    private final Clock clock;

    FeedsController(
            Feeds feeds,
            FilterSentence sentence,
            ShownPlan shown,
            MessageSource messages,
            Clock clock) {
        this.feeds = feeds;
        this.sentence = sentence;
        this.shown = shown;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping
    String all(@RequestParam MultiValueMap<String, String> parameters, Model model, Locale locale) {
        shown.required();
        return show(new NewFeed("", CalendarFilter.of(parameters).query()), model, locale);
    }

    /** Makes a feed; its address is shown on the next page, and never again. */
    @PostMapping
    String add(
            @Valid @ModelAttribute NewFeed newFeed,
            BindingResult result,
            Principal maker,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes next,
            Locale locale) {
        if (result.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(newFeed, model, locale);
        }
        var secret = FeedSecret.made();
        feeds.add(
                plan(),
                newFeed.name().strip(),
                newFeed.shows().query(),
                locale,
                secret.hash(),
                maker.getName(),
                clock.instant());
        next.addFlashAttribute(
                "madeFeed",
                ServletUriComponentsBuilder.fromContextPath(request)
                        .path("/feeds/{secret}.ics")
                        .buildAndExpand(secret.text())
                        .toUriString());
        return "redirect:/calendar/feeds";
    }

    @PostMapping("/{id:\\d+}/revocation")
    String revoke(@PathVariable long id, RedirectAttributes next, Locale locale) {
        if (!feeds.revoke(id, plan(), clock.instant())) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        next.addFlashAttribute("toast", messages.getMessage("feed.revoked", null, locale));
        return "redirect:/calendar/feeds";
    }

    private String show(NewFeed newFeed, Model model, Locale locale) {
        var plan = shown.required();
        model.addAttribute("newFeed", newFeed);
        model.addAttribute("shows", sentence.words(newFeed.shows(), plan, locale));
        model.addAttribute(
                "lines",
                feeds.of(plan.plan().key()).stream()
                        .map(
                                feed ->
                                        new Line(
                                                feed,
                                                sentence.words(
                                                        CalendarFilter.ofQuery(feed.filter()),
                                                        plan,
                                                        locale)))
                        .toList());
        return "feed/all";
    }

    private String plan() {
        return shown.required().plan().key();
    }
}
