package org.marronnier.web.campaign;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.AudienceSubject;
import org.marronnier.domain.user.Role;
import org.marronnier.scheduler.audience.CountingAudiences;
import org.marronnier.scheduler.campaign.FiringCampaign;
import org.marronnier.web.security.ContentPolicy;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Sayings;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.FragmentsRendering;

@Controller
@RequestMapping("/campaigns/{key}")
@For(Role.MARKETER)
class CampaignController {

    private static final List<String> WAITING = List.of("audience");

    private static final List<String> COUNTED = List.of("audience", "rail", "checks", "go", "fire");

    private final ShowingCampaign showing;
    private final CampaignPages pages;
    private final Previews previews;
    private final CountingAudiences counting;
    private final FiringCampaign firing;
    private final Figures figures;
    private final Sayings sayings;

    CampaignController(
            ShowingCampaign showing,
            CampaignPages pages,
            Previews previews,
            CountingAudiences counting,
            FiringCampaign firing,
            Figures figures,
            Sayings sayings) {
        this.showing = showing;
        this.pages = pages;
        this.previews = previews;
        this.counting = counting;
        this.firing = firing;
        this.figures = figures;
        this.sayings = sayings;
    }

    @GetMapping
    String show(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String step,
            @RequestParam(required = false) @Nullable String contact,
            Model model,
            Locale locale) {
        return showing.page(showing.find(key), CampaignStep.of(step), contact, model, locale);
    }

    /** The audience alone while it is counted; then all that tells its number or leans on it. */
    @GetMapping("/audience")
    FragmentsRendering audience(@PathVariable String key, Model model, Locale locale) {
        var one = showing.find(key);
        showing.fill(one, CampaignStep.CHECK, model, locale);
        var waiting = pages.audience(one.plan(), one.brief(), locale).waiting();
        if (!waiting) {
            model.addAttribute("follows", true);
        }
        return FragmentsRendering.fragments(
                        (waiting ? WAITING : COUNTED)
                                .stream()
                                        .map(part -> new ModelAndView("campaigns/one :: " + part))
                                        .toList())
                .build();
    }

    @PostMapping("/audience")
    String recompute(
            @PathVariable String key,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            Model model,
            Locale locale) {
        var one = showing.find(key);
        counting.recompute(one.plan(), new AudienceSubject.Campaign(key));
        if (htmx == null) {
            return "redirect:/campaigns/" + key;
        }
        showing.fill(one, CampaignStep.CHECK, model, locale);
        return "campaigns/one :: audience";
    }

    @GetMapping("/preview")
    String preview(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String contact,
            Model model,
            Locale locale) {
        var one = showing.find(key);
        model.addAttribute(
                "preview", previews.of(one.plan(), one.campaign().brief(), contact, locale));
        return "campaigns/preview :: preview";
    }

    @PostMapping("/preview")
    String search(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String q,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            Model model,
            Locale locale) {
        var one = showing.find(key);
        var preview = previews.search(one.plan(), one.campaign().brief(), q.strip(), locale);
        if (htmx == null) {
            showing.fill(one, CampaignStep.CHECK, model, locale);
            model.addAttribute("preview", preview);
            return ShowingCampaign.PAGE;
        }
        model.addAttribute("preview", preview);
        return "campaigns/preview :: preview";
    }

    /**
     * The text of the message alone, for the frame: it may have styles, but runs, loads and links
     * nothing.
     */
    @GetMapping("/preview/{contact}/message")
    ResponseEntity<String> message(
            @PathVariable String key, @PathVariable String contact, HttpServletRequest request) {
        var one = showing.find(key);
        ContentPolicy.isMessage(request);
        var html =
                previews.html(one.plan(), one.campaign().brief(), contact)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(html);
    }

    /** Fires the campaign now; who does it has typed how many contacts are concerned. */
    @PostMapping("/runs")
    @For(Role.CRM_MANAGER)
    String fire(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String count,
            @RequestParam(defaultValue = "") String token,
            Principal user,
            Model model,
            HttpServletResponse response,
            RedirectAttributes next,
            Locale locale) {
        var one = showing.find(key);
        var audience = pages.audience(one.plan(), one.campaign().brief(), locale);
        if (!audience.known() || !isNumber(count, audience.contacts())) {
            var expected = figures.number(audience.contacts());
            model.addAttribute(
                    "fireRefused",
                    audience.known()
                            ? sayings.say("campaign.fire.wrong", locale, expected)
                            : sayings.say("campaign.fire.unknown", locale));
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return check(one, model, locale);
        }
        var asked = token.isBlank() ? null : token;
        var refusal =
                switch (firing.fire(one.planKey(), key, user.getName(), asked)) {
                    case FiringCampaign.Answer.Fired _ -> null;
                    case FiringCampaign.Answer.Unknown _, FiringCampaign.Answer.Ambiguous _ ->
                            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
                    case FiringCampaign.Answer.NotApproved _ ->
                            sayings.say("campaign.fire.not-approved", locale);
                    case FiringCampaign.Answer.SendsNothing _ ->
                            sayings.say("campaign.fire.nothing", locale);
                    case FiringCampaign.Answer.IsAskedFor _ ->
                            sayings.say("campaign.fire.asked-for", locale);
                    case FiringCampaign.Answer.Unusable(var detail) ->
                            sayings.say("campaign.fire.unusable", locale, detail);
                };
        if (refusal != null) {
            model.addAttribute("refusal", refusal);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return check(one, model, locale);
        }
        next.addFlashAttribute("toast", sayings.say("campaign.fired", locale));
        return "redirect:/campaigns/" + key;
    }

    private String check(ShowingCampaign.One one, Model model, Locale locale) {
        return showing.page(one, CampaignStep.CHECK, null, model, locale);
    }

    private static boolean isNumber(String typed, long expected) {
        return typed.replaceAll("[\\s\\u00a0\\u202f.,]", "").equals(Long.toString(expected));
    }
}
