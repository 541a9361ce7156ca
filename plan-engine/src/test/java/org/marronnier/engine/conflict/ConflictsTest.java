package org.marronnier.engine.conflict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.document.GivenPlan;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.RandomPlan;

class ConflictsTest {

    private static final LocalDate FIRST = LocalDate.of(2027, 3, 1);
    private static final LocalDate END = LocalDate.of(2027, 4, 1);

    @Test
    void findsNothingWhereAllIsWell() {
        assertThat(in(List.of(campaign("one", "2027-03-02T10:00", "vip")), List.of())).isEmpty();
    }

    @Test
    void findsOneSegmentTwiceADayOnceForAllTheirDays() {
        var weekly = campaign("letter", "2027-03-02T10:00", "vip");
        weekly.put("kind", "recurring");
        weekly.put("recurrence", "FREQ=WEEKLY");
        var daily = campaign("tips", "2027-03-09T15:00", "vip");
        daily.put("kind", "recurring");
        daily.put("recurrence", "FREQ=DAILY;COUNT=8");

        assertThat(in(List.of(weekly, daily), List.of()))
                .containsExactly(
                        new Conflict.SameSegment(
                                LocalDate.of(2027, 3, 9), 2, "vip", List.of("letter", "tips")));
    }

    @Test
    void takesEverybodyForASegmentOfItsOwn() {
        var all = campaign("all", "2027-03-02T10:00", null);
        var everybody = campaign("everybody", "2027-03-02T12:00", null);

        assertThat(
                        in(
                                List.of(all, everybody, campaign("vip", "2027-03-02T13:00", "vip")),
                                List.of()))
                .containsExactly(
                        new Conflict.SameSegment(
                                LocalDate.of(2027, 3, 2), 1, null, List.of("all", "everybody")));
    }

    @Test
    void findsACampaignInAQuietPeriod() {
        var night = campaign("night", "2027-03-02T22:00", "vip");

        assertThat(in(List.of(night), List.of()))
                .containsExactly(
                        new Conflict.Quiet(
                                "night",
                                LocalDateTime.parse("2027-03-02T22:00"),
                                1,
                                List.of("evening")));
    }

    @Property(tries = 60)
    void whatConcernsOneCampaignIsItsPartOfTheWhole(@ForAll Random random) {
        var plan = new RandomPlan(random).document();
        var from = plan.plan().from();
        var to = plan.plan().to().plusDays(1);
        for (var campaign : plan.campaigns()) {
            var key = campaign.brief().key();

            assertThat(Conflicts.of(plan, campaign.brief(), from, to, 0L))
                    .containsExactlyInAnyOrderElementsOf(
                            Conflicts.of(plan, from, to, Map.of(key, 0L)).stream()
                                    .filter(conflict -> conflict.concerned().contains(key))
                                    .toList());
        }
    }

    @Test
    void findsWhatHasNothingToSendAndNobodyToSendItTo() {
        var empty = campaign("empty", "2027-03-02T10:00", "vip");
        empty.remove("template");

        assertThat(Conflicts.of(plan(List.of(empty), List.of()), FIRST, END, Map.of("empty", 0L)))
                .containsExactly(new Conflict.NoTemplate("empty"), new Conflict.Nobody("empty"));
    }

    @Test
    void findsAnEventForWhichNothingIsPlanned() {
        var events =
                List.<Object>of(
                        Map.of(
                                "key",
                                "lyon",
                                "name",
                                "Lyon",
                                "from",
                                "2027-03-04",
                                "to",
                                "2027-03-06"),
                        Map.of(
                                "key",
                                "nice",
                                "name",
                                "Nice",
                                "from",
                                "2027-03-20",
                                "to",
                                "2027-03-20"));
        var leaning = campaign("nice-soon", "2027-03-10T10:00", "vip");
        leaning.put("event", "nice");

        assertThat(in(List.of(leaning), events))
                .containsExactly(new Conflict.NothingPlanned("lyon", LocalDate.of(2027, 3, 4)));
    }

    @Test
    void findsAGreatMomentForWhichNothingIsPlanned() {
        var none =
                Conflicts.of(
                        plan(List.of(), List.of()),
                        LocalDate.of(2027, 5, 1),
                        LocalDate.of(2027, 6, 1),
                        Map.of());

        assertThat(none)
                .containsExactly(
                        new Conflict.NothingPlanned("fete-des-meres", LocalDate.of(2027, 5, 30)));
    }

    @Test
    void looksAtNothingThatHasEnded() {
        var ended = campaign("ended", "2027-03-02T22:00", "vip");
        ended.put("status", "ended");

        assertThat(in(List.of(ended), List.of())).isEmpty();
    }

    private static List<Conflict> in(List<Object> campaigns, List<Object> events) {
        return Conflicts.of(plan(campaigns, events), FIRST, END, Map.of());
    }

    private static Map<String, Object> campaign(
            String key, String start, @Nullable String segment) {
        var campaign = new HashMap<String, Object>();
        campaign.put("key", key);
        campaign.put("name", key);
        campaign.put("type", "PROMOTIONAL");
        campaign.put("channels", List.of("EMAIL"));
        campaign.put("template", "hello");
        campaign.put("start", start);
        if (segment != null) {
            campaign.put("target", Map.of("segment", segment));
        }
        return campaign;
    }

    private static PlanDocument plan(List<Object> campaigns, List<Object> events) {
        var tree =
                Map.of(
                        "marronnier",
                        1,
                        "plan",
                        Map.of(
                                "key", "plan",
                                "name", "Plan",
                                "brand", "Brand",
                                "from", "2027-01-01",
                                "to", "2027-12-31"),
                        "segments",
                        List.of(
                                Map.of(
                                        "key", "vip",
                                        "name", "VIP",
                                        "when", Map.of("field", "country", "eq", "FR"))),
                        "rules",
                        Map.of(
                                "quiet",
                                List.of(
                                        Map.of(
                                                "key", "evening",
                                                "channels", List.of("EMAIL"),
                                                "days", List.of("MON", "TUE", "WED", "THU", "FRI"),
                                                "from", "20:00",
                                                "to", "08:00"))),
                        "templates",
                        List.of(
                                Map.of(
                                        "key", "hello",
                                        "channel", "EMAIL",
                                        "subject", "Hello",
                                        "text", "Hello")),
                        "campaigns",
                        campaigns,
                        "calendar",
                        events);
        return GivenPlan.read(tree);
    }
}
