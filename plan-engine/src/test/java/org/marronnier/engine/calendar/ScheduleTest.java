package org.marronnier.engine.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.campaign.CampaignKind;
import org.marronnier.domain.campaign.OccurrenceEdits;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.message.WhenCapped;

class ScheduleTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final LocalDateTime FROM = LocalDateTime.parse("2027-01-01T00:00");
    private static final LocalDateTime TO = LocalDateTime.parse("2028-01-01T00:00");

    @Test
    void leavesOneOccurrenceOutAndMovesAnother() {
        var schedule =
                weekly("FREQ=WEEKLY;COUNT=4")
                        .without(at("2027-03-09T10:00"))
                        .movingOne(at("2027-03-16T10:00"), at("2027-03-25T18:30"));

        assertThat(days(schedule))
                .containsExactly("2027-03-02T10:00", "2027-03-23T10:00", "2027-03-25T18:30");
        assertThat(occurrences(schedule).occurrencesBetween(FROM, TO).getLast())
                .isEqualTo(
                        new Occurrences.Occurrence(at("2027-03-16T10:00"), at("2027-03-25T18:30")));
    }

    @Test
    void takesAMoveBack() {
        var schedule =
                weekly("FREQ=WEEKLY;COUNT=2")
                        .movingOne(at("2027-03-09T10:00"), at("2027-03-10T10:00"))
                        .movingOne(at("2027-03-09T10:00"), at("2027-03-09T10:00"));

        assertThat(schedule).isEqualTo(weekly("FREQ=WEEKLY;COUNT=2"));
    }

    @Test
    void findsAnOccurrenceThatWasMovedToBeforeTheOthers() {
        var schedule =
                weekly("FREQ=WEEKLY;COUNT=3")
                        .movingOne(at("2027-03-16T10:00"), at("2027-02-28T10:00"));

        assertThat(days(schedule))
                .containsExactly("2027-02-28T10:00", "2027-03-02T10:00", "2027-03-09T10:00");
        assertThat(occurrences(schedule).between(at("2027-02-28T00:00"), at("2027-03-01T00:00")))
                .containsExactly(at("2027-02-28T10:00"));
    }

    @Test
    void happensOnceWhereAMovedOneFallsOnAnother() {
        var schedule =
                weekly("FREQ=WEEKLY;COUNT=3")
                        .movingOne(at("2027-03-16T10:00"), at("2027-03-09T10:00"));

        assertThat(days(schedule)).containsExactly("2027-03-02T10:00", "2027-03-09T10:00");
    }

    @Test
    void passesOverAnEditOfWhatTheRuleDoesNotHave() {
        var schedule =
                weekly("FREQ=WEEKLY;COUNT=2")
                        .movingOne(at("2027-04-01T10:00"), at("2027-04-02T10:00"));

        assertThat(days(schedule)).containsExactly("2027-03-02T10:00", "2027-03-09T10:00");
    }

    @Test
    void movesAllByADayAndAnHour() {
        var schedule =
                weekly("FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270311T100000")
                        .without(at("2027-03-04T10:00"))
                        .movingAll(at("2027-03-09T10:00"), at("2027-03-10T11:00"))
                        .orElseThrow();

        assertThat(schedule.rule()).isEqualTo("FREQ=WEEKLY;BYDAY=WE,FR;UNTIL=20270312T110000");
        assertThat(days(schedule))
                .containsExactly("2027-03-03T11:00", "2027-03-10T11:00", "2027-03-12T11:00");
    }

    @Test
    void movesEveryOccurrenceOfARuleExactlyAsFar() {
        for (var rule :
                List.of(
                        "FREQ=WEEKLY;BYDAY=TU,SU;COUNT=20",
                        "FREQ=DAILY;INTERVAL=3;COUNT=20",
                        "FREQ=MONTHLY;BYMONTHDAY=2,9;COUNT=12",
                        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=9",
                        "FREQ=MONTHLY;COUNT=6")) {
            for (var days = -1; days <= 9; days++) {
                var by = days;
                var before = weekly(rule);
                var after =
                        before.movingAll(
                                        at("2027-03-02T10:00"), at("2027-03-02T10:00").plusDays(by))
                                .orElseThrow();
                assertThat(occurrences(after).between(FROM, TO))
                        .as("%s by %d", rule, by)
                        .isEqualTo(
                                occurrences(before).between(FROM, TO).stream()
                                        .map(at -> at.plusDays(by))
                                        .toList());
            }
        }
    }

    @Test
    void saysThatARuleCannotMove() {
        for (var rule :
                List.of(
                        "FREQ=MONTHLY;BYDAY=1TU",
                        "FREQ=MONTHLY;BYMONTHDAY=-1",
                        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU",
                        "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=2")) {
            assertThat(weekly(rule).movingAll(at("2027-03-02T10:00"), at("2027-03-03T10:00")))
                    .as(rule)
                    .isEmpty();
            assertThat(weekly(rule).movingAll(at("2027-03-02T10:00"), at("2027-03-02T12:00")))
                    .as(rule)
                    .isPresent();
        }
    }

    @Test
    void splitsIntoTwoThatTogetherHappenAsBefore() {
        for (var rule :
                List.of(
                        "FREQ=WEEKLY;COUNT=10",
                        "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270601",
                        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
                        "FREQ=MONTHLY;BYDAY=1TU")) {
            var whole =
                    weekly(rule)
                            .without(occurrences(weekly(rule)).between(FROM, TO).get(1))
                            .movingOne(
                                    occurrences(weekly(rule)).between(FROM, TO).get(4),
                                    at("2027-07-14T09:00"));
            var at = occurrences(weekly(rule)).between(FROM, TO).get(3);

            var split = whole.splitAt(at).orElseThrow();

            assertThat(occurrences(split.before()).between(FROM, TO))
                    .as(rule)
                    .allMatch(each -> each.isBefore(at));
            var both =
                    Stream.of(split.before(), split.after())
                            .flatMap(each -> occurrences(each).between(FROM, TO).stream())
                            .sorted()
                            .toList();
            assertThat(both).as(rule).isEqualTo(occurrences(whole).between(FROM, TO));
        }
    }

    @Test
    void hasNothingToSplitBeforeTheFirst() {
        assertThat(weekly("FREQ=WEEKLY").splitAt(at("2027-03-02T10:00"))).isEmpty();
    }

    private static Schedule weekly(String rule) {
        return new Schedule(at("2027-03-02T10:00"), rule, OccurrenceEdits.NONE);
    }

    private static List<String> days(Schedule schedule) {
        return occurrences(schedule).between(FROM, TO).stream()
                .map(LocalDateTime::toString)
                .toList();
    }

    private static Occurrences occurrences(Schedule schedule) {
        return Occurrences.of(
                new CampaignBrief(
                        "letter",
                        "Letter",
                        CampaignKind.RECURRING,
                        null,
                        null,
                        null,
                        null,
                        null,
                        MessageType.SERVICE,
                        null,
                        null,
                        50,
                        BigDecimal.ZERO,
                        null,
                        List.of(),
                        null,
                        List.of(),
                        null,
                        schedule.start(),
                        schedule.rule(),
                        schedule.edits(),
                        null,
                        WhenCapped.DROP,
                        BigDecimal.ZERO),
                PARIS);
    }

    private static LocalDateTime at(String text) {
        return LocalDateTime.parse(text);
    }
}
