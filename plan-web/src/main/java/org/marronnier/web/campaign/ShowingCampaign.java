package org.marronnier.web.campaign;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.campaign.Campaign;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.campaign.Campaigns;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.web.decision.WhyChoices;
import org.marronnier.web.editing.Editor;
import org.marronnier.web.editing.ShowingItem;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

/** Fills the model for the page of a campaign, whoever answers with it. */
@Component
final class ShowingCampaign {

    static final String PAGE = "campaigns/one";

    private final ShownPlan shown;
    private final Campaigns campaigns;
    private final ShowingItem showing;
    private final CampaignPages pages;
    private final CampaignForms forms;
    private final RunViews runs;
    private final Forecasts forecasts;
    private final Previews previews;
    private final WhyChoices choices;

    ShowingCampaign(
            ShownPlan shown,
            Campaigns campaigns,
            ShowingItem showing,
            CampaignPages pages,
            CampaignForms forms,
            RunViews runs,
            Forecasts forecasts,
            Previews previews,
            WhyChoices choices) {
        this.shown = shown;
        this.campaigns = campaigns;
        this.showing = showing;
        this.pages = pages;
        this.forms = forms;
        this.runs = runs;
        this.forecasts = forecasts;
        this.previews = previews;
        this.choices = choices;
    }

    /** A campaign and the plan that it stands in. */
    record One(PlanDocument plan, Campaign campaign) {
        String planKey() {
            return plan.plan().key();
        }

        CampaignBrief brief() {
            return campaign.brief();
        }
    }

    PlanDocument plan() {
        return shown.required();
    }

    One find(String key) {
        var plan = plan();
        return campaigns
                .find(plan.plan().key(), key)
                .map(campaign -> new One(plan, campaign))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** The page at a step. */
    String page(One one, CampaignStep step, @Nullable String contact, Model model, Locale locale) {
        var brief = fill(one, step, model, locale);
        model.addAttribute("preview", previews.of(one.plan(), brief, contact, locale));
        return PAGE;
    }

    /** Fills the model but for the preview; the campaign as that step shows it. */
    CampaignBrief fill(One one, CampaignStep step, Model model, Locale locale) {
        var who = Editor.current();
        var place = ItemPlace.of(ItemKind.CAMPAIGN, one.campaign().key());
        var item = showing.fill(one.planKey(), place, model);
        var working = forms.fill(one.plan(), item, step, model, locale);
        var brief = step == CampaignStep.CHECK ? one.brief() : working;
        var life = showing.life(one.planKey(), item, who);
        model.addAttribute("campaign", brief);
        model.addAttribute("over", one.campaign().status() == Status.ENDED);
        model.addAttribute(
                "shown", pages.of(one.plan(), one.campaign(), brief, life, who.role(), locale));
        model.addAttribute("runs", runs.of(one.plan(), brief.key(), who.mayApprove(), locale));
        if (step == CampaignStep.CHECK) {
            forecasts
                    .of(one.plan(), brief, locale)
                    .ifPresent(forecast -> model.addAttribute("forecast", forecast));
        }
        model.addAttribute("whyChoices", choices.of(one.plan(), brief.key()));
        model.addAttribute("fireToken", UUID.randomUUID().toString());
        return brief;
    }
}
