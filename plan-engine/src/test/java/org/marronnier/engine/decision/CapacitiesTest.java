package org.marronnier.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marronnier.engine.decision.Given.asked;
import static org.marronnier.engine.decision.Given.at;
import static org.marronnier.engine.decision.Given.rules;
import static org.marronnier.engine.decision.Given.weekly;
import static org.marronnier.engine.decision.Given.with;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.pressure.Capacity;

/** What a channel carries in a day (section 8). */
class CapacitiesTest {

    private static final Instant NOW = at("2026-06-30T10:00");
    private static final Capacity TWO = new Capacity(Channel.EMAIL, 2);
    private static final List<Reason> USED = List.of(new Reason.CapacityUsed(Channel.EMAIL, 2));

    @Test
    void keepsThePlacesOfTheFirstInRankAndDefersTheOthersToTheNextDay() {
        var sends = List.of(send("C3", 50), send("C1", 50), send("C2", 90));

        var shared = capacities(rules()).share(sends, TWO, 0);

        assertThat(shared)
                .extracting(decision -> decision.candidate().contact())
                .containsExactly("C2", "C1", "C3");
        assertThat(shared)
                .extracting(Decision::outcome)
                .containsExactly(Outcome.SEND, Outcome.SEND, Outcome.DEFER);
        assertThat(shared.getLast().until()).isEqualTo(at("2026-07-01T00:00"));
        assertThat(shared.getLast().reasons()).isEqualTo(USED);
    }

    @Test
    void countsThePlacesThatAreTakenAlready() {
        assertThat(capacities(rules()).share(List.of(send("C1", 50)), TWO, 2))
                .extracting(Decision::outcome)
                .containsExactly(Outcome.DEFER);
    }

    @Test
    void defersToTheFirstInstantThatIsNotQuiet() {
        var night = with(rules(), weekly(Set.of(DayOfWeek.values()), "20:00", "08:00"));
        var closedWednesday = with(rules(), weekly(DayOfWeek.WEDNESDAY, "00:00", "24:00"));
        var sends = List.of(send("C1", 50));

        assertThat(capacities(night).share(sends, TWO, 2).getFirst().until())
                .isEqualTo(at("2026-07-01T08:00"));
        assertThat(
                        new Capacities(night, any -> ZoneId.of("America/New_York"), NOW)
                                .share(sends, TWO, 2)
                                .getFirst()
                                .until())
                .isEqualTo(at("2026-07-01T00:00"));
        assertThat(capacities(closedWednesday).share(sends, TWO, 2).getFirst().until())
                .isEqualTo(at("2026-07-02T00:00"));
    }

    @Test
    void suppressesWhereTheNextDayIsTooLate() {
        var soon = asked("C1", NOW).expiry(at("2026-06-30T23:59:59")).candidate();
        var send = new Decision(soon, Outcome.SEND, Channel.EMAIL, NOW, null, List.of());

        var shared = capacities(rules()).share(List.of(send), TWO, 2).getFirst();

        assertThat(shared.outcome()).isEqualTo(Outcome.SUPPRESS);
        assertThat(shared.channel()).isNull();
        assertThat(shared.reasons()).isEqualTo(USED);
    }

    private static Capacities capacities(RuleBook rules) {
        return new Capacities(rules, any -> Given.PARIS, NOW);
    }

    private static Decision send(String contact, int priority) {
        return new Decision(
                asked(contact, NOW).priority(priority).expiry(at("2026-07-05T00:00")).candidate(),
                Outcome.SEND,
                Channel.EMAIL,
                NOW,
                null,
                List.of());
    }
}
