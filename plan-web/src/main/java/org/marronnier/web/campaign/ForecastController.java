package org.marronnier.web.campaign;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.run.Funnel;
import org.marronnier.domain.user.Role;
import org.marronnier.web.security.For;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** What a campaign would come to, before it runs. */
@Controller
@RequestMapping("/campaigns/{key}/forecast")
@For(Role.MARKETER)
class ForecastController {

    private static final String PART = "campaigns/forecast :: forecast";

    private final ShowingCampaign showing;
    private final Forecasts forecasts;

    ForecastController(ShowingCampaign showing, Forecasts forecasts) {
        this.showing = showing;
        this.forecasts = forecasts;
    }

    /** How it stands, while it is computed. */
    @GetMapping
    String show(@PathVariable String key, Model model, Locale locale) {
        return part(showing.find(key), model, locale);
    }

    /** Some contacts of a line: below its bar, or on a page of their own. */
    @GetMapping("/contacts")
    String contacts(
            @PathVariable String key,
            @RequestParam(defaultValue = Funnel.QUEUED) String line,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            Model model,
            Locale locale) {
        var one = showing.find(key);
        model.addAttribute("campaign", one.brief());
        model.addAttribute(
                "examples",
                forecasts
                        .examples(one.plan(), one.brief(), line, locale)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        return htmx == null ? "campaigns/examples" : "campaigns/examples :: examples";
    }

    @PostMapping
    String recompute(
            @PathVariable String key,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            Model model,
            Locale locale) {
        var one = showing.find(key);
        forecasts.recompute(one.plan(), one.brief());
        return htmx == null ? "redirect:/campaigns/" + key : part(one, model, locale);
    }

    private String part(ShowingCampaign.One one, Model model, Locale locale) {
        model.addAttribute(
                "forecast",
                forecasts
                        .of(one.plan(), one.brief(), locale)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        return PART;
    }
}
