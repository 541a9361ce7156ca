package org.marronnier.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marronnier.domain.pressure.GivenRules.everyDay;
import static org.marronnier.engine.decision.Given.PARIS;
import static org.marronnier.engine.decision.Given.at;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.marronnier.domain.pressure.QuietPeriod;

class QuietTimesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 30);

    /** However many days the table holds so far, nothing is quiet before it begins. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 62, 63, 64, 65, 127, 128, 300})
    void isOpenUntilTheEvening(int days) {
        var noon = at(TODAY.plusDays(days) + "T12:00").getEpochSecond();
        var evening = noon + Duration.ofHours(10).toSeconds();

        assertThat(times(everyDay("22:00", "08:00")).open(noon, noon)).isEqualTo(noon);
        assertThat(times(everyDay("22:00", "08:00")).open(evening, noon + 86_400))
                .isEqualTo(noon + Duration.ofHours(20).toSeconds());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 62, 63, 64, 127, 128})
    void isOpenUntilDatesThatAreYetToCome(int days) {
        var noon = at(TODAY.plusDays(days) + "T12:00").getEpochSecond();
        var later = new QuietPeriod.Dates(TODAY.plusDays(200), TODAY.plusDays(209));

        assertThat(times(later).open(noon, noon)).isEqualTo(noon);
    }

    private static QuietTimes times(QuietPeriod.Pattern pattern) {
        return new QuietTimes(
                List.of(new QuietPeriod("quiet", Set.of(), Set.of(), pattern)),
                PARIS,
                at("2026-06-30T10:00"));
    }
}
