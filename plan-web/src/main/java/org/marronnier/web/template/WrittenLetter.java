package org.marronnier.web.template;

import org.jspecify.annotations.Nullable;

/**
 * A template as one contact gets it.
 *
 * @param name what the contact is called
 * @param language of the content, as a language tag
 * @param html null where the message has text alone
 */
public record WrittenLetter(
        String contact,
        String name,
        @Nullable String subject,
        String sender,
        String language,
        @Nullable String html,
        String text) {}
