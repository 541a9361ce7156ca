package org.marronnier.web.rule;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.user.Role;
import org.marronnier.web.editing.Answer;
import org.marronnier.web.editing.Answering;
import org.marronnier.web.editing.EditingItem;
import org.marronnier.web.editing.Editor;
import org.marronnier.web.editing.FormModel;
import org.marronnier.web.editing.ItemPages;
import org.marronnier.web.security.For;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * All rules as sentences whose parts are edited in place. What is typed is tried on the past first,
 * and kept when the user says so.
 */
@Controller
@RequestMapping("/rules")
@For(Role.MARKETER)
class RulesController {

    private static final String PAGE = "/rules";
    static final String VIEW = "rules/all";
    static final String PART = "rules/all :: rules";

    private final ItemPages pages;
    private final EditingItem editing;
    private final Answering answering;
    private final ShowingRules showing;
    private final TryingRule trying;

    RulesController(
            ItemPages pages,
            EditingItem editing,
            Answering answering,
            ShowingRules showing,
            TryingRule trying) {
        this.pages = pages;
        this.editing = editing;
        this.answering = answering;
        this.showing = showing;
        this.trying = trying;
    }

    /** All of them; one with the fields of a part open, where an administrator asks for it. */
    @GetMapping
    String all(
            @RequestParam(defaultValue = "") String edit,
            @RequestParam(defaultValue = "") String part,
            @RequestParam(defaultValue = "") String focus,
            HttpServletRequest request,
            Model model,
            Locale locale) {
        var plan = pages.plan();
        model.addAttribute("focus", focus);
        showing.fill(plan, asked(plan, edit, part), model, locale);
        return ItemPages.view(request, VIEW, PART, model);
    }

    /** What a rule would say and would have held back; nothing is kept yet. */
    @PostMapping("/{kind}/{key}/draft")
    @For(Role.ADMIN)
    String draft(
            @PathVariable String kind,
            @PathVariable String key,
            @RequestParam(name = "_part", defaultValue = "") String next,
            @RequestParam(name = "_open", defaultValue = "") String opened,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request,
            Model model,
            Locale locale) {
        var plan = pages.plan();
        var rule = known(kind);
        var typed = RuleForms.tree(rule, fields);
        var place = rule.place(key);
        if (editing.find(plan, place).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        var isWhole = trying.ask(rule, plan, key, typed, model);
        var open = new OpenRule(rule, key, isWhole ? next : opened, fields, typed);
        model.addAttribute("draft", true);
        model.addAttribute("opened", opened);
        showing.fill(plan, open, model, locale);
        return ItemPages.view(request, VIEW, PART, model);
    }

    /** What it would mean to switch a rule off, or on again; nothing is kept yet. */
    @PostMapping("/{kind}/{key}/switch")
    @For(Role.ADMIN)
    String flip(
            @PathVariable String kind,
            @PathVariable String key,
            HttpServletRequest request,
            Model model,
            Locale locale) {
        var plan = pages.plan();
        var rule = known(kind);
        var item =
                editing.find(plan, rule.place(key))
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var flipped = RuleForms.switched(item.working());
        trying.ask(rule, plan, key, flipped, model);
        model.addAttribute("draft", true);
        model.addAttribute("opened", "");
        showing.fill(plan, new OpenRule(rule, key, "", null, flipped), model, locale);
        return ItemPages.view(request, VIEW, PART, model);
    }

    /** What the rules did lately, once it is counted. */
    @GetMapping("/effects")
    String effects(Model model) {
        showing.effects(pages.plan(), model);
        return "rules/effects :: effects";
    }

    /** Keeps what a rule is to say. */
    @PostMapping("/{kind}/{key}/application")
    @For(Role.ADMIN)
    String apply(
            @PathVariable String kind,
            @PathVariable String key,
            @RequestParam(name = "_open", defaultValue = "") String opened,
            @RequestParam long version,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request,
            Model model,
            Locale locale) {
        var rule = known(kind);
        var typed = RuleForms.tree(rule, fields);
        var answer =
                editing.change(
                        Editor.current(),
                        pages.plan().plan().key(),
                        rule.place(key),
                        version,
                        typed);
        var view = answering.view(answer, typed, PAGE, PART, "editing.saved", model);
        if (!view.equals(PART)) {
            return view;
        }
        var plan = pages.plan();
        var isSaved = answer instanceof Answer.Saved;
        model.addAttribute("focus", isSaved ? kind + ":" + key : "");
        if (!isSaved) {
            model.addAttribute("draft", true);
        }
        showing.fill(
                plan,
                isSaved ? null : new OpenRule(rule, key, opened, fields, FormModel.values(model)),
                model,
                locale);
        return ItemPages.view(request, VIEW, PART, model);
    }

    /** How a trial stands, until it is done. */
    @GetMapping("/impacts/{id:\\d+}")
    String impact(@PathVariable long id, HttpServletRequest request, Model model) {
        model.addAttribute(
                "impact",
                trying.find(id, pages.plan())
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        return ItemPages.view(request, "rules/impact", "rules/impact :: impact", model);
    }

    /** The rule of a link such as {@code pressure:promo-week}, where its part may be edited. */
    private @Nullable OpenRule asked(PlanDocument plan, String edit, String part) {
        var colon = edit.indexOf(':');
        var kind = colon < 0 ? null : RuleKind.of(edit.substring(0, colon)).orElse(null);
        if (kind == null
                || !kind.parts().contains(part)
                || !Editor.current().mayEdit(kind.item())
                || !plan.keys(kind.item(), null).contains(edit.substring(colon + 1))) {
            return null;
        }
        return new OpenRule(kind, edit.substring(colon + 1), part, null, null);
    }

    private static RuleKind known(String word) {
        return RuleKind.of(word)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
