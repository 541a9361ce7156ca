package org.marronnier.web.spreadsheet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.user.Role;
import org.marronnier.web.WebTest;
import org.marronnier.web.plan.ImportingPlan;
import org.marronnier.web.plan.TextFormat;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class SpreadsheetTest extends WebTest {

    private static final String PLAN = "sheets-2027";

    private static final String DOCUMENT =
            """
            marronnier: 1
            plan: {key: sheets-2027, name: Plan des tableurs, brand: Maison Tableur, from: 2027-01-01, to: 2027-12-31, zone: Europe/Paris, locale: fr}
            conventions:
              purposes: [{key: offers, name: Offres}]
              departments: [{key: crm, name: Relation client}, {key: stores, name: Réseau}]
            segments:
              - {key: vip, name: Meilleurs clients, when: {event: purchase, count: {gte: 3}}}
              - {key: double-a, name: Homonymes, when: {event: purchase, count: {gte: 1}}}
              - {key: double-b, name: Homonymes, when: {event: purchase, count: {gte: 2}}}
            templates: [{key: lettre, channel: EMAIL, subject: Lettre, text: Bonjour}]
            programmes: [{key: accueil, name: "Accueil, et suite"}]
            campaigns:
              - {key: soldes, name: Soldes, type: PROMOTIONAL, purpose: offers, channels: [EMAIL, SMS], template: null, owner: crm, lot: 2, tags: ["a, b", soldes], target: {segment: vip}, start: 2027-01-13T10:00, priority: 80, value: 1.25, offer: "=1+1", control: 0.05, whenCapped: nextChannel, expiry: P2D, intent: sell, moment: commercial, event: soldes-hiver, programme: accueil}
              - {key: lettre, name: "+33 en tête", kind: recurring, type: SERVICE, channels: [EMAIL], start: 2027-03-04T10:00:30, recurrence: "FREQ=WEEKLY;BYDAY=TH", target: {all: [{segment: double-a}, {field: city, eq: Lyon}]}}
              - {key: homonyme, name: Homonyme, type: SERVICE, channels: [], target: {segment: double-b}, start: 2027-04-01T08:00}
              - {key: muguet, name: Muguet, kind: highlight, start: 2027-05-01T00:00}
              - {key: idee, name: Idée sans date, type: TRANSACTIONAL}
              - {key: prevue, name: Prévue, type: SERVICE, channels: [EMAIL], template: lettre, start: 2027-06-01T10:00, status: approved}
            calendar: [{key: ouverture, name: Ouverture, moment: brand, from: 2027-03-04, to: 2027-03-06}]
            """;

    @Autowired private ImportingPlan importing;
    @Autowired private Plans plans;

    private final MockHttpSession session = new MockHttpSession();

    @BeforeEach
    void bringThePlanIn() {
        assertThat(importing.importText(DOCUMENT.getBytes(UTF_8), TextFormat.YAML, "test", true))
                .isInstanceOf(ImportingPlan.Outcome.Imported.class);
        database().jdbc().sql("delete from preparation").update();
        assertThat(ask(mvc.post().uri("/plan-choice").param("plan", PLAN)))
                .hasStatus3xxRedirection();
    }

    @ParameterizedTest
    @CsvSource({"xlsx, fr", "xlsx, en", "csv, fr", "csv, en"})
    void changesNothingWithWhatItExported(String format, String language) throws Exception {
        var exported =
                ask(mvc.get().uri("/calendar/export." + format).header("Accept-Language", language))
                        .getResponse()
                        .getContentAsByteArray();

        var page = preview(send(exported, "plan." + format));

        assertThat(tallies(page)).containsExactly("0", "0", "6", "0");
        assertThat(page).bodyText().contains("Tout est déjà dans le plan");
    }

    @Test
    void exportsWhatTheFilterShowsAndNoFormula() throws Exception {
        var csv =
                ask(mvc.get().uri("/calendar/export.csv?type=promotional"))
                        .getResponse()
                        .getContentAsString(UTF_8);

        assertThat(csv)
                .startsWith("\ufeffClé;Nom;Date;Heure;")
                .contains("soldes;Soldes;2027-01-13;10:00");
        assertThat(csv).contains(";'=1+1;").doesNotContain("Muguet", "Homonyme");
    }

    @Test
    void takesItsOwnExampleFromUploadToDrafts() throws Exception {
        var example =
                ask(mvc.get().uri("/plan/spreadsheet/example.xlsx"))
                        .getResponse()
                        .getContentAsByteArray();
        var address = send(example, "exemple.xlsx");
        assertThat(ask(mvc.get().uri(address)))
                .bodyText()
                .contains("Date d’envoi", "Opération", "Soldes d’hiver");

        var page = preview(address);
        assertThat(tallies(page)).containsExactly("12", "0", "0", "0");
        assertThat(page).bodyText().contains("Créer 12 campagnes");
        assertThat(apply(address, page)).hasStatus3xxRedirection();

        assertThat(tallies(ask(mvc.get().uri(address + "/result"))))
                .containsExactly("12", "0", "0", "0");
        var made = campaign("soldes-d-hiver");
        assertThat(made.status()).isEqualTo(Status.DRAFT);
        assertThat(made.brief().start()).hasToString("2027-01-13T10:00");
        assertThat(made.brief().channels()).hasToString("[EMAIL, SMS]");
        assertThat(made.brief().owner()).isEqualTo("crm");
        assertThat(tallies(preview(send(example, "exemple.xlsx"))))
                .containsExactly("0", "0", "12", "0");
    }

    @Test
    void refusesLineByLineAndLearnsWords() throws Exception {
        var csv =
                """
                Opération;Date;Heure;Canal;Type;Cible;Service;Lot
                Bonne;05/02/2027;9h30;mail + texto;promo;Meilleurs clients;Réseau;3
                Sans date;;;mail;promo;;;
                Passée;31/02/2027;;mail;promo;;;
                Dehors;05/02/2031;;mail;promo;;;
                Canal;06/02/2027;;Pigeon;promo;;;
                Lot;07/02/2027;;mail;promo;;;deux
                Bonne;05/02/2027;9h30;sms;promo;;;
                ;08/02/2027;;mail;promo;;;
                Homonymes;09/02/2027;;mail;promo;Homonymes;;
                """;
        var address = send(csv.getBytes(UTF_8), "equipe.csv");
        var page = preview(address);

        assertThat(tallies(page)).containsExactly("1", "0", "0", "8");
        var refusals =
                ask(mvc.get().uri(address + "/refusals")).getResponse().getContentAsString(UTF_8);
        assertThat(refusals.lines())
                .anyMatch(line -> line.startsWith("3;Date;;Une date était attendue"))
                .anyMatch(line -> line.startsWith("4;Date;31/02/2027;"))
                .anyMatch(line -> line.startsWith("5;Date;05/02/2031;Une date du plan"))
                .anyMatch(line -> line.startsWith("6;Canaux;Pigeon;"))
                .anyMatch(line -> line.startsWith("7;Lot;deux;Un nombre entier"))
                .anyMatch(line -> line.startsWith("8;;;La ligne 2 dit déjà"))
                .anyMatch(line -> line.startsWith("9;Nom;;Un nom"))
                .anyMatch(line -> line.startsWith("10;Cible;Homonymes;"));

        assertThat(
                        ask(
                                mvc.post()
                                        .uri(address + "/words")
                                        .param("word", "CHANNELS|Pigeon", "SEGMENT|Homonymes")
                                        .param("meaning", "LETTER", "double-b")))
                .hasStatus3xxRedirection();
        var learned = preview(address);
        assertThat(tallies(learned)).containsExactly("3", "0", "0", "6");
        assertThat(apply(address, learned)).hasStatus3xxRedirection();
        assertThat(campaign("canal").brief().channels()).hasToString("[LETTER]");
        assertThat(campaign("bonne").brief().start()).hasToString("2027-02-05T09:30");
        assertThat(campaign("bonne").brief().lot()).isEqualTo(3);
    }

    @Test
    void preparesAVersionOfWhatIsApproved() throws Exception {
        var csv = "Clé;Date\nprevue;15/06/2027\nidee;16/06/2027\n".getBytes(UTF_8);
        var address = send(csv, "dates.csv");
        var page = preview(address);
        assertThat(tallies(page)).containsExactly("0", "2", "0", "0");
        assertThat(page).bodyText().contains("1er juin 2027, 10:00", "15 juin 2027, 10:00");
        assertThat(apply(address, page)).hasStatus3xxRedirection();

        assertThat(tallies(ask(mvc.get().uri(address + "/result"))))
                .containsExactly("0", "1", "1", "0", "0");
        assertThat(campaign("prevue").brief().start()).hasToString("2027-06-01T10:00");
        assertThat(campaign("prevue").status()).isEqualTo(Status.APPROVED);
        assertThat(campaign("idee").brief().start()).hasToString("2027-06-16T10:00");
        assertThat(tallies(preview(send(csv, "dates.csv")))).containsExactly("0", "0", "2", "0");
    }

    @Test
    void emptiesAFieldByADashAndLeavesItByNothing() throws Exception {
        var address = send("Clé;Lot;Cible;Offre\nsoldes;-;;\n".getBytes(UTF_8), "vide.csv");
        assertThat(apply(address, preview(address))).hasStatus3xxRedirection();

        var brief = campaign("soldes").brief();
        assertThat(brief.lot()).isNull();
        assertThat(brief.target()).isNotNull();
        assertThat(brief.offer()).isEqualTo("=1+1");
    }

    @Test
    void appliesNothingButWhatThePreviewShowed() throws Exception {
        var address = send("Clé;Lot\nsoldes;7\n".getBytes(UTF_8), "lot.csv");
        var page = preview(address);
        var other = send("Clé;Nom\nsoldes;Autres soldes\n".getBytes(UTF_8), "nom.csv");
        assertThat(apply(other, preview(other))).hasStatus3xxRedirection();

        assertThat(apply(address, page))
                .hasStatus(422)
                .bodyText()
                .contains("Le plan a changé depuis cet aperçu");
        assertThat(campaign("soldes").brief().lot()).isEqualTo(2);
    }

    @Test
    void refusesMappingsThatSayNothing() throws Exception {
        var address = send("Nom;Date\na;05/05/2027\n".getBytes(UTF_8), "a.csv");

        assertThat(map(address, "NAME", "NAME"))
                .hasStatus(422)
                .bodyText()
                .contains("Deux colonnes");
        assertThat(map(address, "", "DATE")).hasStatus(422).bodyText().contains("ni la clé");
        assertThat(map(address, "NAME", "")).hasStatus(422).bodyText().contains("ne donne la date");
        assertThat(map(address, "NAME", "DATE")).hasStatus3xxRedirection();
    }

    @Test
    void saysWhyAFileIsNotRead() throws Exception {
        var answers =
                Map.of(
                        "bombe",
                        new Packed()
                                .withSheet("", "")
                                .bytes("xl/sharedStrings.xml", Limits.SHARED_TEXTS * 2),
                        "endommagé",
                        new byte[] {'P', 'K', 3, 4, 1, 2, 3},
                        "mot de passe",
                        new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0},
                        "aucune ligne",
                        new byte[0]);
        for (var answer : answers.entrySet()) {
            var word = answer.getKey().equals("bombe") ? "décompressé" : answer.getKey();
            assertThat(upload(answer.getValue(), "x.xlsx"))
                    .hasStatus(422)
                    .bodyText()
                    .contains(word);
        }
    }

    @Test
    void isTheSendersAlone() throws Exception {
        var address = send("Nom;Date\na;05/05/2027\n".getBytes(UTF_8), "a.csv");

        assertThat(mvc.get().uri(address).session(new MockHttpSession()).with(as(Role.ADMIN)))
                .hasStatus(404);
    }

    @Test
    void readsAnotherSheetAndOtherHeaders() throws Exception {
        var exported =
                ask(mvc.get().uri("/calendar/export.xlsx")).getResponse().getContentAsByteArray();
        var address = send(exported, "plan.xlsx");

        assertThat(ask(mvc.get().uri(address + "?sheet=1")))
                .hasStatusOk()
                .bodyText()
                .contains("Ouverture", "Temps forts");
        assertThat(ask(mvc.get().uri(address + "?header=2"))).hasStatusOk();
        assertThat(ask(mvc.get().uri(address + "?sheet=99"))).hasStatus(422);
    }

    /** As many as a team plans in some years, within the time that a person waits. */
    @Test
    void makesAThousandDraftsInOneGo() throws Exception {
        var csv = new StringBuilder("Nom;Date;Canal\n");
        for (int i = 0; i < 1000; i++) {
            csv.append("Série %d;%02d/%02d/2027;e-mail\n".formatted(i, 1 + i % 28, 1 + i % 12));
        }
        var address = send(csv.toString().getBytes(UTF_8), "mille.csv");
        assertThat(apply(address, preview(address))).hasStatus3xxRedirection();

        assertThat(plans.load(PLAN).orElseThrow().campaigns()).hasSize(1006);
        assertThat(
                        database()
                                .jdbc()
                                .sql(
                                        "select count(*) from change where plan = :plan and key like 'serie-%'")
                                .param("plan", PLAN)
                                .query(Long.class)
                                .single())
                .isEqualTo(1000);
        assertThat(tallies(preview(send(csv.toString().getBytes(UTF_8), "mille.csv"))))
                .containsExactly("0", "0", "1\u00a0000", "0");
    }

    private PlanDocument.Campaign campaign(String key) {
        return plans.load(PLAN).orElseThrow().campaigns().stream()
                .filter(campaign -> campaign.brief().key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private MvcTestResult ask(MockMvcRequestBuilder request) {
        return request.session(session).with(token()).with(as(Role.MARKETER)).exchange();
    }

    private MvcTestResult upload(byte[] bytes, String name) {
        return mvc.post()
                .uri("/plan/spreadsheet")
                .multipart()
                .file(new MockMultipartFile("file", name, null, bytes))
                .session(session)
                .with(token())
                .with(as(Role.MARKETER))
                .exchange();
    }

    /** Sends a file, and gives the address of its pages. */
    private String send(byte[] bytes, String name) {
        return Objects.requireNonNull(upload(bytes, name).getResponse().getRedirectedUrl());
    }

    private MvcTestResult preview(String address) {
        var page = ask(mvc.get().uri(address + "/preview"));
        assertThat(page).hasStatusOk();
        return page;
    }

    private MvcTestResult apply(String address, MvcTestResult preview) throws Exception {
        return ask(
                mvc.post()
                        .uri(address + "/application")
                        .param(
                                "seal",
                                found("name=\"seal\" value=\"([0-9a-f]+)\"", preview).getFirst()));
    }

    private MvcTestResult map(String address, String... columns) {
        return ask(
                mvc.post()
                        .uri(address)
                        .param("column", columns)
                        .param("sheet", "0")
                        .param("header", "1")
                        .param("type", "SERVICE")
                        .param("time", "10:00"));
    }

    private static List<String> tallies(MvcTestResult page) throws Exception {
        return found("</dt><dd>([^<]*)</dd>", page);
    }

    private static List<String> found(String pattern, MvcTestResult page) throws Exception {
        return Pattern.compile(pattern)
                .matcher(page.getResponse().getContentAsString(UTF_8))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
