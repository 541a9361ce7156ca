package org.marronnier.web.mistake;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.marronnier.domain.document.Mistake;
import org.marronnier.domain.telling.Phrase;
import org.marronnier.domain.telling.Telling;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Says what is told of a mistake in French or English. */
@Component("mistakes")
public final class MistakeSentences {

    private final MessageSource messages;
    private final List<FactWords> facts;

    MistakeSentences(MessageSource messages, List<FactWords> facts) {
        this.messages = messages;
        this.facts = facts;
    }

    /** In the language of the page that is made. */
    public String say(Telling telling) {
        return say(telling, LocaleContextHolder.getLocale());
    }

    public String say(Telling telling, Locale locale) {
        return telling.say(phrase -> words(phrase, locale), fact -> fact(fact, locale));
    }

    /** The sentences by path, as fields are marked; a path with several has them in a row. */
    public Map<String, String> byPath(Collection<Mistake> mistakes, Locale locale) {
        var byPath = new LinkedHashMap<String, String>();
        mistakes.forEach(
                mistake ->
                        byPath.merge(
                                mistake.path(),
                                say(mistake.telling(), locale),
                                (first, second) -> first + " " + second));
        return byPath;
    }

    private String fact(Object fact, Locale locale) {
        return facts.stream()
                .flatMap(words -> words.of(fact, locale).stream())
                .findFirst()
                .orElseGet(fact::toString);
    }

    private String words(Phrase phrase, Locale locale) {
        return messages.getMessage("mistake." + phrase.key(), null, locale);
    }
}
