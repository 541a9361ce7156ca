package org.marronnier.web.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.PlanWriter;
import org.marronnier.domain.law.Legal;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.pack.LegalPacks;
import org.marronnier.web.editing.EditedItem;
import org.marronnier.web.editing.EditingItem;
import org.marronnier.web.editing.FormModel;
import org.marronnier.web.editing.ItemPages;
import org.marronnier.web.editing.PackItems;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Fills the model of the page of all rules. */
@Component
class ShowingRules {

    private final ItemPages pages;
    private final EditingItem editing;
    private final RuleForms forms;
    private final RuleEffects effects;

    ShowingRules(ItemPages pages, EditingItem editing, RuleForms forms, RuleEffects effects) {
        this.pages = pages;
        this.editing = editing;
        this.forms = forms;
        this.effects = effects;
    }

    /**
     * A word of a sentence.
     *
     * @param field the part that it is edited as; null where it is not
     * @param changed whether it says something else than what stands
     */
    record Word(String text, boolean value, @Nullable String field, boolean changed) {}

    /**
     * A rule in words.
     *
     * @param name null for one that has none
     * @param legal null for one that the brand sets itself
     * @param paused whether it is switched off, as it stands or as it is drafted
     * @param open whether it is edited just now
     */
    record Line(
            String kind,
            String key,
            @Nullable String name,
            List<Word> words,
            @Nullable Legal legal,
            boolean paused,
            boolean open) {

        /** What the rule is called among the effects of all. */
        public String id() {
            return kind + ":" + key;
        }

        /** Its name, or its key where it has none. */
        public String called() {
            return name == null ? key : name;
        }

        /** The field of the first part that is edited in place. */
        public @Nullable String first() {
            return words.stream()
                    .map(Word::field)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
    }

    /**
     * What a channel carries in a day.
     *
     * @param perDay null where nothing limits it
     * @param version zero where nothing does
     */
    record Carried(Channel channel, @Nullable Object perDay, long version) {}

    /** A pack, and how much of it the plan keeps. */
    record Kept(String key, int kept, int size) {}

    /** A channel and the regimes of its types. */
    record Regimes(Channel channel, List<String> regimes) {}

    /** What the rules did lately. */
    void effects(PlanDocument plan, Model model) {
        model.addAttribute("effects", effects.of(plan));
    }

    /** Fills it in; with the form of the rule that is edited, where there is one. */
    void fill(PlanDocument plan, @Nullable OpenRule open, Model model, Locale locale) {
        if (open != null) {
            open(plan, open, model, locale);
        }
        model.addAttribute("open", open);
        effects(plan, model);
        model.addAttribute(
                "pressure",
                plan.pressure().stream()
                        .map(
                                rule ->
                                        line(
                                                RuleKind.PRESSURE,
                                                rule.key(),
                                                rule.name(),
                                                rule.legal(),
                                                plan,
                                                open,
                                                model,
                                                locale))
                        .toList());
        model.addAttribute(
                "quiet",
                plan.quiet().stream()
                        .map(
                                period ->
                                        line(
                                                RuleKind.QUIET,
                                                period.key(),
                                                null,
                                                period.legal(),
                                                plan,
                                                open,
                                                model,
                                                locale))
                        .toList());
        model.addAttribute(
                "capacities",
                Arrays.stream(Channel.values()).map(channel -> carried(plan, channel)).toList());
        model.addAttribute(
                "packs",
                LegalPacks.all().stream()
                        .map(pack -> new Kept(pack.key(), PackItems.kept(plan, pack), pack.size()))
                        .toList());
        model.addAttribute("messageTypes", MessageType.values());
        model.addAttribute("regimes", regimes(plan));
        model.addAttribute("gone", pages.gone(ItemKind.PRESSURE_RULE));
        model.addAttribute("goneQuiet", pages.gone(ItemKind.QUIET_PERIOD));
    }

    private void open(PlanDocument plan, OpenRule open, Model model, Locale locale) {
        if (!model.containsAttribute("values")) {
            var values = open.values();
            model.addAttribute("values", values == null ? item(plan, open).working() : values);
        }
        if (!model.containsAttribute("version")) {
            var typed = open.typed();
            var version = typed == null ? null : typed.getFirst("version");
            model.addAttribute("version", version == null ? item(plan, open).version() : version);
        }
        forms.offer(open.kind(), plan, open.typed(), model, locale);
    }

    private EditedItem item(PlanDocument plan, OpenRule open) {
        return editing.find(plan, open.kind().place(open.key())).orElseThrow();
    }

    private Line line(
            RuleKind kind,
            String key,
            @Nullable String name,
            @Nullable Legal legal,
            PlanDocument plan,
            @Nullable OpenRule open,
            Model model,
            Locale locale) {
        var stands = PlanWriter.write(plan, kind.place(key)).orElse(Map.of());
        var isOpen = open != null && open.is(kind, key);
        var typed =
                isOpen
                        ? RuleForms.normal(kind, RuleForms.keyed(FormModel.values(model), key))
                        : null;
        var says = typed == null || typed.isEmpty() ? stands : typed.get();
        return new Line(
                kind.word(),
                key,
                name,
                forms.sentence(kind, says, plan, locale).orElseThrow().parts().stream()
                        .map(
                                part ->
                                        new Word(
                                                part.text(),
                                                part.value(),
                                                part.field(),
                                                kind.fields(part.field()).stream()
                                                        .anyMatch(
                                                                field ->
                                                                        !Objects.equals(
                                                                                says.get(field),
                                                                                stands.get(
                                                                                        field)))))
                        .toList(),
                legal,
                Boolean.TRUE.equals(says.get("paused")),
                isOpen);
    }

    private Carried carried(PlanDocument plan, Channel channel) {
        var held = editing.find(plan, ItemPlace.of(ItemKind.CAPACITY, channel.name()));
        return new Carried(
                channel,
                held.map(item -> item.tree().get("perDay")).orElse(null),
                held.map(EditedItem::version).orElse(0L));
    }

    private static List<Regimes> regimes(PlanDocument plan) {
        var typology = plan.conventions().typology();
        return Arrays.stream(Channel.values())
                .map(
                        channel ->
                                new Regimes(
                                        channel,
                                        Stream.of(MessageType.values())
                                                .map(type -> typology.regime(channel, type).name())
                                                .toList()))
                .toList();
    }
}
