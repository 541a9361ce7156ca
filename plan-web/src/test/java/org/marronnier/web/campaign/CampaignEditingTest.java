package org.marronnier.web.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.user.Role;
import org.marronnier.domain.user.User;
import org.marronnier.web.WebTest;
import org.marronnier.web.editing.EditedItem;
import org.marronnier.web.editing.EditingItem;
import org.marronnier.web.plan.ImportingPlan;
import org.marronnier.web.plan.TextFormat;
import org.marronnier.web.security.Signed;
import org.marronnier.web.shell.CurrentPlan;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class CampaignEditingTest extends WebTest {

    private static final String PLAN = "campaign-editing";

    @Autowired private ImportingPlan importing;
    @Autowired private EditingItem editing;
    @Autowired private JdbcClient jdbc;

    @BeforeEach
    void bringThePlanIn() {
        jdbc.sql("delete from change where plan = :plan").param("plan", PLAN).update();
        jdbc.sql("delete from preparation where plan = :plan").param("plan", PLAN).update();
        assertThat(importing.importText(document(), TextFormat.YAML, "test", true))
                .isInstanceOf(ImportingPlan.Outcome.Imported.class);
        jdbc.sql("delete from change where plan = :plan").param("plan", PLAN).update();
    }

    @Test
    void createsACampaignFromWhatAnAddressAsks() {
        assertThat(
                        get(
                                "/campaigns/new?event=fete-des-meres&date=2027-05-18&programme=accueil&segment=vip&channel=email,sms"))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "value=\"2027-05-18T10:00\"",
                        "12 jours avant Fête des mères (30 mai 2027)",
                        "value=\"accueil\" selected",
                        "value=\"vip\" selected")
                .containsPattern("value=\"EMAIL\"[^>]*checked")
                .containsPattern("value=\"SMS\"[^>]*checked")
                .doesNotContainPattern("value=\"LETTER\"[^>]*checked");
    }

    @Test
    void keepsANewCampaignAsADraftUnderAKeyOfItsName() {
        assertThat(
                        post(
                                "/campaigns",
                                "name=Fête des pères&kind=one-off&type=PROMOTIONAL&start=2027-06-10T09:30&channels[]=EMAIL&target.segment=vip"))
                .hasRedirectedUrl("/campaigns/fete-des-peres?step=audience");

        var made = find("fete-des-peres");
        assertThat(made.status()).isEqualTo(Status.DRAFT);
        assertThat(made.tree())
                .containsEntry("name", "Fête des pères")
                .containsEntry("start", "2027-06-10T09:30")
                .containsEntry("target", Map.of("segment", "vip"));
    }

    @Test
    void refusesANewCampaignWithoutANameAndKeepsWhatWasTyped() {
        assertThat(post("/campaigns", "name=&kind=one-off&type=SERVICE&start=2027-06-10T09:30"))
                .hasStatus(422)
                .bodyText()
                .contains("id=\"f-name\"", "aria-invalid=\"true\"", "value=\"2027-06-10T09:30\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "brief    | name=Idée neuve             | name       | Idée neuve",
                "brief    | moment=brand                | moment     | brand",
                "brief    | event=noel                  | event      | noel",
                "brief    | programme=accueil           | programme  | accueil",
                "brief    | owner=crm                   | owner      | crm",
                "brief    | lot=3                       | lot        | 3",
                "brief    | priority=80                 | priority   | 80",
                "brief    | value=1,5                   | value      | 1.5",
                "brief    | _tags=jardin, été ; promo   | tags       | [jardin, été, promo]",
                "audience | control=5 %                 | control    | 0.05",
                "audience | control=0,1                 | control    | 0.1",
                "audience | target.kind=all&target.parts[0].kind=segment&target.parts[0].segment=vip | target | {segment=vip}",
                "content  | type=SERVICE                | type       | SERVICE",
                "content  | intent=give                 | intent     | give",
                "content  | purpose=offers              | purpose    | offers",
                "content  | offer=dix                   | offer      | dix",
                "content  | channels[]=EMAIL&channels[]=SMS&_first=SMS | channels | [SMS, EMAIL]",
                "content  | template=bonjour            | template   | bonjour",
                "date     | start=2027-09-01T08:15      | start      | 2027-09-01T08:15",
                "date     | _expiry.n=36&_expiry.unit=HOUR | expiry  | PT36H",
                "date     | whenCapped=nextChannel      | whenCapped | nextChannel",
                "date     | _repeat=WEEKLY&_every=2&_days=TU&_days=TH | recurrence | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH",
                "date     | _repeat=MONTHLY&_every=1&_monthly=NTH&_nth=-1&_nthDay=FR&_end=COUNT&_count=6 | recurrence | FREQ=MONTHLY;BYDAY=-1FR;COUNT=6",
                "date     | _repeat=DAILY&_every=10&_end=UNTIL&_until=2027-12-31 | recurrence | FREQ=DAILY;INTERVAL=10;UNTIL=20271231",
                "date     | _repeat=RULE&recurrence=FREQ=YEARLY;BYMONTH=3,9 | recurrence | FREQ=YEARLY;BYMONTH=3,9"
            })
    void keepsEveryField(String step, String field, String path, String expected) {
        var before = find("idee");

        assertThat(post("/campaigns/idee", with(before, step, field)))
                .hasRedirectedUrl("/campaigns/idee?step=" + step);

        assertThat(String.valueOf(find("idee").tree().get(path))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "brief    | name=                      | name",
                "brief    | moment=nul                 | moment",
                "brief    | programme=inconnu          | programme",
                "brief    | owner=inconnu              | owner",
                "brief    | lot=un                     | lot",
                "brief    | priority=101               | priority",
                "brief    | value=-1                   | value",
                "audience | control=2                  | control",
                "audience | target.kind=all&target.parts[0].kind=segment&target.parts[0].segment=inconnu | target",
                "content  | type=                      | type",
                "content  | intent=crier               | intent",
                "content  | purpose=inconnu            | purpose",
                "content  | channels[]=PIGEON          | channels",
                "content  | channels[]=SMS&template=bonjour | template",
                "content  | template=inconnu           | template",
                "date     | start=demain               | start",
                "date     | start=2031-01-01T10:00     | start",
                "date     | _expiry.n=x&_expiry.unit=DAY | expiry",
                "date     | whenCapped=jamais          | whenCapped",
                "date     | _repeat=DAILY&_every=0     | recurrence",
                "date     | _repeat=RULE&recurrence=chaque mardi | recurrence"
            })
    void refusesWhatDoesNotHoldBesideItsField(String step, String field, String path) {
        var before = find("idee");

        var answer = post("/campaigns/idee", with(before, step, field));

        assertThat(answer).hasStatus(422);
        assertThat(answer)
                .bodyText()
                .containsPattern(
                        "(?s)(id=\"f-"
                                + path
                                + "[^\"]*-note\"|class=\"m-condition\").{0,9000}class=\"error\"");
        assertThat(find("idee").tree()).isEqualTo(before.tree());
    }

    @Test
    void makesACampaignRecurringAndBack() {
        post("/campaigns/idee", with(find("idee"), "date", "_repeat=DAILY&_every=1"));
        assertThat(find("idee").tree()).containsEntry("kind", "recurring");

        post("/campaigns/idee", with(find("idee"), "date", "_repeat=NONE"));
        assertThat(find("idee").tree()).doesNotContainKeys("recurrence", "kind");
    }

    @Test
    void leavesARuleAloneThatTheFormShowsAsItIs() {
        post(
                "/campaigns/lettre",
                with(
                        find("lettre"),
                        "date",
                        "_repeat=RULE&recurrence=FREQ=MONTHLY;BYMONTHDAY=1,15"));
        post("/campaigns/lettre", with(find("lettre"), "brief", "lot=4"));

        assertThat(find("lettre").tree())
                .containsEntry("recurrence", "FREQ=MONTHLY;BYMONTHDAY=1,15")
                .containsEntry("kind", "recurring");
    }

    @Test
    void showsTheRuleAsASentenceWithItsNextDates() {
        assertThat(get("/campaigns/lettre?step=date"))
                .hasStatusOk()
                .bodyText()
                .contains("Toutes les semaines, le jeudi", "Prochaines dates")
                .contains("Rien le ", "Au lieu du ");
    }

    @Test
    void bringsOccurrencesBack() {
        post(
                "/campaigns/lettre",
                with(
                        find("lettre"),
                        "date",
                        "_repeat=WEEKLY&_every=1&_days=TH&exceptions[]=&overrides[0].at=2030-05-16T10:00&overrides[0].start="));

        assertThat(find("lettre").tree()).doesNotContainKeys("exceptions", "overrides");
    }

    @Test
    void tellsTheSecondWhoChangedWhatAndKeepsWhatWasTyped() {
        var seen = find("idee");
        post(user("berthe", Role.MARKETER), "/campaigns/idee", with(seen, "brief", "lot=7"), false);

        assertThat(post("/campaigns/idee", with(seen, "brief", "name=Mon idée")))
                .hasStatus(409)
                .bodyText()
                .contains("Berthe", "value=\"Mon idée\"", "value=\"7\"", "Lot");
        assertThat(find("idee").tree()).containsEntry("name", "Idée");

        assertThat(post("/campaigns/idee", with(find("idee"), "brief", "name=Mon idée")))
                .hasRedirectedUrl("/campaigns/idee?step=brief");
    }

    @Test
    void changesWhatIsApprovedBesideIt() {
        var seen = find("printemps");
        assertThat(get("/campaigns/printemps?step=brief"))
                .bodyText()
                .contains("Cette campagne est en vigueur (");

        post("/campaigns/printemps", with(seen, "brief", "name=Printemps tardif"));

        assertThat(find("printemps").tree()).containsEntry("name", "Fête du printemps");
        assertThat(find("printemps").working()).containsEntry("name", "Printemps tardif");
        assertThat(get("/campaigns/printemps?step=brief"))
                .bodyText()
                .contains("Vous modifiez la version en préparation", "value=\"Printemps tardif\"");
        assertThat(get("/campaigns/printemps"))
                .bodyText()
                .containsPattern("<h1>Fête du printemps</h1>");
    }

    @Test
    void changesNothingThatHasEnded() {
        assertThat(get("/campaigns/finie?step=brief"))
                .bodyText()
                .contains("disabled", "La campagne est terminée");
        assertThat(post("/campaigns/finie", with(find("finie"), "brief", "name=Encore")))
                .hasStatus(403);
    }

    @Test
    void answersAScriptWithWhatFollowsAlone() {
        var answer =
                post(
                        user("marc", Role.MARKETER),
                        "/campaigns/idee",
                        with(find("idee"), "date", "start=2027-05-18T10:00"),
                        true);

        assertThat(answer)
                .hasStatusOk()
                .bodyText()
                .contains("id=\"step-version\"", "id=\"rail\"", "id=\"saved\"", "Enregistré")
                .contains("hx-swap-oob=\"true\"")
                .doesNotContain("<html");
        assertThat(answer.getResponse().getHeader("HX-Trigger")).contains("/undo");
        assertThat(
                        post(
                                        user("marc", Role.MARKETER),
                                        "/campaigns/idee",
                                        with(find("idee"), "date", "start=2027-05-18T10:00"),
                                        true)
                                .getResponse()
                                .getHeader("HX-Trigger"))
                .isNull();
    }

    @Test
    void showsTheEditorAgainWhenOneOfItsButtonsIsPressedWithoutAScript() {
        assertThat(
                        post(
                                "/campaigns/idee",
                                with(
                                        find("idee"),
                                        "audience",
                                        "target.kind=all&target.press=add::segment")))
                .hasStatusOk()
                .bodyText()
                .contains("target.parts[0].segment");
        assertThat(find("idee").tree()).doesNotContainKey("target");
    }

    @Test
    void copiesAndArchives() {
        assertThat(post("/campaigns/idee/copy", ""))
                .hasRedirectedUrl("/campaigns/idee-2?step=brief");
        assertThat(find("idee-2").tree()).containsEntry("name", "Idée (copie)");

        assertThat(post("/campaigns/idee-2/archival", "version=" + find("idee-2").version()))
                .hasRedirectedUrl("/campaigns");
        assertThat(editing.find(PLAN, ItemPlace.of(ItemKind.CAMPAIGN, "idee-2"))).isEmpty();
    }

    @Test
    void offersANewCampaignFromTheList() {
        assertThat(get("/campaigns")).hasStatusOk().bodyText().contains("/campaigns/new");
    }

    private EditedItem find(String key) {
        return editing.find(PLAN, ItemPlace.of(ItemKind.CAMPAIGN, key)).orElseThrow();
    }

    private static String with(EditedItem seen, String step, String field) {
        return "version=" + seen.version() + "&step=" + step + "&" + field;
    }

    private MvcTestResult get(String path) {
        return mvc.get()
                .uri(path)
                .header("Accept-Language", "fr")
                .sessionAttr(CurrentPlan.class.getName(), PLAN)
                .with(Signed.in(user("marc", Role.MARKETER)))
                .exchange();
    }

    private MvcTestResult post(String path, String form) {
        return post(user("marc", Role.MARKETER), path, form, false);
    }

    private MvcTestResult post(User user, String path, String form, boolean htmx) {
        var request =
                mvc.post()
                        .uri(path)
                        .header("Accept-Language", "fr")
                        .sessionAttr(CurrentPlan.class.getName(), PLAN)
                        .with(csrf())
                        .with(Signed.in(user));
        for (var pair : form.split("&", -1)) {
            var at = pair.indexOf('=');
            if (at > 0) {
                request = request.param(pair.substring(0, at), pair.substring(at + 1));
            }
        }
        return (htmx ? request.header("HX-Request", "true") : request).exchange();
    }

    private static byte[] document() {
        return """
                marronnier: 1
                plan: {key: campaign-editing, name: Plan des campagnes, brand: Maison, from: 2026-01-01, to: 2030-12-31, zone: Europe/Paris, locale: fr, saleEvent: purchase}
                conventions:
                  purposes: [{key: offers, name: Offres}]
                  departments: [{key: crm, name: CRM}]
                segments: [{key: vip, name: Meilleurs, when: {event: purchase, count: {gte: 5}}}]
                templates: [{key: bonjour, channel: EMAIL, subject: Bonjour, text: Bonjour}]
                programmes: [{key: accueil, name: Accueil}]
                campaigns:
                  - {key: idee, name: Idée, type: PROMOTIONAL}
                  - {key: lettre, name: Lettre du jeudi, kind: recurring, type: SERVICE, channels: [EMAIL], template: bonjour, start: 2027-05-06T10:00, recurrence: FREQ=WEEKLY;BYDAY=TH, exceptions: [2030-05-09T10:00], overrides: [{at: 2030-05-16T10:00, start: 2030-05-17T09:00}]}
                  - {key: printemps, name: Fête du printemps, type: SERVICE, channels: [EMAIL], template: bonjour, start: 2030-03-20T10:00, status: approved}
                  - {key: finie, name: Finie, type: SERVICE, channels: [EMAIL], template: bonjour, start: 2026-03-20T10:00, status: ended}
                """
                .getBytes(StandardCharsets.UTF_8);
    }
}
