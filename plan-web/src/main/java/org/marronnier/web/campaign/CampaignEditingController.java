package org.marronnier.web.campaign;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.user.Role;
import org.marronnier.web.condition.EditingConditions;
import org.marronnier.web.editing.Answer;
import org.marronnier.web.editing.Answering;
import org.marronnier.web.editing.EditedItem;
import org.marronnier.web.editing.EditingItem;
import org.marronnier.web.editing.Editor;
import org.marronnier.web.security.For;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.FragmentsRendering;

/** Campaigns made, changed, copied and taken out. */
@Controller
@RequestMapping("/campaigns")
@For(Role.MARKETER)
class CampaignEditingController {

    private static final String FRESH = "campaigns/new";
    private static final String AGAIN = "campaigns/edit :: form";

    /** What else tells something of a campaign that was saved. */
    private static final List<String> FOLLOWING =
            List.of("campaigns/one :: rail", "campaigns/one :: title", "campaigns/edit :: saved");

    /** The hour that a day alone gets. */
    private static final LocalTime MORNING = LocalTime.of(10, 0);

    private final ShowingCampaign showing;
    private final CampaignForms forms;
    private final EditingItem editing;
    private final EditingConditions conditions;
    private final Answering answering;

    CampaignEditingController(
            ShowingCampaign showing,
            CampaignForms forms,
            EditingItem editing,
            EditingConditions conditions,
            Answering answering) {
        this.showing = showing;
        this.forms = forms;
        this.editing = editing;
        this.conditions = conditions;
        this.answering = answering;
    }

    /** What an address may fill in; what it names and the plan lacks is refused by the form. */
    record Asked(
            @Nullable String event,
            @Nullable String date,
            @Nullable String programme,
            @Nullable String segment,
            @Nullable String channel,
            @Nullable String moment) {

        Map<String, Object> values() {
            var values = new LinkedHashMap<String, Object>();
            put(values, "event", event);
            put(values, "programme", programme);
            put(values, "moment", moment);
            start().ifPresent(start -> values.put("start", start.toString()));
            if (segment != null && !segment.isBlank()) {
                values.put("target", Map.of("segment", segment.strip()));
            }
            if (channel != null && !channel.isBlank()) {
                values.put(
                        "channels",
                        Stream.of(channel.split(",", -1))
                                .map(one -> one.strip().toUpperCase(Locale.ROOT))
                                .toList());
            }
            return values;
        }

        private Optional<LocalDateTime> start() {
            if (date == null) {
                return Optional.empty();
            }
            try {
                return Optional.of(
                        date.contains("T")
                                ? LocalDateTime.parse(date)
                                : LocalDate.parse(date).atTime(MORNING));
            } catch (DateTimeException _) {
                return Optional.empty();
            }
        }

        private static void put(Map<String, Object> values, String field, @Nullable String asked) {
            if (asked != null && !asked.isBlank()) {
                values.put(field, asked.strip());
            }
        }
    }

    @GetMapping("/new")
    String fresh(Asked asked, Model model, Locale locale) {
        forms.fresh(showing.plan(), asked.values(), model, locale);
        return FRESH;
    }

    @PostMapping
    String create(@RequestParam MultiValueMap<String, String> fields, Model model, Locale locale) {
        var plan = showing.plan();
        var typed =
                CampaignForm.over(Map.of(), fields, conditions.read(fields, CampaignForm.TARGET));
        var key =
                editing.freshKey(
                        plan,
                        ItemPlace.list(ItemKind.CAMPAIGN, null),
                        String.valueOf(typed.getOrDefault("name", "")),
                        "campagne");
        var answer = editing.create(Editor.current(), plan.plan().key(), place(key), typed);
        var view =
                answering.view(
                        answer,
                        typed,
                        CampaignStep.AUDIENCE.path(key),
                        FRESH,
                        "campaign.edit.created",
                        model);
        if (view.equals(FRESH)) {
            forms.fresh(plan, typed, model, locale);
        }
        return view;
    }

    /** Keeps what the form of a step says; a script sends it by itself, or a button. */
    @PostMapping("/{key}")
    Object change(
            @PathVariable String key,
            @RequestParam long version,
            @RequestParam(required = false) @Nullable String step,
            @RequestParam MultiValueMap<String, String> fields,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            Model model,
            Locale locale) {
        var one = showing.find(key);
        var at = CampaignStep.of(step);
        var item = item(one.planKey(), key);
        var target = conditions.read(fields, CampaignForm.TARGET);
        var typed = CampaignForm.over(item.working(), fields, target);
        if (target.presses()) {
            model.addAttribute("targetForm", target);
            model.addAttribute("values", typed);
            model.addAttribute("version", version);
            return showing.page(one, at, null, model, locale);
        }
        model.addAttribute("version", version);
        var answer = editing.change(Editor.current(), one.planKey(), place(key), version, typed);
        if (answer instanceof Answer.Refused) {
            model.addAttribute("targetForm", target);
        }
        var view = view(answer, typed, at.path(key), htmx != null, model);
        if (!view.equals(AGAIN)) {
            return view;
        }
        var now = showing.find(key);
        return htmx == null
                ? showing.page(now, at, null, model, locale)
                : fragments(now, at, answer instanceof Answer.Saved, model, locale);
    }

    @PostMapping("/{key}/copy")
    String duplicate(@PathVariable String key) {
        var answer = editing.duplicate(Editor.current(), showing.plan().plan().key(), place(key));
        var there = answer instanceof Answer.Saved(var item, var _) ? item.place().key() : key;
        return answering.onward(answer, CampaignStep.BRIEF.path(there), "campaign.edit.duplicated");
    }

    @PostMapping("/{key}/archival")
    String archive(@PathVariable String key, @RequestParam long version) {
        var answer =
                editing.archive(Editor.current(), showing.plan().plan().key(), place(key), version);
        return answering.onward(
                answer,
                answer instanceof Answer.Saved ? "/campaigns" : "/campaigns/" + key,
                "campaign.edit.archived");
    }

    /** Says nothing to a script that saved what was there already. */
    private String view(
            Answer answer, Map<String, Object> typed, String there, boolean htmx, Model model) {
        return htmx && answer instanceof Answer.Saved(var item, var change) && change == null
                ? unchanged(item, model)
                : answering.view(answer, typed, there, AGAIN, "campaign.edit.saved", model);
    }

    private static String unchanged(EditedItem item, Model model) {
        model.addAttribute("values", item.working());
        model.addAttribute("version", item.version());
        return AGAIN;
    }

    private FragmentsRendering fragments(
            ShowingCampaign.One one, CampaignStep step, boolean saved, Model model, Locale locale) {
        showing.fill(one, step, model, locale);
        var views = new ArrayList<ModelAndView>();
        views.add(new ModelAndView(AGAIN));
        if (saved) {
            model.addAttribute("follows", true);
            FOLLOWING.forEach(view -> views.add(new ModelAndView(view)));
        }
        return FragmentsRendering.fragments(views).build();
    }

    private EditedItem item(String plan, String key) {
        return editing.find(plan, place(key))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static ItemPlace place(String key) {
        return ItemPlace.of(ItemKind.CAMPAIGN, key);
    }
}
