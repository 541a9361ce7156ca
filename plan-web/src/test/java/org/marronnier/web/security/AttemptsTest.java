package org.marronnier.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.time.SteppedClock;

class AttemptsTest {

    private final SteppedClock clock = new SteppedClock(Instant.parse("2027-01-01T10:00:00Z"));
    private final Attempts attempts = new Attempts(clock);

    @Test
    void allowsFourFailuresAndRefusesAfterTheFifth() {
        fail(4, "lea", "1.1.1.1");
        assertThat(attempts.areTooMany("lea", "1.1.1.1")).isFalse();

        attempts.failed("lea", "1.1.1.1");

        assertThat(attempts.areTooMany("lea", "1.1.1.1")).isTrue();
        assertThat(attempts.areTooMany("lea", "2.2.2.2")).isFalse();
        assertThat(attempts.areTooMany("noe", "1.1.1.1")).isFalse();
    }

    @Test
    void forgetsAfterAQuarterOfAnHour() {
        fail(5, "lea", "1.1.1.1");

        clock.step(Attempts.WINDOW.minusSeconds(1));
        assertThat(attempts.areTooMany("lea", "1.1.1.1")).isTrue();
        clock.step(Duration.ofSeconds(1));

        assertThat(attempts.areTooMany("lea", "1.1.1.1")).isFalse();
    }

    @Test
    void forgetsAfterASuccess() {
        fail(4, "lea", "1.1.1.1");

        attempts.succeeded("lea", "1.1.1.1");
        fail(4, "lea", "1.1.1.1");

        assertThat(attempts.areTooMany("lea", "1.1.1.1")).isFalse();
    }

    @Test
    void refusesAnAddressThatTriesManyNames() {
        for (int each = 0; each < 30; each++) {
            attempts.failed("name" + each, "1.1.1.1");
        }

        assertThat(attempts.areTooMany("another", "1.1.1.1")).isTrue();
        assertThat(attempts.areTooMany("another", "2.2.2.2")).isFalse();
    }

    @Test
    void refusesANameTriedFromManyAddresses() {
        for (int each = 0; each < 100; each++) {
            attempts.failed("lea", "10.0.0." + each);
        }

        assertThat(attempts.areTooMany("lea", "2.2.2.2")).isTrue();
    }

    private void fail(int times, String name, String address) {
        for (int each = 0; each < times; each++) {
            attempts.failed(name, address);
        }
    }
}
