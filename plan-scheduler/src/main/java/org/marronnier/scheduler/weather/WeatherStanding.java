package org.marronnier.scheduler.weather;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the asking for forecasts stands.
 *
 * @param hasProvider whether the settings name somebody to ask
 * @param areas how many areas contacts live in
 * @param answered of how many the forecast is known
 * @param failing of how many the provider gave none when it was last asked; nothing fires there
 * @param failure in what way it last failed, as a word
 */
public record WeatherStanding(
        boolean hasProvider,
        int areas,
        int answered,
        int failing,
        @Nullable Instant answeredAt,
        @Nullable Instant failedAt,
        @Nullable String failure) {}
