package org.marronnier.web.campaign;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What the choices of a filter are called. */
@Component("filters")
public final class FilterWords {

    private final MessageSource messages;

    FilterWords(MessageSource messages) {
        this.messages = messages;
    }

    /**
     * @param word null for any
     */
    public String name(String parameter, @Nullable String word, Locale locale) {
        if (word == null) {
            return messages.getMessage("filter.any", null, locale);
        }
        var key =
                parameter.equals("status")
                        ? "status." + word
                        : parameter + "." + word.toUpperCase(Locale.ROOT);
        return messages.getMessage(key, null, locale);
    }
}
