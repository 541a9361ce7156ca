package org.marronnier.web.condition;

import java.util.Locale;
import java.util.Optional;
import org.marronnier.web.shell.Saying;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * What events are called where they stand alone. A type that has no name is said by the words of
 * its key.
 */
@Component("eventWords")
public final class EventWords {

    private final MessageSource messages;

    EventWords(MessageSource messages) {
        this.messages = messages;
    }

    /** One event of a type, such as "purchase". */
    public String name(String type, Locale locale) {
        return known(type, "one", new Saying(messages, locale)).orElseGet(() -> plain(type));
    }

    /**
     * The name of a type.
     *
     * @param form one or other; or gender, by which some languages say what stands beside it
     */
    static Optional<String> known(String type, String form, Saying saying) {
        return saying.known("condition.event." + type + "." + form);
    }

    /** The words of a key: {@code quote-requested} is quote requested. */
    static String plain(String type) {
        var words = type.replaceAll("[-_.:/]+", " ").strip();
        return words.isEmpty() ? type : words;
    }
}
