package org.marronnier.web.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepetitionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=DAILY",
                "FREQ=DAILY;INTERVAL=10;UNTIL=20271231",
                "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH",
                "FREQ=WEEKLY;BYDAY=MO;COUNT=5",
                "FREQ=MONTHLY",
                "FREQ=MONTHLY;BYMONTHDAY=-1",
                "FREQ=MONTHLY;BYDAY=2TU",
                "FREQ=MONTHLY;BYDAY=-1FR;COUNT=6",
                "FREQ=YEARLY;INTERVAL=2"
            })
    void buildsTheRuleThatItRead(String rule) {
        assertThat(Repetition.of(rule).rule()).isEqualTo(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=HOURLY",
                "FREQ=WEEKLY;WKST=SU",
                "FREQ=WEEKLY;BYDAY=1MO",
                "FREQ=MONTHLY;BYMONTHDAY=1,15",
                "FREQ=MONTHLY;BYDAY=MO,TU",
                "FREQ=MONTHLY;BYDAY=2TU;BYMONTHDAY=-1",
                "FREQ=YEARLY;BYMONTH=3",
                "FREQ=DAILY;UNTIL=20271231T080000Z",
                "FREQ=DAILY;FREQ=DAILY",
                "every Tuesday"
            })
    void leavesARuleWrittenThatItCannotBuild(String rule) {
        assertThat(Repetition.of(rule).frequency()).isEqualTo(Repetition.Frequency.RULE);
    }

    @Test
    void takesNothingForNoRepetition() {
        assertThat(Repetition.of(" ")).isEqualTo(Repetition.NONE);
        assertThat(Repetition.NONE.rule()).isEmpty();
    }
}
