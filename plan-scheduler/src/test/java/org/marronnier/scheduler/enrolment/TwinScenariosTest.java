package org.marronnier.scheduler.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.scheduler.scenario.KeepingScenarios;
import org.marronnier.scheduler.scenario.LiveScenario;
import org.marronnier.scheduler.scenario.LiveScenarios;

/** Two scenarios of one key, in two programmes of which one means a segment alone. */
class TwinScenariosTest extends ScenarioTest {

    /** Each goes by an edition that is not the newest, and by the segment of its own programme. */
    @ParameterizedTest
    @CsvSource({"club, twin, 1 SEND", "twin, club, 1 SUPPRESS noLongerTargeted"})
    void meanThoseOfTheirOwnProgrammes(String one, String other, String becomes) {
        contacts.agreed("ann", "country = 'BE'").agreed("zoe", "country = 'FR'");
        plans.segment("french", is("country", "FR")).twin("twin", "french");
        plans.scenario(of("welcome", pause("P1D"), send()), Status.LIVE);
        house.get(KeepingScenarios.class).reconcile();
        enrol(in(one), "zoe", MONDAY);
        enrol(in(other), "zoe", MONDAY.plus(Duration.ofHours(1)));
        var ann = enrol(in(one), "ann", MONDAY.plus(Duration.ofHours(2)));
        eachHourOf("2026-03-02");
        plans.scenario(of("welcome", pause("P1D"), send(), pause("P1D")), Status.LIVE);
        house.get(KeepingScenarios.class).reconcile();

        eachHourOf("2026-03-03");

        assertThat(decided(ann)).containsExactly(becomes);
    }

    private void eachHourOf(String day) {
        for (var hour : List.of("09", "10", "11")) {
            walkAt(day + "T" + hour + ":00:00Z");
        }
    }

    private LiveScenario in(String programme) {
        return house.get(LiveScenarios.class).all().stream()
                .filter(one -> one.programme().equals(programme))
                .findFirst()
                .orElseThrow();
    }
}
