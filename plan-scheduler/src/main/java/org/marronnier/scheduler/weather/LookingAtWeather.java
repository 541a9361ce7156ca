package org.marronnier.scheduler.weather;

import java.time.Clock;
import java.time.Duration;
import org.marronnier.store.weather.WeatherAreas;
import org.springframework.stereotype.Component;

/** Somebody looks how the asking for forecasts stands. */
@Component
public class LookingAtWeather {

    private static final Duration REMEMBERED = Duration.ofHours(3);

    private final Forecasts forecasts;
    private final WeatherAreas areas;
    private final Clock clock;

    LookingAtWeather(Forecasts forecasts, WeatherAreas areas, Clock clock) {
        this.forecasts = forecasts;
        this.areas = areas;
        this.clock = clock;
    }

    public WeatherStanding now() {
        var standing = areas.standing(clock.instant().minus(REMEMBERED));
        return new WeatherStanding(
                forecasts.isThere(),
                standing.areas(),
                standing.answered(),
                standing.failing(),
                standing.answeredAt(),
                standing.failedAt(),
                standing.failure());
    }
}
