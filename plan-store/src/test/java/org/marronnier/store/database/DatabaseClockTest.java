package org.marronnier.store.database;

import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.marronnier.domain.time.SteppedClock;

class DatabaseClockTest {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    @Test
    void tellsOneTimeOnMachinesWhoseClocksDiffer() {
        var fast = asked(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(5)));
        var slow = asked(Clock.offset(Clock.systemUTC(), Duration.ofHours(-3)));

        assertThat(fast.instant()).isCloseTo(now(), within(5, SECONDS));
        assertThat(slow.instant()).isCloseTo(fast.instant(), within(5, SECONDS));
    }

    @Test
    void followsAClockThatIsPutRight() {
        var own = new SteppedClock(now().plus(Duration.ofMinutes(5)));
        var clock = asked(own);

        own.set(now());
        clock.ask();

        assertThat(clock.instant()).isCloseTo(now(), within(5, SECONDS));
    }

    private static DatabaseClock asked(Clock own) {
        var clock = new DatabaseClock(own, new DatabaseTime(DATABASE.jdbc()));
        clock.ask();
        return clock;
    }

    private static Instant now() {
        return new DatabaseTime(DATABASE.jdbc()).now();
    }
}
