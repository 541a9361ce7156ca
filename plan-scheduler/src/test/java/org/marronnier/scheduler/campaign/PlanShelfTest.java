package org.marronnier.scheduler.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marronnier.scheduler.Rules.atMost;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.time.SteppedClock;
import org.marronnier.scheduler.PlansInHand;

class PlanShelfTest {

    private final PlansInHand plans = new PlansInHand();
    private final SteppedClock clock = new SteppedClock(Instant.parse("2026-03-02T09:00:00Z"));
    private final PlanShelf shelf = new PlanShelf(plans, clock);

    @Test
    void makesTheRulesOfAPlanOnceAsLongAsItIsTheSame() {
        var rules = shelf.rules(PlansInHand.PLAN).orElseThrow();

        clock.step(Duration.ofSeconds(3));
        assertThat(shelf.rules(PlansInHand.PLAN)).containsSame(rules);

        plans.rule(atMost(1, "P1D"));
        assertThat(shelf.rules(PlansInHand.PLAN)).containsSame(rules);
        clock.step(Duration.ofSeconds(3));
        assertThat(shelf.rules(PlansInHand.PLAN).orElseThrow().book().pressure()).hasSize(1);
        assertThat(shelf.rules("nobodys")).isEmpty();
    }
}
