package org.marronnier.web.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.user.Role;
import org.marronnier.scheduler.scenario.KeepingScenarios;
import org.marronnier.web.WebTest;
import org.marronnier.web.editing.EditingItem;
import org.marronnier.web.shell.CurrentPlan;
import org.springframework.beans.factory.annotation.Autowired;

/** A segment is changed at whose entry a scenario in service fires. */
class SegmentOfLiveScenarioTest extends WebTest {

    private static final String KEY_OF_PLAN = "entree-2029";
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final String PLAN =
            """
            marronnier: 1
            plan: {key: entree-2029, name: Entrée, brand: Maison, from: 2029-01-01, to: 2029-12-31, zone: Europe/Paris,
                   locale: fr, country: FR, saleEvent: purchase, lookAhead: P7D}
            conventions:
              purposes: [{key: news, name: Nouvelles}]
              senders: [{key: club, channel: EMAIL, name: Le Club, address: club@maison.example, types: [SERVICE]}]
            segments:
              - {key: voisins, name: Voisins, when: {field: country, eq: FR}}
              - {key: proches, name: Proches, when: {all: [{segment: voisins}]}}
            templates:
              - {key: entree-hello, channel: EMAIL, locale: fr, sender: club, subject: Bonjour, html: "<p>Bonjour</p>"}
            programmes:
              - key: accueil
                name: Accueil
                status: live
                scenarios:
                  - key: arrivee
                    name: Arrivée
                    status: live
                    type: SERVICE
                    purpose: news
                    trigger: {entry: {segment: proches}}
                    reentry: always
                    steps: [{send: {template: entree-hello, channels: [EMAIL], expiry: P3D}}]
            """;

    @Autowired private EditingItem editing;
    @Autowired private KeepingScenarios keeping;

    @Test
    void isFollowedByTheScenarioWhoseSegmentLeansOnIt() throws InterruptedException {
        bringIn(PLAN);
        keeping.reconcile(KEY_OF_PLAN);
        assertThat(asks()).isEqualTo("{\"all\": [{\"eq\": \"FR\", \"field\": \"country\"}]}");

        var version =
                editing.find(KEY_OF_PLAN, ItemPlace.of(ItemKind.SEGMENT, "voisins"))
                        .orElseThrow()
                        .version();
        assertThat(
                        mvc.post()
                                .uri("/segments/voisins")
                                .with(as(Role.MARKETER))
                                .with(token())
                                .sessionAttr(CurrentPlan.class.getName(), KEY_OF_PLAN)
                                .param("name", "Voisins")
                                .param("version", "" + version)
                                .param("when.kind", "all")
                                .param("when.parts[0].kind", "field")
                                .param("when.parts[0].field", "country")
                                .param("when.parts[0].is[0].op", "eq")
                                .param("when.parts[0].is[0].value", "BE")
                                .exchange())
                .hasRedirectedUrl("/segments/voisins");

        var deadline = System.nanoTime() + SOON.toNanos();
        while (asks().contains("FR") && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        assertThat(asks()).contains("BE");
    }

    private String asks() {
        return database()
                .jdbc()
                .sql("select asks::text from live_scenario where plan = :plan")
                .param("plan", KEY_OF_PLAN)
                .query(String.class)
                .single();
    }
}
