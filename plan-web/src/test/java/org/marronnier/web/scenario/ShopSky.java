package org.marronnier.web.scenario;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What is forecast where the customers of the replay live, made up and always the same, and when
 * nobody tells it.
 */
final class ShopSky {

    /** Where customers live, as a contact has it and as a provider of forecasts is asked for it. */
    enum Place {
        PARIS("75011", "{}", "48.86", "2.35", "Europe/Paris"),
        LYON("69003", "{}", "45.76", "4.84", "Europe/Paris"),
        AJACCIO("20090", "{}", "41.93", "8.74", "Europe/Paris"),
        REUNION("97400", "{}", "-20.88", "55.45", "Indian/Reunion"),
        LONDON("N1 9GU", at("51.5072", "-0.1276"), "51.5", "-0.1", "Europe/London"),
        NEW_YORK("10001", at("40.7128", "-74.0060"), "40.7", "-74.0", "America/New_York"),
        KOLKATA(null, at("22.5744", "88.3629"), "22.6", "88.4", "Asia/Kolkata"),
        LORD_HOWE(null, at("-31.5553", "159.0821"), "-31.6", "159.1", "Australia/Lord_Howe"),
        NOWHERE("SW1A", "{}", "", "", "UTC");

        final @Nullable String postcode;
        final String attributes;
        final String latitude;
        final String longitude;
        final ZoneId zone;

        Place(
                @Nullable String postcode,
                String attributes,
                String latitude,
                String longitude,
                String zone) {
            this.postcode = postcode;
            this.attributes = attributes;
            this.latitude = latitude;
            this.longitude = longitude;
            this.zone = ZoneId.of(zone);
        }

        private static String at(String latitude, String longitude) {
            return "{\"latitude\": %s, \"longitude\": \"%s\"}".formatted(latitude, longitude);
        }
    }

    /**
     * @param lowest in °C
     * @param snow in mm
     * @param wind in km/h; null where it is not forecast
     */
    record Forecast(BigDecimal lowest, BigDecimal snow, @Nullable BigDecimal wind) {}

    /** In what way nobody tells it. */
    enum Silence {
        BUSY,
        GARBLED,
        OF_YESTERDAY
    }

    private ShopSky() {}

    static LocalDate day(Place place, Instant now) {
        return LocalDate.ofInstant(now, place.zone);
    }

    /** What is said of today; after noon it may be something else than before. */
    static Forecast today(Place place, Instant now) {
        var local = now.atZone(place.zone);
        var noon = local.getHour() < 12 ? 0 : 1;
        return of(place, local.toLocalDate(), noon);
    }

    static Forecast tomorrow(Place place, Instant now) {
        return of(place, day(place, now).plusDays(1), 0);
    }

    private static Forecast of(Place place, LocalDate day, int noon) {
        var random = new SplittableRandom(day.toEpochDay() * 31 + place.ordinal() * 2 + noon);
        return new Forecast(
                BigDecimal.valueOf(random.nextInt(-10, 240), 1),
                BigDecimal.valueOf(random.nextInt(0, 120), 1),
                random.nextInt(6) == 0 ? null : BigDecimal.valueOf(random.nextInt(0, 900), 1));
    }

    /** Two days in 25 there is no answer from anywhere, and one in nine none from a place. */
    static @Nullable Silence silence(Place place, Instant now) {
        var day = now.atZone(ZoneOffset.UTC).toLocalDate().toEpochDay();
        var isSilent = day % 25 < 2 || (day + place.ordinal()) % 9 == 0;
        return isSilent ? Silence.values()[(int) (day % Silence.values().length)] : null;
    }
}
