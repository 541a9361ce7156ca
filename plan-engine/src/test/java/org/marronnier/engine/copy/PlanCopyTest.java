package org.marronnier.engine.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marronnier.domain.document.GivenPlan.read;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.lifecycle.Status;

class PlanCopyTest {

    @Test
    void carriesTheFrameOverAndMakesEverythingADraft() {
        var copy = read(PlanCopy.of(plan(List.of(campaign("one", "2027-03-02T10:00")))).tree());

        assertThat(copy.plan().key()).isEqualTo("maison-2028");
        assertThat(copy.plan().name()).isEqualTo("Plan 2028");
        assertThat(copy.plan().from()).isEqualTo("2028-01-01");
        assertThat(copy.plan().to()).isEqualTo("2028-12-31");
        assertThat(copy.campaigns()).allMatch(one -> one.status() == Status.DRAFT);
    }

    @Test
    void keepsTheDistanceToAnEventOfTheMarronnier() {
        var ideas = campaign("ideas", "2027-05-18T10:00");
        ideas.put("event", "fete-des-meres");

        var copied = PlanCopy.of(plan(List.of(ideas)));

        assertThat(copied.moves())
                .contains(
                        new MovedDate(
                                MovedDate.What.CAMPAIGN,
                                "ideas",
                                "ideas",
                                LocalDate.of(2027, 5, 18),
                                LocalDate.of(2028, 5, 16),
                                new MovedDate.Why.Tied(
                                        "fete-des-meres",
                                        -12,
                                        LocalDate.of(2027, 5, 30),
                                        LocalDate.of(2028, 5, 28))));
        assertThat(read(copied.tree()).campaigns().getFirst().brief().start())
                .isEqualTo("2028-05-16T10:00");
    }

    @Test
    void keepsTheDistanceToAnEventOfThePlanItself() {
        var before = campaign("before", "2027-03-01T10:00");
        before.put("event", "lyon");

        var copy = read(PlanCopy.of(plan(List.of(before))).tree());

        assertThat(copy.calendar().getFirst().from()).isEqualTo("2028-03-02");
        assertThat(copy.calendar().getFirst().to()).isEqualTo("2028-03-04");
        assertThat(copy.campaigns().getFirst().brief().start()).isEqualTo("2028-02-28T10:00");
    }

    @Test
    void keepsTheWeekAndTheWeekdayOfTheRest() {
        var copied = PlanCopy.of(plan(List.of(campaign("one", "2027-03-02T10:00"))));

        assertThat(copied.moves())
                .contains(
                        new MovedDate(
                                MovedDate.What.CAMPAIGN,
                                "one",
                                "one",
                                LocalDate.of(2027, 3, 2),
                                LocalDate.of(2028, 2, 29),
                                new MovedDate.Why.SameWeekday(9)));
    }

    @Test
    void keepsEveryDayWithinTheNewPlan() {
        var last = campaign("last", "2027-01-01T10:00");

        var copied = PlanCopy.of(plan(List.of(last)));

        var moved = read(copied.tree()).campaigns().getFirst().brief().start();
        assertThat(moved).isEqualTo("2028-01-07T10:00");
        assertThat(moved.getDayOfWeek()).isEqualTo(LocalDate.of(2027, 1, 1).getDayOfWeek());
    }

    @Test
    void movesARecurrenceWithItsEndAndWhatWasChangedByHand() {
        var weekly = campaign("weekly", "2027-03-02T10:00");
        weekly.put("kind", "recurring");
        weekly.put("recurrence", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270601");
        weekly.put("exceptions", List.of("2027-03-09T10:00"));
        weekly.put(
                "overrides",
                List.of(Map.of("at", "2027-03-16T10:00", "start", "2027-03-17T18:00")));

        var brief = read(PlanCopy.of(plan(List.of(weekly))).tree()).campaigns().getFirst().brief();

        assertThat(brief.recurrence()).isEqualTo("FREQ=WEEKLY;BYDAY=TU;UNTIL=20280530");
        assertThat(brief.edits().exceptions()).hasToString("[2028-03-07T10:00]");
        assertThat(brief.edits().overrides().getFirst().start()).isEqualTo("2028-03-15T18:00");
    }

    @Test
    void keepsTheDayOfTheMonthOfWhatRecursByTheMonthAndOfObjectives() {
        var monthly = campaign("monthly", "2027-01-15T10:00");
        monthly.put("kind", "recurring");
        monthly.put("recurrence", "FREQ=MONTHLY");

        var copy = read(PlanCopy.of(plan(List.of(monthly))).tree());

        assertThat(copy.campaigns().getFirst().brief().start()).isEqualTo("2028-01-15T10:00");
        assertThat(copy.objectives().getFirst().by()).isEqualTo("2028-12-31");
    }

    @Test
    void changesNothingOfTheOldPlan() {
        var plan = plan(List.of(campaign("one", "2027-03-02T10:00")));

        PlanCopy.of(plan);

        assertThat(plan).isEqualTo(plan(List.of(campaign("one", "2027-03-02T10:00"))));
    }

    private static Map<String, Object> campaign(String key, String start) {
        var campaign = new HashMap<String, Object>();
        campaign.put("key", key);
        campaign.put("name", key);
        campaign.put("type", "SERVICE");
        campaign.put("channels", List.of("EMAIL"));
        campaign.put("template", "hello");
        campaign.put("start", start);
        campaign.put("status", "approved");
        return campaign;
    }

    private static PlanDocument plan(List<Object> campaigns) {
        return read(
                Map.of(
                        "marronnier",
                        1,
                        "plan",
                        Map.of(
                                "key", "maison-2027",
                                "name", "Plan 2027",
                                "brand", "Maison",
                                "from", "2027-01-01",
                                "to", "2027-12-31"),
                        "objectives",
                        List.of(
                                Map.of(
                                        "key", "repeat",
                                        "name", "Repeat",
                                        "kpi", "repeat-rate",
                                        "by", "2027-12-31")),
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
                        List.of(
                                Map.of(
                                        "key", "lyon",
                                        "name", "Lyon",
                                        "from", "2027-03-04",
                                        "to", "2027-03-06"))));
    }
}
