package org.marronnier.web.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.user.Role;
import org.marronnier.web.WebTest;
import org.marronnier.web.plan.ImportingPlan;
import org.marronnier.web.plan.TextFormat;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class SearchPageTest extends WebTest {

    private static final String PLAN =
            """
            marronnier: 1
            plan: {key: search-page, name: Plan à chercher, brand: Essai, from: 2027-01-01, to: 2027-12-31}
            conventions:
              stages: [{key: loin, name: Inactifs depuis longtemps, when: {all: []}}]
              touchpoints: [{key: site, name: Boutique en ligne, direction: inbound}]
            segments:
              - {key: fideles, name: Fidèles du potager, when: {all: []}}
            programmes:
              - key: fetes
                name: Fêtes de famille
                scenarios:
                  - {key: noel, name: Noël au potager, type: SERVICE, steps: []}
            campaigns:
              - {key: soldes-ete, name: Soldes d'été, type: PROMOTIONAL}
            """;

    @Autowired private ImportingPlan importing;
    private final MockHttpSession session = new MockHttpSession();

    @BeforeEach
    void shows() {
        var outcome =
                importing.importText(
                        PLAN.getBytes(StandardCharsets.UTF_8), TextFormat.YAML, "test", true);
        assertThat(outcome).isInstanceOf(ImportingPlan.Outcome.Imported.class);
        assertThat(
                        mvc.post()
                                .uri("/plan-choice")
                                .param("plan", "search-page")
                                .session(session)
                                .with(as(Role.MARKETER))
                                .with(token()))
                .hasStatus3xxRedirection();
    }

    @Test
    void findsItemsWhateverTheirAccents() {
        assertThat(search("potager"))
                .bodyText()
                .contains("/segments/fideles", "/programmes/fetes/scenarios/noel")
                .doesNotContain("/campaigns/soldes-ete");
        assertThat(search("ETE sold")).bodyText().contains("/campaigns/soldes-ete");
        assertThat(search("fete")).bodyText().contains("/programmes/fetes");
    }

    @Test
    void findsThePlanItselfAndWhatItsConventionsName() {
        assertThat(search("plan cherch")).bodyText().contains("/plan/settings");
        assertThat(search("inactifs depuis"))
                .bodyText()
                .contains("/conventions/stages", "Inactifs depuis longtemps");
        assertThat(search("boutique")).bodyText().contains("/conventions/touchpoints");
        assertThat(search("search-page")).bodyText().doesNotContain("/conventions/");
    }

    @Test
    void findsNothingInsideAWord() {
        assertThat(search("otager")).bodyText().doesNotContain("/segments/fideles");
    }

    @Test
    void findsContactsBesideThem() {
        database()
                .jdbc()
                .sql(
                        """
                        insert into contact (external_id, last_name, first_name, created_at, updated_at)
                        values ('search-1', 'Chercheux', 'Odile', now(), now()) on conflict do nothing
                        """)
                .update();

        assertThat(search("chercheux")).bodyText().contains("/contacts/search-1");
    }

    private MvcTestResult search(String words) {
        return mvc.post()
                .uri("/search")
                .param("q", words)
                .session(session)
                .with(as(Role.MARKETER))
                .with(token())
                .exchange();
    }
}
