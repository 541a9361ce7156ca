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

/** What is held back, in the night in which the clock of Paris goes back from 3:00 to 2:00 too. */
class ReplayTest {

    private static final long DAY = 86_400;
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

    @Test
    void letsGoWhatTheRuleRefusedWhereItFindsAPlaceBesideWhatWasSent() {
        var day = Instant.parse("2027-06-01T10:00:00Z");
        var household =
                new PastHousehold(
                        List.of(
                                message(to(2), day, true),
                                message(to(2), day.plusSeconds(DAY), false),
                                message(to(2), day.plusSeconds(2 * DAY), false),
                                message(to(2), day.plusSeconds(8 * DAY), true),
                                message(to(2), day.plusSeconds(9 * DAY), false),
                                message(to(2), day.plusSeconds(10 * DAY), true)));

        var held = Replay.of(cap("week", 2, rolling("P7D"), PROMOTIONS), day).heldBack(household);

        assertThat(held.stream()).containsExactly(2, 4);
    }

    /** How many are held back of two messages, with an event a second after the first. */
    private static int heldBack(PressureRule rule) {
        var household =
                new PastHousehold(
                        List.of(
                                message(to(1), QUARTER_TO_THREE, true),
                                message(to(1), QUARTER_PAST_TWO, true)));
        return Replay.of(rule, QUARTER_TO_THREE).heldBack(household).cardinality();
    }

    private static PastHousehold.Recipient to(int max) {
        return new PastHousehold.Recipient(
                1,
                ZoneId.of("Europe/Paris"),
                max,
                new long[] {QUARTER_TO_THREE.getEpochSecond() + 1});
    }

    private static PastHousehold.Message message(
            PastHousehold.Recipient to, Instant at, boolean wasSent) {
        return new PastHousehold.Message(
                1,
                wasSent,
                to,
                true,
                at.getEpochSecond(),
                new MessageKind(Channel.EMAIL, MessageType.PROMOTIONAL, null, "offers", Set.of()),
                "campaign:c",
                null);
    }
}
