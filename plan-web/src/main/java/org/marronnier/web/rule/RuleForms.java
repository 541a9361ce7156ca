package org.marronnier.web.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.Mistake;
import org.marronnier.domain.document.Part;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.web.condition.Names;
import org.marronnier.web.condition.RuleSentences;
import org.marronnier.web.condition.Sentence;
import org.marronnier.web.editing.FormModel;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;

/** The forms of rules: what they say, what they offer, and what that is in words. */
@Component
final class RuleForms {

    private static final String PAUSED = "paused";

    private final RuleSentences sentences;
    private final MessageSource messages;

    RuleForms(RuleSentences sentences, MessageSource messages) {
        this.sentences = sentences;
        this.messages = messages;
    }

    /** What the fields of a form say; the other way round where its switch was pressed. */
    static Map<String, Object> tree(RuleKind kind, MultiValueMap<String, String> fields) {
        var tree =
                switch (kind) {
                    case PRESSURE -> PressureForm.tree(fields);
                    case QUIET -> QuietForm.tree(fields);
                };
        return fields.containsKey("_switch") ? switched(tree) : tree;
    }

    /** A rule that is switched off where it was on, and on where it was off. */
    static Map<String, Object> switched(Map<String, Object> tree) {
        var other = new LinkedHashMap<>(tree);
        if (Boolean.TRUE.equals(other.remove(PAUSED))) {
            return other;
        }
        other.put(PAUSED, true);
        return other;
    }

    /** A tree with its key, where it has none yet. */
    static Map<String, Object> keyed(Map<String, Object> tree, String key) {
        var whole = new LinkedHashMap<>(tree);
        whole.putIfAbsent("key", key);
        return whole;
    }

    /** Fills the model with what the form of a rule shows besides its values. */
    void offer(
            RuleKind kind,
            PlanDocument plan,
            @Nullable MultiValueMap<String, String> typed,
            Model model,
            Locale locale) {
        var values = FormModel.values(model);
        var options = new RuleOptions(messages, locale);
        model.addAttribute("kind", kind.word());
        options.scope(model);
        switch (kind) {
            case PRESSURE -> {
                options.pressure(plan, model);
                model.addAttribute("window", PressureForm.window(values));
                model.addAttribute("restrictsTags", PressureForm.tags(values, "restricts"));
                model.addAttribute("countsTags", PressureForm.tags(values, "counts"));
                model.addAttribute("specials", PressureForm.specials(values));
                model.addAttribute("kept", PressureForm.kept(values));
                model.addAttribute("where", PressureForm.where(values));
            }
            case QUIET -> {
                options.quiet(model);
                model.addAttribute("pattern", QuietForm.pattern(values, typed));
            }
        }
        sentence(kind, keyed(values, "new"), plan, locale)
                .ifPresent(sentence -> model.addAttribute("sentence", sentence));
    }

    /** What a rule says, with the parts that are edited in place; nothing where it is not whole. */
    Optional<Sentence> sentence(
            RuleKind kind, Map<String, Object> tree, PlanDocument plan, Locale locale) {
        return switch (kind) {
            case PRESSURE ->
                    Part.PRESSURE_RULE
                            .find(tree, _ -> {})
                            .map(rule -> sentences.edited(rule, Names.of(plan), locale));
            case QUIET ->
                    Part.QUIET_PERIOD
                            .find(tree, _ -> {})
                            .map(period -> sentences.edited(period, Names.of(plan), locale));
        };
    }

    /** Whether a tree is such a rule; what is wrong with it is told. */
    static boolean isWhole(RuleKind kind, Map<String, Object> tree, Consumer<List<Mistake>> tell) {
        return switch (kind) {
            case PRESSURE -> Part.PRESSURE_RULE.find(tree, tell).isPresent();
            case QUIET -> Part.QUIET_PERIOD.find(tree, tell).isPresent();
        };
    }

    /** A tree as the document writes such a rule; nothing where it is none. */
    static Optional<Map<String, Object>> normal(RuleKind kind, Map<String, Object> tree) {
        return switch (kind) {
            case PRESSURE ->
                    Part.PRESSURE_RULE
                            .find(tree, _ -> {})
                            .map(rule -> written(Part.PRESSURE_RULE, rule));
            case QUIET ->
                    Part.QUIET_PERIOD
                            .find(tree, _ -> {})
                            .map(period -> written(Part.QUIET_PERIOD, period));
        };
    }

    @SuppressWarnings("unchecked") // an object is always written as a map by field name
    private static <T> Map<String, Object> written(Part<T> part, T value) {
        return (Map<String, Object>) part.write(value);
    }
}
