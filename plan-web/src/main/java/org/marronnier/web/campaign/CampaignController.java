package org.marronnier.web.campaign;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.AudienceSubject;
import org.marronnier.domain.campaign.Campaign;
import org.marronnier.domain.campaign.Campaigns;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.lifecycle.Move;
import org.marronnier.domain.user.Role;
import org.marronnier.scheduler.audience.CountingAudiences;
import org.marronnier.scheduler.campaign.FiringCampaign;
import org.marronnier.web.editing.Editor;
import org.marronnier.web.editing.MovingItem;
import org.marronnier.web.editing.RefusedMoves;
import org.marronnier.web.security.ContentPolicy;
import org.marronnier.web.security.For;
import org.marronnier.web.security.SignedIn;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.context.MessageSource;
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

    private final ShownPlan shown;
    private final Campaigns campaigns;
    private final CampaignPages pages;
    private final RunViews runs;
    private final Previews previews;
    private final MovingItem moving;
    private final RefusedMoves refusedMoves;
    private final CountingAudiences counting;
    private final FiringCampaign firing;
    private final Figures figures;
    private final MessageSource messages;

    CampaignController(
            ShownPlan shown,
            Campaigns campaigns,
            CampaignPages pages,
            RunViews runs,
            Previews previews,
            MovingItem moving,
            RefusedMoves refusedMoves,
            CountingAudiences counting,
            FiringCampaign firing,
            Figures figures,
            MessageSource messages) {
        this.shown = shown;
        this.campaigns = campaigns;
        this.pages = pages;
        this.runs = runs;
        this.previews = previews;
        this.moving = moving;
        this.refusedMoves = refusedMoves;
        this.counting = counting;
        this.firing = firing;
        this.figures = figures;
        this.messages = messages;
    }

    @GetMapping
    String show(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String contact,
            Model model,
            Locale locale) {
        return page(find(key), contact, model, locale);
    }

    /** The audience alone while it is counted; then all that tells its number or leans on it. */
    @GetMapping("/audience")
    FragmentsRendering audience(@PathVariable String key, Model model, Locale locale) {
        var waiting = fill(find(key), model, locale).audience().waiting();
        if (!waiting) {
            model.addAttribute("counted", true);
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
        var one = find(key);
        counting.recompute(one.plan(), new AudienceSubject.Campaign(key));
        if (htmx == null) {
            return "redirect:/campaigns/" + key;
        }
        fill(one, model, locale);
        return "campaigns/one :: audience";
    }

    @GetMapping("/preview")
    String preview(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String contact,
            Model model,
            Locale locale) {
        var one = find(key);
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
        var one = find(key);
        var preview = previews.search(one.plan(), one.campaign().brief(), q.strip(), locale);
        if (htmx == null) {
            fill(one, model, locale);
            model.addAttribute("preview", preview);
            return "campaigns/one";
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
        var one = find(key);
        ContentPolicy.isMessage(request);
        var html =
                previews.html(one.plan(), one.campaign().brief(), contact)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(html);
    }

    @PostMapping("/submission")
    String submit(
            @PathVariable String key,
            @RequestParam long version,
            Model model,
            HttpServletResponse response,
            RedirectAttributes next,
            Locale locale) {
        var one = find(key);
        var move = moving.submit(Editor.current(), one.planKey(), place(key), version);
        return answer(one, move, "campaign.submitted", model, response, next, locale);
    }

    @PostMapping("/withdrawal")
    String withdraw(
            @PathVariable String key,
            @RequestParam long version,
            Model model,
            HttpServletResponse response,
            RedirectAttributes next,
            Locale locale) {
        var one = find(key);
        var move = moving.withdraw(Editor.current(), one.planKey(), place(key), version);
        return answer(one, move, "campaign.withdrawn", model, response, next, locale);
    }

    @PostMapping("/approval")
    @For(Role.CRM_MANAGER)
    String approve(
            @PathVariable String key,
            @RequestParam long version,
            Model model,
            HttpServletResponse response,
            RedirectAttributes next,
            Locale locale) {
        var one = find(key);
        var move = moving.approve(Editor.current(), one.planKey(), place(key), version);
        return answer(one, move, "campaign.approved", model, response, next, locale);
    }

    @PostMapping("/return")
    @For(Role.CRM_MANAGER)
    String sendBack(
            @PathVariable String key,
            @RequestParam long version,
            @RequestParam String reason,
            Model model,
            HttpServletResponse response,
            RedirectAttributes next,
            Locale locale) {
        var one = find(key);
        var move = moving.sendBack(Editor.current(), one.planKey(), place(key), version, reason);
        return answer(one, move, "campaign.returned", model, response, next, locale);
    }

    @PostMapping("/pause")
    @For(Role.CRM_MANAGER)
    String pause(
            @PathVariable String key,
            @RequestParam long version,
            Model model,
            HttpServletResponse response,
            RedirectAttributes next,
            Locale locale) {
        var one = find(key);
        var move = moving.pause(Editor.current(), one.planKey(), place(key), version);
        return answer(one, move, "campaign.paused", model, response, next, locale);
    }

    @PostMapping("/resumption")
    @For(Role.CRM_MANAGER)
    String resume(
            @PathVariable String key,
            @RequestParam long version,
            Model model,
            HttpServletResponse response,
            RedirectAttributes next,
            Locale locale) {
        var one = find(key);
        var move = moving.resume(Editor.current(), one.planKey(), place(key), version);
        return answer(one, move, "campaign.resumed", model, response, next, locale);
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
        var one = find(key);
        var audience = pages.audience(one.plan(), one.campaign().brief(), locale);
        if (!audience.known() || !isNumber(count, audience.contacts())) {
            var expected = figures.number(audience.contacts());
            model.addAttribute(
                    "fireRefused",
                    audience.known()
                            ? say("campaign.fire.wrong", locale, expected)
                            : say("campaign.fire.unknown", locale));
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(one, null, model, locale);
        }
        var asked = token.isBlank() ? null : token;
        var refusal =
                switch (firing.fire(one.planKey(), key, user.getName(), asked)) {
                    case FiringCampaign.Answer.Fired _ -> null;
                    case FiringCampaign.Answer.Unknown _, FiringCampaign.Answer.Ambiguous _ ->
                            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
                    case FiringCampaign.Answer.NotApproved _ ->
                            say("campaign.fire.not-approved", locale);
                    case FiringCampaign.Answer.SendsNothing _ ->
                            say("campaign.fire.nothing", locale);
                    case FiringCampaign.Answer.Unusable(var detail) ->
                            say("campaign.fire.unusable", locale, detail);
                };
        if (refusal != null) {
            model.addAttribute("refusal", refusal);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(one, null, model, locale);
        }
        next.addFlashAttribute("toast", say("campaign.fired", locale));
        return "redirect:/campaigns/" + key;
    }

    private String answer(
            One one,
            Move move,
            String done,
            Model model,
            HttpServletResponse response,
            RedirectAttributes next,
            Locale locale) {
        return switch (move) {
            case Move.Made _ -> {
                next.addFlashAttribute("toast", say(done, locale, one.campaign().brief().name()));
                yield "redirect:/campaigns/" + one.campaign().key();
            }
            case Move.Refused(var refusals) -> {
                model.addAttribute("lacks", refusedMoves.lacks(refusals));
                model.addAttribute("refusal", refusedMoves.text(refusals));
                response.setStatus(HttpStatus.CONFLICT.value());
                yield page(find(one.campaign().key()), null, model, locale);
            }
        };
    }

    private static ItemPlace place(String key) {
        return ItemPlace.of(ItemKind.CAMPAIGN, key);
    }

    private String page(One one, @Nullable String contact, Model model, Locale locale) {
        fill(one, model, locale);
        model.addAttribute(
                "preview", previews.of(one.plan(), one.campaign().brief(), contact, locale));
        return "campaigns/one";
    }

    private CampaignPage fill(One one, Model model, Locale locale) {
        var role = SignedIn.current().map(SignedIn::role).orElse(Role.MARKETER);
        model.addAttribute("campaign", one.campaign().brief());
        var page = pages.of(one.plan(), one.campaign(), role, locale);
        model.addAttribute("page", page);
        model.addAttribute(
                "runs",
                runs.of(one.plan(), one.campaign().key(), role.includes(Role.CRM_MANAGER), locale));
        model.addAttribute("fireToken", UUID.randomUUID().toString());
        return page;
    }

    private One find(String key) {
        var plan =
                shown.document()
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return campaigns
                .find(plan.plan().key(), key)
                .map(campaign -> new One(plan, campaign))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static boolean isNumber(String typed, long expected) {
        return typed.replaceAll("[\\s\\u00a0\\u202f.,]", "").equals(Long.toString(expected));
    }

    private String say(String key, Locale locale, String... facts) {
        return messages.getMessage(key, facts.length == 0 ? null : facts, locale);
    }

    /** A campaign and the plan that it stands in. */
    private record One(PlanDocument plan, Campaign campaign) {
        String planKey() {
            return plan.plan().key();
        }
    }
}
