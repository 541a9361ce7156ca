package org.marronnier.scheduler.weather;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.marronnier.store.weather.WeatherAreas;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks the provider for the forecast of each area that somebody lives in: once an hour, and at the
 * beginning of each local day. One who does not answer is given a rest.
 */
@Component
class AskingForecasts {

    private static final Duration HOUR = Duration.ofHours(1);

    /** How long the areas that somebody lives in stay known. */
    private static final Duration REMEMBERED = Duration.ofHours(3);

    /** How long nobody else asks about an area that is being asked about. */
    private static final Duration HOLD = Duration.ofMinutes(5);

    private static final Duration REST = Duration.ofMinutes(2);
    private static final int AT_ONCE = 10;
    private static final int PATIENCE = 3;
    private static final Logger LOG = LoggerFactory.getLogger(AskingForecasts.class);

    private final Forecasts forecasts;
    private final WeatherAreas areas;
    private final Clock clock;

    AskingForecasts(Forecasts forecasts, WeatherAreas areas, Clock clock) {
        this.forecasts = forecasts;
        this.areas = areas;
        this.clock = clock;
    }

    boolean canAsk() {
        return forecasts.isThere();
    }

    /** Asks about some areas that are due; gives how many answers came. */
    int askOnce() {
        lookUp();
        var now = clock.instant();
        var due = areas.claim(now, HOLD, now.minus(REMEMBERED), AT_ONCE);
        var answers = 0;
        var failuresInARow = 0;
        for (var at = 0; at < due.size(); at++) {
            if (failuresInARow == PATIENCE) {
                areas.postpone(due.subList(at, due.size()), clock.instant().plus(REST));
                break;
            }
            if (ask(due.get(at))) {
                answers++;
                failuresInARow = 0;
            } else {
                failuresInARow++;
            }
        }
        return answers;
    }

    private void lookUp() {
        var now = clock.instant();
        var before = areas.lookedUpAt();
        if (before == null || Duration.between(before, now).abs().compareTo(HOUR) >= 0) {
            areas.lookUp(now);
        }
    }

    /** Outside any transaction: the answer may take its time. */
    private boolean ask(String area) {
        var place = Areas.place(area);
        if (place.isEmpty()) {
            areas.failed(area, "NO_PLACE", clock.instant());
            return true;
        }
        var answer = forecasts.at(place.get());
        var now = clock.instant();
        return switch (answer) {
            case Forecasts.Answer.Known known -> keep(area, known, now);
            case Forecasts.Answer.Failed(var failure) -> fail(area, failure, now);
        };
    }

    private boolean keep(String area, Forecasts.Answer.Known known, Instant now) {
        var today = day(now, known.utcOffset());
        var forecast = known.days().get(today);
        if (forecast == null) {
            return fail(area, "NO_DAY", now);
        }
        var midnight =
                today.plusDays(1)
                        .atStartOfDay()
                        .toInstant(ZoneOffset.ofTotalSeconds(known.utcOffset()));
        areas.answered(
                new WeatherAreas.Known(area, known.utcOffset(), today, forecast),
                now,
                List.of(now.plus(HOUR), midnight).stream().min(Instant::compareTo).orElseThrow());
        return true;
    }

    private boolean fail(String area, String failure, Instant now) {
        LOG.warn("The provider of forecasts gave no answer about {}: {}", area, failure);
        areas.failed(area, failure, now);
        return false;
    }

    /** The forecasts of today that are not older than they should be. */
    List<WeatherAreas.Known> today() {
        var now = clock.instant();
        return areas.known(now.minus(HOUR.multipliedBy(2))).stream()
                .filter(known -> Objects.equals(known.day(), day(now, known.utcOffset())))
                .toList();
    }

    /** The local day of a place. */
    static LocalDate day(Instant instant, int utcOffset) {
        return instant.truncatedTo(ChronoUnit.SECONDS)
                .atOffset(ZoneOffset.ofTotalSeconds(utcOffset))
                .toLocalDate();
    }
}
