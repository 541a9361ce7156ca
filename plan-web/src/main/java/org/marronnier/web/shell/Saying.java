package org.marronnier.web.shell;

import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;

/** The messages of one language. */
public record Saying(MessageSource messages, Locale locale) {

    /**
     * The message of a key, with facts in its places.
     *
     * @throws org.springframework.context.NoSuchMessageException where there is none
     */
    public String say(String key, Object... facts) {
        return messages.getMessage(key, facts.length == 0 ? null : facts, locale);
    }

    /** The message of a key, where there is one. */
    public Optional<String> known(String key) {
        return Optional.ofNullable(messages.getMessage(key, null, null, locale));
    }
}
