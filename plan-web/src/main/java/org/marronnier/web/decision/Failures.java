package org.marronnier.web.decision;

import java.util.Locale;
import org.marronnier.web.shell.Saying;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Why a message failed, as its channel said it: in words, and what the other side answered. */
@Component
public final class Failures {

    private final MessageSource messages;

    Failures(MessageSource messages) {
        this.messages = messages;
    }

    /**
     * @param failure a word, and more behind a colon or a comma
     */
    public String of(String failure, Locale locale) {
        var saying = new Saying(messages, locale);
        var end = 0;
        while (end < failure.length() && isOfWord(failure.charAt(end))) {
            end++;
        }
        var detail = failure.substring(end).replaceFirst("^[:,]\\s*", "");
        var word = saying.known("failure." + failure.substring(0, end));
        if (word.isEmpty()) {
            return failure;
        }
        return detail.isEmpty() ? word.get() : saying.say("failure.detail", word.get(), detail);
    }

    private static boolean isOfWord(char letter) {
        return Character.isUpperCase(letter) || Character.isDigit(letter) || letter == '_';
    }
}
