package org.marronnier.web.condition;

import java.util.Locale;
import java.util.Optional;
import org.marronnier.domain.consent.Typology;
import org.marronnier.domain.document.LegalFloor;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.web.mistake.FactWords;
import org.marronnier.web.shell.Sayings;
import org.springframework.stereotype.Component;

/** Says what the law asks for at least as the rule that it is. */
@Component
final class LegalWords implements FactWords {

    private final RuleSentences rules;
    private final Sayings sayings;

    LegalWords(RuleSentences rules, Sayings sayings) {
        this.rules = rules;
        this.sayings = sayings;
    }

    @Override
    public Optional<String> of(Object fact, Locale locale) {
        return fact instanceof LegalFloor.Least least
                ? Optional.of(within(said(least, locale), locale))
                : Optional.empty();
    }

    /** A sentence as part of another. */
    private static String within(String sentence, Locale locale) {
        return sentence.substring(0, 1).toLowerCase(locale)
                + sentence.substring(1).replaceFirst("[.]$", "");
    }

    private String said(LegalFloor.Least least, Locale locale) {
        return switch (least.rule()) {
            case PressureRule rule -> rules.of(rule, Names.NONE, locale).text();
            case QuietPeriod period -> rules.of(period, Names.NONE, locale).text();
            case Typology.Line line -> sayings.say("regime." + line.regime(), locale);
            default -> least.field();
        };
    }
}
