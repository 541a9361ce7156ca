package org.marronnier.web.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.PlanReader;
import org.marronnier.domain.document.PlanWriter;
import org.marronnier.domain.document.Reading;
import org.marronnier.domain.document.Recurrences;
import org.marronnier.domain.lifecycle.Status;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The plan must be a good one on whatever day somebody starts the product. */
class DemonstrationPlanTest {

    @ParameterizedTest
    @MethodSource("days")
    void isAcceptedAndComesBackTheSame(LocalDate today) {
        var plan = DemonstrationPlan.on(today);

        var yaml = YAMLMapper.shared().writeValueAsString(PlanWriter.write(plan));
        var again =
                new PlanReader(Recurrences.bySyntax())
                        .read(YAMLMapper.shared().readValue(yaml, Object.class));

        assertThat(again).isEqualTo(new Reading.Accepted(plan));
    }

    @ParameterizedTest
    @MethodSource("days")
    void holdsProgrammesScenariosAndCampaignsInEveryStatus(LocalDate today) {
        var plan = DemonstrationPlan.on(today);

        assertThat(plan.programmes()).hasSize(6);
        assertThat(plan.programmes().stream().flatMap(programme -> programme.scenarios().stream()))
                .hasSize(12);
        assertThat(plan.campaigns()).hasSize(20);
        assertThat(plan.campaigns().stream().map(PlanDocument.Campaign::status))
                .containsAll(EnumSet.allOf(Status.class));
    }

    @ParameterizedTest
    @MethodSource("days")
    void coversTheYearWithCampaignsBeforeAndAfterToday(LocalDate today) {
        var plan = DemonstrationPlan.on(today);

        assertThat(today).isBetween(plan.plan().from(), plan.plan().to());
        assertThat(plan.campaigns())
                .allSatisfy(
                        campaign ->
                                assertThat(campaign.brief().start().toLocalDate())
                                        .isBetween(plan.plan().from(), plan.plan().to()));
        assertThat(fireableSoon(plan, today)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(
                        plan.campaigns().stream()
                                .filter(campaign -> campaign.status() == Status.ENDED)
                                .map(campaign -> campaign.brief().start().toLocalDate()))
                .hasSizeGreaterThanOrEqualTo(4)
                .allMatch(day -> day.isBefore(today));
    }

    @Test
    void putsSeasonalCampaignsOnTheirWeekday() {
        var text =
                new MovingDates(LocalDate.of(2027, 3, 10))
                        .in(
                                "${01-08 WED} ${06-24 WED} ${status 01-08 WED} ${+3 TUE} ${-5} ${period}");

        assertThat(text).isEqualTo("2027-01-13 2027-06-30 ended 2027-03-16 2027-03-05 2027");
    }

    private static Stream<PlanDocument.Campaign> fireableSoonStream(
            PlanDocument plan, LocalDate today) {
        return plan.campaigns().stream()
                .filter(campaign -> campaign.status() == Status.APPROVED)
                .filter(campaign -> campaign.brief().channels().contains(Channel.EMAIL))
                .filter(
                        campaign ->
                                campaign.brief().start().toLocalDate().isAfter(today)
                                        && campaign.brief()
                                                .start()
                                                .toLocalDate()
                                                .isBefore(today.plusDays(28)));
    }

    private static List<PlanDocument.Campaign> fireableSoon(PlanDocument plan, LocalDate today) {
        return fireableSoonStream(plan, today).toList();
    }

    private static Stream<LocalDate> days() {
        return Stream.of(
                LocalDate.of(2026, 11, 22),
                LocalDate.of(2026, 12, 31),
                LocalDate.of(2027, 1, 1),
                LocalDate.of(2027, 2, 15),
                LocalDate.of(2027, 6, 6),
                LocalDate.of(2028, 2, 29));
    }
}
