package org.marronnier.web;

import java.time.Clock;
import org.marronnier.store.database.DatabaseClock;
import org.marronnier.store.database.DatabaseTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one clock of the application. */
@Configuration
class TellingTime {

    @Bean
    Clock clock(DatabaseTime time) {
        var clock = new DatabaseClock(Clock.systemUTC(), time);
        clock.ask();
        return clock;
    }
}
