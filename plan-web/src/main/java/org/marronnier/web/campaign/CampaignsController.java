package org.marronnier.web.campaign;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.AudienceCounts;
import org.marronnier.domain.audience.AudienceSubject;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.user.Role;
import org.marronnier.web.editing.ItemPages;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
@RequestMapping("/campaigns")
@For(Role.MARKETER)
class CampaignsController {

    private static final String PATH = "/campaigns";

    private final ShownPlan shown;
    private final ItemPages items;
    private final AudienceCounts counts;
    private final Clock clock;

    CampaignsController(ShownPlan shown, ItemPages items, AudienceCounts counts, Clock clock) {
        this.shown = shown;
        this.items = items;
        this.counts = counts;
        this.clock = clock;
    }

    @GetMapping
    String all(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String type,
            Model model) {
        var plan = shown.required();
        var filter = CampaignFilter.of(channel, status, type);
        var search = new LinkedHashMap<String, String>();
        if (!q.isBlank()) {
            search.put("q", q.strip());
        }
        var now = LocalDateTime.ofInstant(clock.instant(), plan.plan().zone());
        model.addAttribute("search", q.strip());
        model.addAttribute("filter", filter);
        model.addAttribute("menus", FilterMenu.of(filter, PATH, search));
        model.addAttribute("unfiltered", FilterMenu.href(PATH, CampaignFilter.NONE, search));
        model.addAttribute("list", CampaignList.of(plan, q, filter, now));
        model.addAttribute("audiences", audiences(plan));
        model.addAttribute("gone", items.gone(ItemKind.CAMPAIGN));
        return "campaigns/all";
    }

    /** The audiences that were counted, by campaign. */
    private Map<String, Long> audiences(PlanDocument plan) {
        var audiences = new HashMap<String, Long>();
        counts.all(plan.plan().key())
                .forEach(
                        (subject, count) -> {
                            var figures = count.figures();
                            if (subject instanceof AudienceSubject.Campaign(var key)
                                    && figures != null) {
                                audiences.put(key, figures.contacts());
                            }
                        });
        return audiences;
    }
}
