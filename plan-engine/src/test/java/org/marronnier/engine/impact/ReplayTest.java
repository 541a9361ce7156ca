package org.marronnier.engine.impact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marronnier.domain.pressure.GivenRules.PROMOTIONS;
import static org.marronnier.domain.pressure.GivenRules.cap;
import static org.marronnier.domain.pressure.GivenRules.rolling;
import static org.marronnier.domain.pressure.GivenRules.silentAfter;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.Window;
import org.marronnier.engine.decision.MessageKind;

/** In the night in which the clock of Paris goes back from 3:00 to 2:00. */
class ReplayTest {

    private static final Instant QUARTER_TO_THREE = Instant.parse("2027-10-31T00:45:00Z");
    private static final Instant QUARTER_PAST_TWO = Instant.parse("2027-10-31T01:15:00Z");

    @Test
    void countsNoMessageThatTheLocalClockPutsLater() {
        assertThat(heldBack(cap("day", 1, rolling("P1D"), PROMOTIONS))).isZero();
        assertThat(heldBack(cap("day", 1, rolling("PT24H"), PROMOTIONS))).isOne();
        var day = new Window.Calendar(Window.Unit.DAY);
        assertThat(heldBack(cap("day", 1, day, PROMOTIONS))).isOne();
    }

    @Test
    void isNotSilentAfterAnEventThatTheLocalClockPutsLater() {
        assertThat(heldBack(silentAfter("claim", rolling("P1D"), PROMOTIONS))).isZero();
        assertThat(heldBack(silentAfter("claim", rolling("PT24H"), PROMOTIONS))).isOne();
    }

    /** How many are held back of two messages, with an event a second after the first. */
    private static int heldBack(PressureRule rule) {
        var to =
                new PastHousehold.Recipient(
                        1,
                        ZoneId.of("Europe/Paris"),
                        1,
                        new long[] {QUARTER_TO_THREE.getEpochSecond() + 1});
        var household =
                new PastHousehold(
                        List.of(message(to, QUARTER_TO_THREE), message(to, QUARTER_PAST_TWO)));
        return Replay.of(rule, QUARTER_TO_THREE).heldBack(household).cardinality();
    }

    private static PastHousehold.Message message(PastHousehold.Recipient to, Instant at) {
        return new PastHousehold.Message(
                1,
                to,
                true,
                at.getEpochSecond(),
                new MessageKind(Channel.EMAIL, MessageType.PROMOTIONAL, null, "offers", Set.of()),
                "campaign:c",
                null);
    }
}
