package org.marronnier.web.segment;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.AudienceSubject;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Uses;
import org.marronnier.domain.segment.Segment;
import org.marronnier.domain.user.Role;
import org.marronnier.scheduler.audience.CountingAudiences;
import org.marronnier.web.condition.ConditionForm;
import org.marronnier.web.condition.EditingConditions;
import org.marronnier.web.condition.Names;
import org.marronnier.web.condition.VerdictSentences;
import org.marronnier.web.editing.FormModel;
import org.marronnier.web.editing.FormTree;
import org.marronnier.web.editing.ItemLink;
import org.marronnier.web.editing.ItemPages;
import org.marronnier.web.editing.ShowingItem;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
@RequestMapping("/segments")
@For(Role.MARKETER)
class SegmentController {

    private static final String WHEN = "when";
    private static final String PAGE = "segments/one";

    private final ShownPlan shown;
    private final SegmentPages pages;
    private final ItemPages items;
    private final ShowingItem showing;
    private final EditingConditions conditions;
    private final CountingAudiences counting;
    private final TryingSegment trying;
    private final VerdictSentences verdicts;
    private final MessageSource messages;

    SegmentController(
            ShownPlan shown,
            SegmentPages pages,
            ItemPages items,
            ShowingItem showing,
            EditingConditions conditions,
            CountingAudiences counting,
            TryingSegment trying,
            VerdictSentences verdicts,
            MessageSource messages) {
        this.shown = shown;
        this.pages = pages;
        this.items = items;
        this.showing = showing;
        this.conditions = conditions;
        this.counting = counting;
        this.trying = trying;
        this.verdicts = verdicts;
        this.messages = messages;
    }

    @GetMapping
    String all(Model model, Locale locale) {
        model.addAttribute("lines", pages.lines(shown.required(), locale));
        model.addAttribute("gone", items.gone(ItemKind.SEGMENT));
        return "segments/all";
    }

    @GetMapping("/new")
    String fresh(Model model, Locale locale) {
        model.addAttribute("values", Map.of());
        return page(shown.required(), null, null, model, locale);
    }

    @PostMapping
    String create(@RequestParam MultiValueMap<String, String> fields, Model model, Locale locale) {
        var plan = shown.required();
        var form = conditions.read(fields, WHEN);
        var typed = typed(fields, form);
        if (form.presses()) {
            model.addAttribute("values", typed);
            return page(plan, null, form, model, locale);
        }
        var view =
                items.create(
                        ItemPlace.list(ItemKind.SEGMENT, null),
                        typed,
                        "segment",
                        PAGE,
                        "segments.created",
                        model);
        return again(view, null, form, model, locale);
    }

    @GetMapping("/{key}")
    String one(@PathVariable String key, Model model, Locale locale) {
        return page(shown.required(), key, null, model, locale);
    }

    @PostMapping("/{key}")
    String change(
            @PathVariable String key,
            @RequestParam long version,
            @RequestParam MultiValueMap<String, String> fields,
            Model model,
            Locale locale) {
        var plan = shown.required();
        var form = conditions.read(fields, WHEN);
        var typed = typed(fields, form);
        model.addAttribute("version", version);
        if (form.presses()) {
            model.addAttribute("values", typed);
            return page(plan, key, form, model, locale);
        }
        var view = items.save(place(key), version, typed, PAGE, "segments.saved", model);
        return again(view, key, FormModel.mistakes(model).isEmpty() ? null : form, model, locale);
    }

    @PostMapping("/{key}/copy")
    String duplicate(@PathVariable String key) {
        return items.copy(place(key), "segments.copied");
    }

    @PostMapping("/{key}/archival")
    String archive(@PathVariable String key, @RequestParam long version) {
        return items.archive(place(key), version, "segments.archived");
    }

    /** The count alone, while it is computed. */
    @GetMapping("/{key}/audience")
    String audience(@PathVariable String key, Model model, Locale locale) {
        counted(shown.required(), key, model, locale);
        return "segments/one :: audience";
    }

    @PostMapping("/{key}/audience")
    String recount(
            @PathVariable String key,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            Model model,
            Locale locale) {
        var plan = shown.required();
        counting.recompute(plan, new AudienceSubject.Segment(key));
        if (htmx == null) {
            return "redirect:/segments/" + key;
        }
        counted(plan, key, model, locale);
        return "segments/one :: audience";
    }

    /** Whether a contact is in the segment as it is kept, and which part fails. */
    @PostMapping("/{key}/trial")
    String trial(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String contact,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            Model model,
            Locale locale) {
        var plan = shown.required();
        model.addAttribute("asked", contact.strip());
        plan.segments().stream()
                .filter(segment -> segment.key().equals(key))
                .findFirst()
                .flatMap(segment -> trying.of(contact.strip(), key, plan))
                .ifPresent(
                        trial -> {
                            model.addAttribute("trial", trial);
                            model.addAttribute(
                                    "lines",
                                    verdicts.of(trial.verdict(), Names.of(plan), locale).parts());
                        });
        if (htmx == null) {
            return page(plan, key, null, model, locale);
        }
        model.addAttribute("key", key);
        return "segments/one :: trial";
    }

    /** The page again where the answer asks for it; it is elsewhere that a saved one goes on. */
    private String again(
            String view,
            @Nullable String key,
            @Nullable ConditionForm form,
            Model model,
            Locale locale) {
        return view.equals(PAGE) ? page(shown.required(), key, form, model, locale) : view;
    }

    private String page(
            PlanDocument plan,
            @Nullable String key,
            @Nullable ConditionForm form,
            Model model,
            Locale locale) {
        if (key != null) {
            showing.fill(plan.plan().key(), place(key), model);
        }
        var mistakes = FormModel.mistakes(model);
        model.addAttribute(
                "when",
                form == null
                        ? conditions.show(
                                FormModel.values(model).get(WHEN), WHEN, plan, mistakes, locale)
                        : conditions.show(form, plan, mistakes, locale));
        model.addAttribute("key", key);
        model.addAttribute("heading", heading(plan, key, locale));
        if (key != null) {
            counted(plan, key, model, locale);
            model.addAttribute("uses", ItemLink.of(Uses.of(plan, "segment").of(key)));
        }
        return PAGE;
    }

    private String heading(PlanDocument plan, @Nullable String key, Locale locale) {
        return plan.segments().stream()
                .filter(segment -> segment.key().equals(key))
                .map(Segment::name)
                .findFirst()
                .orElseGet(() -> messages.getMessage("segments.new", null, locale));
    }

    private void counted(PlanDocument plan, String key, Model model, Locale locale) {
        plan.segments().stream()
                .filter(segment -> segment.key().equals(key))
                .findFirst()
                .ifPresent(
                        segment ->
                                model.addAttribute("line", pages.line(plan, segment, 0, locale)));
    }

    private static Map<String, Object> typed(
            MultiValueMap<String, String> fields, ConditionForm form) {
        var tree =
                new LinkedHashMap<>(
                        FormTree.of(ConditionForm.without(fields, WHEN)).without("_csrf").tree());
        tree.put(WHEN, form.tree());
        return tree;
    }

    private static ItemPlace place(String key) {
        return ItemPlace.of(ItemKind.SEGMENT, key);
    }
}
