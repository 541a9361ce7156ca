package org.marronnier.web.template;

import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Uses;
import org.marronnier.domain.user.Role;
import org.marronnier.web.editing.Answer;
import org.marronnier.web.editing.Answering;
import org.marronnier.web.editing.EditingItem;
import org.marronnier.web.editing.Editor;
import org.marronnier.web.editing.ItemPages;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
@RequestMapping("/templates")
@For(Role.MARKETER)
class TemplateController {

    private static final String PAGE = ShowingTemplate.PAGE;

    private final ShownPlan shown;
    private final EditingItem editing;
    private final ItemPages items;
    private final ShowingTemplate showing;
    private final Answering answering;
    private final MergeFieldCheck fields;

    TemplateController(
            ShownPlan shown,
            EditingItem editing,
            ItemPages items,
            ShowingTemplate showing,
            Answering answering,
            MergeFieldCheck fields) {
        this.shown = shown;
        this.editing = editing;
        this.items = items;
        this.showing = showing;
        this.answering = answering;
        this.fields = fields;
    }

    /** A template in one line. */
    record Line(
            String key,
            Channel channel,
            @Nullable String subject,
            List<String> languages,
            int uses) {}

    @GetMapping
    String all(Model model) {
        model.addAttribute("lines", lines(shown.required()));
        model.addAttribute("gone", items.gone(ItemKind.TEMPLATE));
        return "templates/all";
    }

    @GetMapping("/new")
    String fresh(HttpSession session, Model model, Locale locale) {
        model.addAttribute("values", Map.of("channel", "EMAIL"));
        return showing.page(shown.required(), null, session, model, locale);
    }

    @PostMapping
    String create(
            @RequestParam MultiValueMap<String, String> form,
            HttpSession session,
            Model model,
            Locale locale) {
        var plan = shown.required();
        var typed = TemplateForm.tree(form);
        if (TemplateForm.pressed(form, typed, model)) {
            return showing.page(plan, null, session, model, locale);
        }
        var key =
                editing.freshKey(
                        plan,
                        ItemPlace.list(ItemKind.TEMPLATE, null),
                        String.valueOf(typed.getOrDefault("key", "")),
                        "message");
        typed.put("key", key);
        var answer =
                checked(
                        typed,
                        () ->
                                editing.create(
                                        Editor.current(), plan.plan().key(), place(key), typed));
        var view =
                answering.view(
                        answer, typed, "/templates/" + key, PAGE, "templates.created", model);
        return again(view, null, session, model, locale);
    }

    @GetMapping("/{key}")
    String one(@PathVariable String key, HttpSession session, Model model, Locale locale) {
        return showing.page(shown.required(), key, session, model, locale);
    }

    @PostMapping("/{key}")
    String change(
            @PathVariable String key,
            @RequestParam long version,
            @RequestParam MultiValueMap<String, String> form,
            HttpSession session,
            Model model,
            Locale locale) {
        var plan = shown.required();
        var typed = TemplateForm.tree(form);
        typed.put("key", key);
        model.addAttribute("version", version);
        if (TemplateForm.pressed(form, typed, model)) {
            return showing.page(plan, key, session, model, locale);
        }
        var answer =
                checked(
                        typed,
                        () ->
                                editing.change(
                                        Editor.current(),
                                        plan.plan().key(),
                                        place(key),
                                        version,
                                        typed));
        var view =
                answering.view(answer, typed, "/templates/" + key, PAGE, "templates.saved", model);
        return again(view, key, session, model, locale);
    }

    @PostMapping("/{key}/copy")
    String duplicate(@PathVariable String key) {
        return items.copy(place(key), "templates.copied");
    }

    @PostMapping("/{key}/archival")
    String archive(@PathVariable String key, @RequestParam long version) {
        return items.archive(place(key), version, "templates.archived");
    }

    private Answer checked(Map<String, Object> typed, Supplier<Answer> keeping) {
        var mistakes = fields.mistakes(typed);
        return mistakes.isEmpty() ? keeping.get() : new Answer.Refused(mistakes);
    }

    private String again(
            String view, @Nullable String key, HttpSession session, Model model, Locale locale) {
        return view.equals(PAGE)
                ? showing.page(shown.required(), key, session, model, locale)
                : view;
    }

    private static List<Line> lines(PlanDocument plan) {
        var uses = Uses.of(plan, "template");
        return plan.templates().stream()
                .map(
                        template -> {
                            var languages = new ArrayList<String>();
                            languages.add(
                                    template.locale() == null
                                            ? plan.plan().locale().toLanguageTag()
                                            : template.locale());
                            template.variants().forEach(variant -> languages.add(variant.locale()));
                            return new Line(
                                    template.key(),
                                    template.channel(),
                                    template.subject(),
                                    languages,
                                    uses.of(template.key()).size());
                        })
                .toList();
    }

    private static ItemPlace place(String key) {
        return ItemPlace.of(ItemKind.TEMPLATE, key);
    }
}
