package org.marronnier.web.shell;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** The messages of the product, in the languages it speaks. */
@Component
public final class Sayings {

    private final MessageSource messages;

    public Sayings(MessageSource messages) {
        this.messages = messages;
    }

    /**
     * The message of a key in a language, with facts in its places.
     *
     * @throws org.springframework.context.NoSuchMessageException where there is none
     */
    public String say(String key, Locale locale, Object... facts) {
        return in(locale).say(key, facts);
    }

    /** The same in the language of the request. */
    public String say(String key, Object... facts) {
        return in(LocaleContextHolder.getLocale()).say(key, facts);
    }

    public Saying in(Locale locale) {
        return new Saying(messages, locale);
    }
}
