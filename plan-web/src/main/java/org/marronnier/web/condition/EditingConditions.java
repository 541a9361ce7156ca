package org.marronnier.web.condition;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.SeenFacts;
import org.marronnier.domain.document.PlanDocument;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/**
 * Conditions in forms. A page shows {@code part/condition :: editor} with a {@link
 * ConditionEditor}, reads what was sent with {@link #read} and puts its tree into the item's.
 */
@Component
public final class EditingConditions {

    /** The condition changed, and the focus stays where it is. */
    private static final String NOWHERE = "-";

    private final SeenFacts facts;
    private final MessageSource messages;

    EditingConditions(SeenFacts facts, MessageSource messages) {
        this.facts = facts;
        this.messages = messages;
    }

    /** The editor of a condition of the document; of everybody, where there is none. */
    public ConditionEditor show(
            @Nullable Object tree,
            String prefix,
            PlanDocument plan,
            Map<String, String> mistakes,
            Locale locale) {
        return editor(NodeReader.root(tree), prefix, "", plan, mistakes, locale);
    }

    /**
     * The editor with what was typed.
     *
     * @param mistakes sentences by the path of the document, beginning with the prefix
     */
    public ConditionEditor show(
            ConditionForm form, PlanDocument plan, Map<String, String> mistakes, Locale locale) {
        var focus = form.focus().isEmpty() ? NOWHERE : form.focus();
        return editor(form.root(), form.prefix(), focus, plan, mistakes, locale);
    }

    /** What a form says under a prefix; of everybody, where it says nothing. */
    public ConditionForm read(MultiValueMap<String, String> fields, String prefix) {
        return ConditionForm.of(fields, prefix, facts.seen());
    }

    private ConditionEditor editor(
            Node.Group root,
            String prefix,
            String focus,
            PlanDocument plan,
            Map<String, String> mistakes,
            Locale locale) {
        var choices = new Choices(plan, facts.seen(), new Wording(messages, locale));
        return new EditorWriter(prefix, choices, mistakes, new Wording(messages, locale))
                .write(root, focus);
    }
}
