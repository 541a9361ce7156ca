package org.marronnier.web.mistake;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Says dates: 19 mai 2027, or 19 May 2027. */
@Component
final class DateWords implements FactWords {

    @Override
    public Optional<String> of(Object fact, Locale locale) {
        return fact instanceof LocalDate date
                ? Optional.of(DateTimeFormatter.ofPattern("d MMMM uuuu", locale).format(date))
                : Optional.empty();
    }
}
