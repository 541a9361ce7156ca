package org.marronnier.domain.template;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;

/**
 * What a message says, with merge fields such as <code>{{firstName}}</code>.
 *
 * @param locale the language of its own content; null for the plan's
 * @param variants what it says in other languages
 */
public record Template(
        String key,
        Channel channel,
        @Nullable String locale,
        @Nullable String sender,
        @Nullable String subject,
        @Nullable String html,
        @Nullable String text,
        List<Variant> variants) {

    public Template {
        variants = List.copyOf(variants);
    }

    /** A template in one language. */
    public Template(
            String key,
            Channel channel,
            @Nullable String locale,
            @Nullable String sender,
            @Nullable String subject,
            @Nullable String html,
            @Nullable String text) {
        this(key, channel, locale, sender, subject, html, text, List.of());
    }

    /** What the message says in another language. */
    public record Variant(
            String locale,
            @Nullable String subject,
            @Nullable String html,
            @Nullable String text) {}

    /**
     * The content for whoever speaks a language: the variant of that very language tag, else of the
     * same language, else the template's own.
     *
     * @param language a language tag such as {@code fr} or {@code fr-FR}, in whatever case; null or
     *     anything else for the template's own
     */
    public Template inLanguage(@Nullable String language) {
        if (language == null || language.isBlank() || variants.isEmpty()) {
            return this;
        }
        var wanted = Locale.forLanguageTag(language.strip().replace('_', '-'));
        if (wanted.equals(tag(locale))) {
            return this;
        }
        return variants.stream()
                .filter(variant -> wanted.equals(tag(variant.locale())))
                .findFirst()
                .or(
                        () ->
                                isOf(wanted, locale)
                                        ? Optional.empty()
                                        : variants.stream()
                                                .filter(variant -> isOf(wanted, variant.locale()))
                                                .findFirst())
                .map(this::with)
                .orElse(this);
    }

    private Template with(Variant variant) {
        return new Template(
                key,
                channel,
                variant.locale(),
                sender,
                variant.subject() == null ? subject : variant.subject(),
                variant.html(),
                variant.text(),
                variants);
    }

    private static boolean isOf(Locale wanted, @Nullable String locale) {
        return locale != null
                && !wanted.getLanguage().isEmpty()
                && tag(locale).getLanguage().equals(wanted.getLanguage());
    }

    private static Locale tag(@Nullable String locale) {
        return locale == null ? Locale.ROOT : Locale.forLanguageTag(locale);
    }
}
