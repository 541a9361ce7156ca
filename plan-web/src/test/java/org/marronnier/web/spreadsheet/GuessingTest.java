package org.marronnier.web.spreadsheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class GuessingTest {

    @Test
    void knowsTheHeadersOfAnExportInBothLanguages() {
        for (var language : List.of(Locale.FRENCH, Locale.ENGLISH)) {
            var words = ResourceBundle.getBundle("messages", language);
            var headers =
                    Arrays.stream(Column.values())
                            .map(column -> words.getString("spreadsheet.column." + column))
                            .toList();

            assertThat(Guessing.columns(headers)).containsExactly(Column.values());
        }
    }

    @Test
    void knowsTheHeadersOfTeams() {
        assertThat(
                        Guessing.columns(
                                List.of(
                                        "Mois",
                                        "DATE D'ENVOI (prévue)",
                                        "Nom de la campagne",
                                        "Canaux utilisés",
                                        "Cible",
                                        "Service demandeur",
                                        "Commentaire")))
                .containsExactly(
                        null,
                        Column.DATE,
                        Column.NAME,
                        Column.CHANNELS,
                        Column.SEGMENT,
                        Column.OWNER,
                        null);
    }

    @Test
    void takesAColumnOnce() {
        assertThat(Guessing.columns(List.of("Date de création", "Date", "Nom", "Nom court")))
                .containsExactly(null, Column.DATE, Column.NAME, null);
    }

    @Test
    void findsTheHeadersBelowATitle() {
        var rows =
                List.of(
                        row(1, "Calendrier 2027"),
                        row(3, "Mois", "Date", "Opération", "Canal"),
                        row(4, "Mai", "05/05/2027", "Muguet", "SMS"));

        assertThat(Guessing.headerRow(rows)).isEqualTo(1);
    }

    private static SheetRow row(int line, String... texts) {
        return new SheetRow(line, Arrays.stream(texts).map(Cell::of).toList());
    }
}
