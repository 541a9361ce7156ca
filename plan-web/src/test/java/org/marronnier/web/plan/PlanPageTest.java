package org.marronnier.web.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.user.Role;
import org.marronnier.scheduler.audience.BackgroundCounting;
import org.marronnier.web.WebTest;
import org.marronnier.web.security.Signed;
import org.marronnier.web.shell.CurrentPlan;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;

class PlanPageTest extends WebTest {

    private static final String PLAN = "ormeau-measured";

    @Autowired private ImportingPlan importing;
    @Autowired private ObjectProvider<BackgroundCounting> countings;

    @BeforeEach
    void bringThePlanIn() throws IOException {
        try (var in = PlanPageTest.class.getResourceAsStream("/pages-plan.yaml")) {
            var text =
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("ormeau-pages", PLAN)
                            .replace("saleEvent: purchase", "saleEvent: measured-purchase")
                            .replace("event: purchase", "event: measured-purchase");
            assertThat(
                            importing.importText(
                                    text.getBytes(StandardCharsets.UTF_8),
                                    TextFormat.YAML,
                                    "test",
                                    true))
                    .isInstanceOf(ImportingPlan.Outcome.Imported.class);
        }
        database()
                .jdbc()
                .sql(
                        """
                        insert into contact (external_id) values ('MP1'), ('MP2'), ('MP3') on conflict do nothing
                        """)
                .update();
        database()
                .jdbc()
                .sql(
                        """
                        insert into event (id, contact_id, type, at)
                        select 'mp-' || external_id || n, id, 'measured-purchase', now() - interval '20 days' * n
                        from contact, generate_series(1, 2) n
                        where external_id in ('MP1', 'MP2', 'MP3') and (n = 1 or external_id = 'MP1')
                        on conflict do nothing
                        """)
                .update();
    }

    @Test
    void showsWhatWasMeasuredInTheBackground() {
        get("/plan");
        countings.forEach(BackgroundCounting::drainOnce);

        assertThat(get("/plan"))
                .contains("33,3 %", "cible 36 %", "En avance", "47 % du chemin")
                .contains("Client</span><small>3</small>")
                .contains("Personne ne parle à la phase « Client »", "3 contacts concernés");
    }

    @Test
    void tellsTheWholeDiagnosticWithItsBasis() {
        assertThat(get("/plan/diagnostic"))
                .contains("Là où personne ne parle", "Personne ne parle à la phase « Client »")
                .contains("Aucun message envoyé encore")
                .contains("« Accueil » n’a pas d’objectif");
    }

    private String get(String path) {
        var answer =
                mvc.get()
                        .uri(path)
                        .header("Accept-Language", "fr")
                        .sessionAttr(CurrentPlan.class.getName(), PLAN)
                        .with(Signed.in(user("marc", Role.MARKETER)))
                        .exchange();
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8)
                .replace('\u00a0', ' ');
    }
}
