package org.marronnier.web.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.user.Role;
import org.marronnier.web.WebTest;
import org.marronnier.web.plan.ImportingPlan;
import org.marronnier.web.plan.TextFormat;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class FeedTest extends WebTest {

    private static final String PLAN = "feed-2027";

    private static final String DOCUMENT =
            """
            marronnier: 1
            plan: {key: %s, name: Plan des flux, brand: Maison du Flux, from: 2027-01-01, to: 2027-12-31, zone: Europe/Paris, locale: fr}
            campaigns:
              - {key: lettre, name: "Lettre, du jeudi ; \\"à lire\\"", kind: recurring, type: SERVICE, channels: [EMAIL], start: 2027-03-04T10:00, recurrence: "FREQ=WEEKLY;BYDAY=TH;COUNT=6"}
              - {key: soldes, name: %s, type: PROMOTIONAL, channels: [SMS], start: 2027-06-30T09:00}
              - {key: muguet, name: Muguet, kind: highlight, start: 2027-05-01T00:00}
              - {key: idee, name: Idée sans date, type: SERVICE, channels: [EMAIL]}
            calendar: [{key: ouverture, name: Ouverture, from: 2027-03-04, to: 2027-03-06}]
            """;

    private static final String SALES =
            "Soldes d'été à la Maison du Flux, avec un nom assez long pour être plié";

    @Autowired private ImportingPlan importing;

    private final MockHttpSession session = new MockHttpSession();

    @BeforeEach
    void bringThePlanIn() {
        bring(SALES);
        assertThat(
                        mvc.post()
                                .uri("/plan-choice")
                                .param("plan", PLAN)
                                .session(session)
                                .with(as(Role.MARKETER))
                                .with(token()))
                .hasStatus3xxRedirection();
    }

    @Test
    void isReadByAnotherProgram() throws Exception {
        var calendar = parsed(read(feed("")));

        calendar.validate();
        var events = events(calendar);
        assertThat(text(calendar, "X-WR-CALNAME")).isEqualTo("Équipe");
        assertThat(starts(events, "Lettre, du jeudi ; \"à lire\""))
                .containsExactly(
                        "20270304T090000Z",
                        "20270311T090000Z",
                        "20270318T090000Z",
                        "20270325T090000Z",
                        "20270401T080000Z",
                        "20270408T080000Z");
        assertThat(starts(events, SALES)).containsExactly("20270630T070000Z");
        assertThat(starts(events, "Muguet")).containsExactly("20270501");
        var opening = named(events, "Ouverture").getFirst();
        assertThat(text(opening, Property.DTSTART)).isEqualTo("20270304");
        assertThat(text(opening, Property.DTEND)).isEqualTo("20270307");
        assertThat(events).extracting(event -> text(event, Property.UID)).doesNotHaveDuplicates();
        assertThat(named(events, SALES))
                .allSatisfy(
                        event -> assertThat(text(event, Property.STATUS)).isEqualTo("TENTATIVE"));
    }

    @Test
    void keepsItsIdsAndCountsItsRevisions() throws Exception {
        var address = feed("");
        var before = byUid(parsed(read(address)));

        bring("Soldes déplacés");
        var after = byUid(parsed(read(address)));

        assertThat(after.keySet()).isEqualTo(before.keySet());
        var uid = "campaign-soldes@" + PLAN + ".marronnier";
        assertThat(sequence(after.get(uid))).isGreaterThan(sequence(before.get(uid)));
        var letter = "campaign-lettre-20270304T100000@" + PLAN + ".marronnier";
        assertThat(sequence(after.get(letter))).isEqualTo(sequence(before.get(letter)));
    }

    @Test
    void showsWhatItsFilterShows() throws Exception {
        var events = events(parsed(read(feed("channel=sms"))));

        assertThat(events)
                .extracting(event -> text(event, Property.SUMMARY))
                .containsExactlyInAnyOrder(SALES, "Ouverture");
    }

    @Test
    void isSentAgainOnlyWhereItChanged() throws Exception {
        var address = feed("");
        var first = read(address);
        var tag = Objects.requireNonNull(first.getResponse().getHeader("ETag"));

        assertThat(first).hasContentType("text/calendar;charset=UTF-8");
        assertThat(mvc.get().uri(address).header("If-None-Match", tag)).hasStatus(304);
        bring("Autres soldes");
        assertThat(mvc.get().uri(address).header("If-None-Match", tag)).hasStatus(200);
    }

    @Test
    void isGoneOnceItIsRevokedAndItsSecretIsKeptNowhere() throws Exception {
        var address = feed("");
        var secret = address.substring("/feeds/".length(), address.length() - ".ics".length());
        assertThat(secret).hasSize(43);
        assertThat(
                        database()
                                .jdbc()
                                .sql("select count(*) from feed where feed::text like :secret")
                                .param("secret", "%" + secret + "%")
                                .query(Long.class)
                                .single())
                .isZero();
        assertThat(page()).bodyText().contains("Équipe", secret);
        assertThat(page()).bodyText().contains("Équipe").doesNotContain(secret);

        var id =
                database()
                        .jdbc()
                        .sql("select max(id) from feed where plan = :plan")
                        .param("plan", PLAN)
                        .query(Long.class)
                        .single();
        assertThat(
                        mvc.post()
                                .uri("/calendar/feeds/" + id + "/revocation")
                                .session(session)
                                .with(as(Role.MARKETER))
                                .with(token()))
                .hasStatus3xxRedirection();

        assertThat(mvc.get().uri(address)).hasStatus(404);
        assertThat(mvc.get().uri("/feeds/no-such-secret.ics")).hasStatus(404);
    }

    @Test
    void asksForAName() {
        assertThat(
                        mvc.post()
                                .uri("/calendar/feeds")
                                .param("name", " ")
                                .session(session)
                                .with(as(Role.MARKETER))
                                .with(token()))
                .hasStatus(422);
        assertThat(mvc.get().uri("/calendar/feeds")).hasStatus3xxRedirection();
    }

    private MvcTestResult page() {
        return mvc.get().uri("/calendar/feeds").session(session).with(as(Role.MARKETER)).exchange();
    }

    /** Makes a feed, and gives its path. */
    private String feed(String filter) {
        var made =
                mvc.post()
                        .uri("/calendar/feeds")
                        .param("name", "Équipe")
                        .param("filter", filter)
                        .session(session)
                        .with(as(Role.MARKETER))
                        .with(token())
                        .exchange();
        assertThat(made).hasStatus3xxRedirection();
        var address =
                Objects.requireNonNull(made.getMvcResult().getFlashMap().get("madeFeed"))
                        .toString();
        return address.substring(address.indexOf("/feeds/"));
    }

    private MvcTestResult read(String address) {
        var answer = mvc.get().uri(address).exchange();
        assertThat(answer).hasStatusOk();
        return answer;
    }

    private static Calendar parsed(MvcTestResult answer) throws Exception {
        return new CalendarBuilder()
                .build(new StringReader(answer.getResponse().getContentAsString(UTF_8)));
    }

    private static List<VEvent> events(Calendar calendar) {
        return calendar.getComponents(Component.VEVENT);
    }

    private static List<VEvent> named(List<VEvent> events, String summary) {
        return events.stream()
                .filter(event -> text(event, Property.SUMMARY).equals(summary))
                .toList();
    }

    private static List<String> starts(List<VEvent> events, String summary) {
        return named(events, summary).stream().map(event -> text(event, Property.DTSTART)).toList();
    }

    private static Map<String, VEvent> byUid(Calendar calendar) {
        return events(calendar).stream()
                .collect(toMap(event -> text(event, Property.UID), event -> event));
    }

    private static int sequence(VEvent event) {
        return Integer.parseInt(text(event, Property.SEQUENCE));
    }

    private static String text(net.fortuna.ical4j.model.PropertyContainer from, String name) {
        return from.getRequiredProperty(name).getValue();
    }

    private void bring(String sales) {
        var text = DOCUMENT.formatted(PLAN, "\"" + sales + "\"");
        assertThat(importing.importText(text.getBytes(UTF_8), TextFormat.YAML, "test", true))
                .isInstanceOf(ImportingPlan.Outcome.Imported.class);
    }
}
