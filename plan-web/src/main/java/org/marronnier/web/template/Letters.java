package org.marronnier.web.template;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.contact.ContactLine;
import org.marronnier.domain.contact.Contacts;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.template.Template;
import org.marronnier.web.contact.ContactWords;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** A template that is being written, as a contact of the reader's choice would get it. */
@Component
final class Letters {

    private static final int SHOWN = 6;

    private final Contacts contacts;
    private final ContactWords words;
    private final WritingPreviews previews;
    private final MessageSource messages;

    Letters(
            Contacts contacts,
            ContactWords words,
            WritingPreviews previews,
            MessageSource messages) {
        this.contacts = contacts;
        this.words = words;
        this.previews = previews;
        this.messages = messages;
    }

    /** A contact to choose. */
    record Found(String externalId, String name) {}

    /**
     * @param letter null where there is none to see
     * @param note why there is none
     */
    record View(
            @Nullable WrittenLetter letter,
            @Nullable String note,
            String search,
            List<Found> found) {}

    /**
     * @param contact the external id of the contact; null for the first that the search finds
     * @param search the beginning of a name or an address; empty for anybody
     */
    View of(
            PlanDocument plan,
            Map<String, Object> typed,
            @Nullable String contact,
            String search,
            Locale locale) {
        var found = contacts.search(search, null, SHOWN).lines().stream().map(this::found).toList();
        var offered = search.isBlank() ? List.<Found>of() : found;
        var reader =
                Optional.ofNullable(contact)
                        .flatMap(contacts::find)
                        .or(
                                () ->
                                        found.stream()
                                                .findFirst()
                                                .flatMap(one -> contacts.find(one.externalId())));
        if (reader.isEmpty()) {
            return new View(
                    null,
                    messages.getMessage("campaign.preview.none", null, locale),
                    search,
                    offered);
        }
        return previews.write(
                plan,
                draft(typed),
                reader.get(),
                locale,
                letter -> new View(letter, null, search, offered),
                why -> new View(null, why, search, offered));
    }

    private Found found(ContactLine line) {
        return new Found(
                line.externalId(),
                words.name(line.firstName(), line.lastName(), line.externalId()));
    }

    /** The template as far as it is typed. */
    private static Template draft(Map<String, Object> typed) {
        return new Template(
                "draft",
                channel(text(typed, "channel")),
                text(typed, "locale"),
                text(typed, "sender"),
                text(typed, "subject"),
                text(typed, "html"),
                text(typed, "text"),
                typed.get("variants") instanceof List<?> variants
                        ? variants.stream().flatMap(one -> variant(one).stream()).toList()
                        : List.of());
    }

    private static Optional<Template.Variant> variant(@Nullable Object tree) {
        return tree instanceof Map<?, ?> variant && text(variant, "locale") instanceof String locale
                ? Optional.of(
                        new Template.Variant(
                                locale,
                                text(variant, "subject"),
                                text(variant, "html"),
                                text(variant, "text")))
                : Optional.empty();
    }

    private static Channel channel(@Nullable String name) {
        for (var channel : Channel.values()) {
            if (channel.name().equals(name)) {
                return channel;
            }
        }
        return Channel.EMAIL;
    }

    private static @Nullable String text(Map<?, ?> tree, String name) {
        return tree.get(name) instanceof String text ? text : null;
    }
}
