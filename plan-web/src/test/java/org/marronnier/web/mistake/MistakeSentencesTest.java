package org.marronnier.web.mistake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.marronnier.domain.document.Completeness;
import org.marronnier.domain.document.Mistake;
import org.marronnier.domain.document.PlanReader;
import org.marronnier.domain.document.Reading;
import org.marronnier.domain.document.Recurrences;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.telling.Phrase;
import org.marronnier.web.shell.Sayings;
import org.springframework.context.support.ResourceBundleMessageSource;

class MistakeSentencesTest {

    private static final Pattern PLACE = Pattern.compile("\\{\\d");

    private final ResourceBundleMessageSource messages = messages();
    private final MistakeSentences sentences =
            new MistakeSentences(
                    messages, List.of(new DateWords(), new StandingWords(new Sayings(messages))));

    @ParameterizedTest
    @EnumSource(Phrase.class)
    void hasEveryPhraseInBothLanguages(Phrase phrase) {
        var french = messages.getMessage("mistake." + phrase.key(), null, Locale.FRENCH);
        var english = messages.getMessage("mistake." + phrase.key(), null, Locale.ENGLISH);

        assertThat(english).isEqualTo(phrase.english());
        assertThat(places(french)).isEqualTo(places(english));
    }

    @Test
    void saysWhatWasExpectedInFrench() {
        var tree =
                Map.of(
                        "marronnier",
                        1,
                        "plan",
                        Map.of(
                                "key",
                                "k",
                                "name",
                                " ",
                                "brand",
                                "b",
                                "from",
                                "hier",
                                "to",
                                "2027-12-31"),
                        "campaings",
                        List.of());
        var mistakes =
                ((Reading.Refused) new PlanReader(Recurrences.bySyntax()).read(tree)).mistakes();

        assertThat(sentences.byPath(mistakes, Locale.FRENCH))
                .containsEntry(
                        "plan.name", "Il faut ici un nom, et non «\u00a0 \u00a0». Il est vide.")
                .containsEntry(
                        "plan.from",
                        "Il faut ici une date comme 2027-01-31, et non «\u00a0hier\u00a0».")
                .hasEntrySatisfying(
                        "campaings",
                        sentence ->
                                assertThat(sentence)
                                        .startsWith(
                                                "Ce champ est inconnu ici. Vouliez-vous dire «\u00a0campaigns\u00a0»\u00a0?"));
        assertThat(mistakes)
                .extracting(Mistake::message)
                .contains("A date such as 2027-01-31 was expected, but \"hier\" was found.");
    }

    @Test
    void saysDatesAsPeopleDo() {
        var day = LocalDate.of(2027, 5, 19);
        var mistake = Phrase.ENDS_BEFORE.with(day, day.minusMonths(1));

        assertThat(sentences.say(mistake, Locale.FRENCH))
                .contains("19 mai 2027", "19 avril 2027")
                .doesNotContain("2027-05-19");
        assertThat(mistake.english()).contains("2027-05-19", "2027-04-19");
    }

    @Test
    void saysWhatAStatusAsksForAsPagesNameIt() {
        var mistake = Phrase.STEPS_MISSING.with(new Completeness.Standing(Status.SUBMITTED));

        assertThat(sentences.say(mistake, Locale.FRENCH))
                .isEqualTo(
                        "À l’état «\u00a0en relecture\u00a0», un scénario doit avoir des étapes.");
        assertThat(mistake.english()).isEqualTo("A scenario that is submitted must have steps.");
    }

    private static Set<String> places(String pattern) {
        return PLACE.matcher(pattern).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static ResourceBundleMessageSource messages() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }
}
