package org.marronnier.web.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;

class FunnelTest {

    @Test
    void stepsFromTargetedToTotalAndHidesLossesOfZero() {
        Funnel funnel =
                Funnel.targeted("Targeted", 100)
                        .loss("No consent", 30, "grey", null)
                        .loss("No address", 0, "grey", null)
                        .loss("Rule", 10, "nut-600", "/x")
                        .total("To send", 60);

        assertThat(funnel.scale()).isEqualTo(100);
        assertThat(funnel.lines())
                .extracting(Funnel.Line::label, Funnel.Line::from, Funnel.Line::to)
                .containsExactly(
                        tuple("Targeted", 0L, 100L),
                        tuple("No consent", 70L, 100L),
                        tuple("Rule", 60L, 70L),
                        tuple("To send", 0L, 60L));
    }
}
