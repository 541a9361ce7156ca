package org.marronnier.web.rule;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.user.Role;
import org.marronnier.web.condition.Names;
import org.marronnier.web.condition.RuleSentences;
import org.marronnier.web.condition.Sentence;
import org.marronnier.web.editing.Answer;
import org.marronnier.web.editing.Answering;
import org.marronnier.web.editing.EditedItem;
import org.marronnier.web.editing.EditingItem;
import org.marronnier.web.editing.Editor;
import org.marronnier.web.editing.FormTree;
import org.marronnier.web.editing.ItemPages;
import org.marronnier.web.security.For;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** All rules as sentences; what a channel carries in a day is set in place. */
@Controller
@RequestMapping("/rules")
@For(Role.MARKETER)
class RulesController {

    private static final String PAGE = "/rules";
    private static final String PER_DAY = "perDay";

    private final ItemPages pages;
    private final EditingItem editing;
    private final Answering answering;
    private final RuleSentences sentences;

    RulesController(
            ItemPages pages, EditingItem editing, Answering answering, RuleSentences sentences) {
        this.pages = pages;
        this.editing = editing;
        this.answering = answering;
        this.sentences = sentences;
    }

    /** A rule in words. */
    record Line(String key, @Nullable String name, Sentence sentence) {}

    /**
     * What a channel carries in a day.
     *
     * @param perDay null where nothing limits it
     * @param version zero where nothing does
     */
    record Carried(Channel channel, @Nullable Object perDay, long version) {}

    @GetMapping
    String all(Model model, Locale locale) {
        var plan = pages.plan();
        var names = Names.of(plan);
        model.addAttribute(
                "pressure",
                plan.pressure().stream()
                        .map(
                                rule ->
                                        new Line(
                                                rule.key(),
                                                rule.name(),
                                                sentences.of(rule, names, locale)))
                        .toList());
        model.addAttribute(
                "quiet",
                plan.quiet().stream()
                        .map(
                                period ->
                                        new Line(
                                                period.key(),
                                                null,
                                                sentences.of(period, names, locale)))
                        .toList());
        model.addAttribute(
                "capacities",
                Arrays.stream(Channel.values()).map(channel -> carried(plan, channel)).toList());
        model.addAttribute("gone", pages.gone(ItemKind.PRESSURE_RULE));
        model.addAttribute("goneQuiet", pages.gone(ItemKind.QUIET_PERIOD));
        return "rules/all";
    }

    /** How many messages a channel carries in a day; as many as there are where left blank. */
    @PostMapping("/capacity/{channel}")
    @For(Role.ADMIN)
    String carry(
            @PathVariable Channel channel,
            @RequestParam long version,
            @RequestParam MultiValueMap<String, String> fields) {
        var plan = pages.plan();
        var typed = FormTree.of(fields).numbers(PER_DAY).tree();
        return answering.onward(carry(plan, channel, version, typed), PAGE, "editing.saved");
    }

    private Answer carry(
            PlanDocument plan, Channel channel, long version, Map<String, Object> typed) {
        var key = plan.plan().key();
        var place = place(channel);
        var now = editing.find(key, place);
        var tree = new LinkedHashMap<>(typed);
        tree.put("channel", channel.name());
        if (now.isEmpty()) {
            return typed.isEmpty()
                    ? new Answer.NotAllowed("rules.capacity.blank")
                    : editing.create(Editor.current(), key, place, tree);
        }
        return typed.isEmpty()
                ? editing.archive(Editor.current(), key, place, version)
                : editing.change(Editor.current(), key, place, version, tree);
    }

    private Carried carried(PlanDocument plan, Channel channel) {
        var held = editing.find(plan.plan().key(), place(channel));
        return new Carried(
                channel,
                held.map(item -> item.tree().get(PER_DAY)).orElse(null),
                held.map(EditedItem::version).orElse(0L));
    }

    private static ItemPlace place(Channel channel) {
        return ItemPlace.of(ItemKind.CAPACITY, channel.name());
    }
}
