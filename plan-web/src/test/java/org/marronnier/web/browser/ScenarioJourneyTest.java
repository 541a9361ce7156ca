package org.marronnier.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.springframework.http.MediaType;

/** A scenario in service, to which something happens while the workers run. */
abstract class ScenarioJourneyTest extends JourneyTest {

    /** In milliseconds: figures are asked for every five seconds, on a machine that is busy. */
    static final double PATIENT = 30_000;

    static final LocalDate TODAY = LocalDate.now(ZoneId.of("Europe/Paris"));

    /** Somebody whom e-mails reach; once is enough. */
    final void person(String externalId, String first, String last, String country) {
        var email = externalId.toLowerCase(Locale.ROOT) + "@maison.example";
        database()
                .jdbc()
                .sql(
                        """
                        insert into contact (external_id, email, email_key, first_name, last_name, country)
                        values (:id, :email, :email, :first, :last, :country)
                        on conflict do nothing
                        """)
                .param("id", externalId)
                .param("email", email)
                .param("first", first)
                .param("last", last)
                .param("country", country)
                .update();
    }

    /** A second from now: what happens in the very second of the launch came before it. */
    final void happens(String event, String contact, String type) {
        assertThat(
                        mvc.post()
                                .uri("/api/v1/events")
                                .header("Authorization", "Bearer " + KEY)
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(
                                        "{\"id\": \"%s\", \"externalId\": \"%s\", \"type\": \"%s\", \"at\": \"%s\"}"
                                                .formatted(
                                                        event,
                                                        contact,
                                                        type,
                                                        Instant.now().plusSeconds(1))))
                .hasStatus(202);
    }
}
