package org.marronnier.web;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one clock of the application. */
@Configuration
class TellingTime {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
