package org.marronnier.web.mistake;

import java.util.Locale;
import java.util.Optional;
import org.marronnier.domain.document.Completeness;
import org.marronnier.web.shell.Sayings;
import org.springframework.stereotype.Component;

/** Says a status as pages do, within a sentence. */
@Component
final class StandingWords implements FactWords {

    private final Sayings sayings;

    StandingWords(Sayings sayings) {
        this.sayings = sayings;
    }

    @Override
    public Optional<String> of(Object fact, Locale locale) {
        return fact instanceof Completeness.Standing standing
                ? Optional.of(sayings.say("status." + standing, locale).toLowerCase(locale))
                : Optional.empty();
    }
}
