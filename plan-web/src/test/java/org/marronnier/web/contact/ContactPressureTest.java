package org.marronnier.web.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.user.Role;
import org.marronnier.domain.user.Scope;
import org.marronnier.web.WebTest;
import org.marronnier.web.shell.CurrentPlan;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** How much a contact hears, by the rules of the plan and by what it wishes itself. */
class ContactPressureTest extends WebTest {

    private static final String PLAN =
            """
            marronnier: 1
            plan: {key: wishes-2027, name: Les souhaits, brand: Maison, from: 2027-01-01, to: 2027-12-31, zone: Europe/Paris,
                   locale: fr, country: FR, saleEvent: purchase}
            rules:
              pressure: [{key: wishes-week, name: Une promotion par semaine, max: 1, window: {rolling: P7D}, unit: person,
                          restricts: {channels: [EMAIL], types: [PROMOTIONAL]}}]
            """;

    @BeforeEach
    void people() {
        bringIn(PLAN);
        sql(
                """
                insert into contact (external_id, email, email_key, last_name)
                select 'WISH-' || i, 'wish.' || i || '@maison.example', 'wish.' || i || '@maison.example', 'Souhait' || i
                from generate_series(1, 3) i
                on conflict do nothing
                """);
    }

    @Test
    void showsEveryMessageThatCountsInAWeekThatEndsNow() {
        sql(
                """
                insert into message (contact_id, plan, source, channel, type, status, at, sent_at)
                select id, 'wishes-2027', 'campaign:wishes-sale', 'EMAIL', 'PROMOTIONAL', 'SENT', at, at
                from contact, (values
                    ((now() at time zone 'Europe/Paris' - interval '7 days' + interval '5 minutes') at time zone 'Europe/Paris'),
                    ((now() at time zone 'Europe/Paris' - interval '7 days' - interval '5 minutes') at time zone 'Europe/Paris'),
                    (now() - interval '1 second'),
                    (now() - interval '1 second')) sent (at)
                where external_id = 'WISH-3'
                """);

        var page = get("/contacts/WISH-3");

        assertThat(page).bodyText().contains("3 / 1");
        assertThat(page)
                .bodyText()
                .satisfies(text -> assertThat(text.split("ti on ti-mail")).hasSize(4));
    }

    @Test
    void keepsWhatAContactWishes() {
        var key = bearer(Scope.CONTACTS_READ, Scope.CONTACTS_WRITE);
        var before = noted("contact.preference.set");

        for (var again = 0; again < 2; again++) {
            assertThat(put("/api/v1/contacts/WISH-1/preferences/EMAIL", key, 1, "P7D"))
                    .hasStatusOk()
                    .bodyJson()
                    .hasPathSatisfying("$.span", span -> span.assertThat().isEqualTo("P7D"));
        }

        assertThat(noted("contact.preference.set")).isEqualTo(before + 1);
        assertThat(
                        mvc.get()
                                .uri("/api/v1/contacts/WISH-1/preferences")
                                .header("Authorization", key))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying("$.preferences[0].max", max -> max.assertThat().isEqualTo(1))
                .hasPathSatisfying(
                        "$.preferences[0].channel",
                        channel -> channel.assertThat().isEqualTo("EMAIL"));
        assertThat(get("/contacts/WISH-1"))
                .bodyText()
                .contains("Au plus 1 message sur 7\u00a0jours");
        assertThat(put("/api/v1/contacts/WISH-1/preferences/PIGEON", key, 0, "P1DT2H"))
                .hasStatus(422)
                .bodyJson()
                .hasPathSatisfying("$.errors", all -> all.assertThat().asArray().hasSize(3));
        assertThat(put("/api/v1/contacts/WISH-none/preferences/EMAIL", key, 1, "P7D"))
                .hasStatus(404);
        assertThat(
                        put(
                                "/api/v1/contacts/WISH-1/preferences/EMAIL",
                                bearer(Scope.CONTACTS_READ),
                                1,
                                "P7D"))
                .hasStatus(403);
        for (var again = 0; again < 2; again++) {
            assertThat(
                            mvc.delete()
                                    .uri("/api/v1/contacts/WISH-1/preferences/EMAIL")
                                    .header("Authorization", key))
                    .hasStatus(204);
        }
        assertThat(
                        mvc.get()
                                .uri("/api/v1/contacts/WISH-1/preferences")
                                .header("Authorization", key))
                .bodyJson()
                .hasPathSatisfying("$.preferences", all -> all.assertThat().asArray().isEmpty());
    }

    @Test
    void letsManagersSetAWishAndSaysWhatIsWrongWithOne() {
        assertThat(wish(Role.MARKETER, "1", "7")).hasStatus(403);
        assertThat(wish(Role.CRM_MANAGER, "none", "7"))
                .hasStatus(422)
                .bodyText()
                .contains("Il faut un nombre de 1 à", "value=\"none\"");
        assertThat(wish(Role.CRM_MANAGER, "2", "7")).hasStatus(302);
        assertThat(get("/contacts/WISH-2"))
                .bodyText()
                .contains("Au plus 2 messages sur 7\u00a0jours")
                .doesNotContain("Ajouter ou changer un souhait");
        assertThat(
                        mvc.post()
                                .uri("/contacts/WISH-2/preferences/EMAIL/removal")
                                .with(as(Role.CRM_MANAGER))
                                .with(token()))
                .hasStatus(302);
        assertThat(get("/contacts/WISH-2")).bodyText().contains("Aucun souhait");
    }

    private MvcTestResult wish(Role role, String max, String days) {
        return mvc.post()
                .uri("/contacts/WISH-2/preferences")
                .param("channel", "EMAIL")
                .param("max", max)
                .param("number", days)
                .param("unit", "DAY")
                .with(as(role))
                .with(token())
                .locale(Locale.FRENCH)
                .exchange();
    }

    private MvcTestResult put(String path, String key, int max, String span) {
        return mvc.put()
                .uri(path)
                .header("Authorization", key)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"max\": %d, \"span\": \"%s\"}".formatted(max, span))
                .exchange();
    }

    private int noted(String what) {
        return database()
                .jdbc()
                .sql("select count(*) from audit where what = :what and subject = 'WISH-1'")
                .param("what", what)
                .query(Integer.class)
                .single();
    }

    private MvcTestResult get(String path) {
        return mvc.get()
                .uri(path)
                .with(as(Role.MARKETER))
                .sessionAttr(CurrentPlan.class.getName(), "wishes-2027")
                .locale(Locale.FRENCH)
                .exchange();
    }

    private void sql(String sql) {
        database().jdbc().sql(sql).update();
    }
}
