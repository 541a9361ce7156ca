package org.marronnier.web.template;

import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.contact.Contact;
import org.marronnier.domain.convention.Conventions.Sender;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.template.Template;
import org.marronnier.engine.template.Rendered;
import org.marronnier.engine.template.Rendering;
import org.marronnier.store.outbox.ContactFields;
import org.marronnier.web.contact.ContactWords;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Writes templates for a contact, without sending anything. */
@Component
public final class WritingPreviews {

    private final ContactFields fields;
    private final ContactWords words;
    private final MessageSource messages;

    WritingPreviews(ContactFields fields, ContactWords words, MessageSource messages) {
        this.fields = fields;
        this.words = words;
        this.messages = messages;
    }

    /**
     * The letter, or why there is none, as a sentence.
     *
     * @param letter what to make of the letter
     * @param none what to make of the sentence
     */
    public <T> T write(
            PlanDocument plan,
            Template template,
            Contact contact,
            Locale locale,
            Function<WrittenLetter, T> letter,
            Function<String, T> none) {
        var values = fields.of(contact.externalId()).orElseThrow();
        return switch (Rendering.render(template, values)) {
            case Rendered.Message(var subject, var html, var text) ->
                    letter.apply(
                            new WrittenLetter(
                                    contact.externalId(),
                                    words.name(
                                            contact.firstName(),
                                            contact.lastName(),
                                            contact.externalId()),
                                    subject,
                                    sender(plan, template),
                                    language(plan, template, values.get("language")),
                                    html,
                                    text));
            case Rendered.Unwritable(var mistake, var detail) ->
                    none.apply(
                            messages.getMessage(
                                    "campaign.preview." + mistake, new Object[] {detail}, locale));
        };
    }

    private static String language(PlanDocument plan, Template template, @Nullable String spoken) {
        var locale = template.inLanguage(spoken).locale();
        return locale == null ? plan.plan().locale().toLanguageTag() : locale;
    }

    private static String sender(PlanDocument plan, Template template) {
        return plan.conventions().senders().stream()
                .filter(sender -> sender.key().equals(template.sender()))
                .findFirst()
                .map(WritingPreviews::sender)
                .orElse("");
    }

    private static String sender(Sender sender) {
        return Stream.of(sender.name(), sender.address())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" · "));
    }
}
