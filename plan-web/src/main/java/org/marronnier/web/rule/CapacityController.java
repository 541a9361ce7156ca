package org.marronnier.web.rule;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.user.Role;
import org.marronnier.web.editing.Answer;
import org.marronnier.web.editing.Answering;
import org.marronnier.web.editing.EditingItem;
import org.marronnier.web.editing.Editor;
import org.marronnier.web.editing.FormTree;
import org.marronnier.web.editing.ItemPages;
import org.marronnier.web.security.For;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What channels carry in a day, on the page of all rules. */
@Controller
@RequestMapping("/rules/capacity/{channel}")
@For(Role.ADMIN)
class CapacityController {

    private static final String PER_DAY = "perDay";

    private final ItemPages pages;
    private final EditingItem editing;
    private final Answering answering;
    private final ShowingRules showing;
    private final TryingRule trying;

    CapacityController(
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

    /** How many messages it carries; as many as there are where left blank. */
    @PostMapping
    String keep(
            @PathVariable Channel channel,
            @RequestParam long version,
            @RequestParam MultiValueMap<String, String> fields) {
        return answering.onward(
                keep(pages.plan(), channel, version, typed(fields)), "/rules", "editing.saved");
    }

    /** What a number would have held back; nothing is kept. */
    @PostMapping(params = "_try")
    String attempt(
            @PathVariable Channel channel,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request,
            Model model,
            Locale locale) {
        var plan = pages.plan();
        trying.ask(plan, tree(channel, typed(fields)), model);
        model.addAttribute("carrying", channel);
        model.addAttribute("carried", fields.getFirst(PER_DAY));
        showing.fill(plan, null, model, locale);
        return ItemPages.view(request, RulesController.VIEW, RulesController.PART, model);
    }

    private Answer keep(
            PlanDocument plan, Channel channel, long version, Map<String, Object> typed) {
        var key = plan.plan().key();
        var place = ItemPlace.of(ItemKind.CAPACITY, channel.name());
        var now = editing.find(plan, place);
        var tree = tree(channel, typed);
        if (now.isEmpty()) {
            return typed.isEmpty()
                    ? new Answer.NotAllowed("rules.capacity.blank")
                    : editing.create(Editor.current(), key, place, tree);
        }
        return typed.isEmpty()
                ? editing.archive(Editor.current(), key, place, version)
                : editing.change(Editor.current(), key, place, version, tree);
    }

    private static Map<String, Object> typed(MultiValueMap<String, String> fields) {
        return FormTree.of(fields).numbers(PER_DAY).tree();
    }

    private static Map<String, Object> tree(Channel channel, Map<String, Object> typed) {
        var tree = new LinkedHashMap<>(typed);
        tree.put("channel", channel.name());
        return tree;
    }
}
