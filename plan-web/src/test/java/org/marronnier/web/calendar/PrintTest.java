package org.marronnier.web.calendar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.user.Role;
import org.marronnier.web.WebTest;
import org.marronnier.web.plan.ImportingPlan;
import org.marronnier.web.plan.TextFormat;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;

class PrintTest extends WebTest {

    private static final String DOCUMENT =
            """
            marronnier: 1
            plan: {key: printed-calendar, name: Plan sur papier, brand: Maison Affiche, from: 2027-01-01, to: 2027-12-31, zone: Europe/Paris, locale: fr}
            campaigns:
              - {key: lettre, name: Lettre du jeudi, kind: recurring, type: SERVICE, channels: [EMAIL], start: 2027-05-06T10:00, recurrence: "FREQ=WEEKLY;BYDAY=TH"}
              - {key: texto, name: Texto de mai, type: PROMOTIONAL, channels: [SMS], start: 2027-05-31T09:00}
              - {key: juin, name: Juin, type: PROMOTIONAL, channels: [SMS], start: 2027-06-30T09:00}
            calendar: [{key: fete, name: Fête de la boutique, from: 2027-05-11, to: 2027-05-13}]
            """;

    @Autowired private ImportingPlan importing;

    private final MockHttpSession session = new MockHttpSession();

    @BeforeEach
    void bringThePlanIn() {
        importing.importText(DOCUMENT.getBytes(UTF_8), TextFormat.YAML, "test", true);
        assertThat(
                        mvc.post()
                                .uri("/plan-choice")
                                .param("plan", "printed-calendar")
                                .session(session)
                                .with(as(Role.MARKETER))
                                .with(token()))
                .hasStatus3xxRedirection();
    }

    @Test
    void holdsEveryDayOfTheMonthInItsWeek() throws Exception {
        var text = page("view=month&date=2027-05-14");

        assertThat(count("<b>\\d+</b>", text)).isEqualTo(31);
        assertThat(count("Lettre du jeudi", text)).isEqualTo(4);
        assertThat(count("Texto de mai", text)).isEqualTo(1);
        assertThat(count("Fête de la boutique → jeu. 13 mai", text)).isEqualTo(1);
        assertThat(text).contains("Mai 2027", "Maison Affiche").doesNotContain(">Juin<");
    }

    @Test
    void holdsTheThreeMonthsOfTheQuarter() throws Exception {
        var text = page("view=quarter&date=2027-05-14");

        assertThat(text).contains("Avril 2027", "Mai 2027", "Juin 2027", ">Juin<");
        assertThat(count("Lettre du jeudi", text)).isEqualTo(8);
    }

    @Test
    void saysWhatTheFilterHides() throws Exception {
        assertThat(page("view=month&date=2027-05-14&channel=sms"))
                .contains("Texto de mai", "1 campagne masquée")
                .doesNotContain("Lettre du jeudi");
    }

    private String page(String query) throws Exception {
        var page =
                mvc.get()
                        .uri("/calendar/print?" + query)
                        .session(session)
                        .with(as(Role.MARKETER))
                        .exchange();
        assertThat(page).hasStatusOk();
        var text = page.getResponse().getContentAsString(UTF_8);
        return text.substring(text.indexOf("<main"));
    }

    private static long count(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().count();
    }
}
