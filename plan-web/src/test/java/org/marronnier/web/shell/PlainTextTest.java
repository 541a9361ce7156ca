package org.marronnier.web.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Soldes d’été|soldes d ete",
                "SOLDES D'ETE|soldes d ete",
                "Cœur de   saison !|coeur de saison",
                "l’Ouest (44, 49)|l ouest 44 49",
                "Çà et là|ca et la"
            })
    void isTheSameHoweverItIsTyped(String typed, String plain) {
        assertThat(PlainText.of(typed)).isEqualTo(plain);
    }

    @Test
    void makesKeysOfSmallLettersDigitsAndDashes() {
        assertThat(PlainText.key("Fête des Mères 2027 !", 72)).isEqualTo("fete-des-meres-2027");
        assertThat(PlainText.key("Fête des Mères", 9)).isEqualTo("fete-des");
        assertThat(PlainText.key("—!—", 72)).isEmpty();
    }
}
