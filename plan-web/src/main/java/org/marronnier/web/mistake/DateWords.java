package org.marronnier.web.mistake;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.marronnier.web.shell.Figures;
import org.springframework.stereotype.Component;

/** Says dates: 19 mai 2027, or 19 May 2027. */
@Component
final class DateWords implements FactWords {

    @Override
    public Optional<String> of(Object fact, Locale locale) {
        return fact instanceof LocalDate date
                ? Optional.of(Figures.dated("d MMMM uuuu", locale, date))
                : Optional.empty();
    }
}
