package org.marronnier.scheduler.weather;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;

/** Somebody who knows what the weather will be. */
public interface Forecasts {

    /** Whether anybody is there to be asked. */
    boolean isThere();

    /** What is forecast at a place, for the days to come; broken pipes are answers too. */
    Answer at(Place place);

    /** A place on earth, in degrees. */
    record Place(BigDecimal latitude, BigDecimal longitude) {}

    /** What came of asking. */
    sealed interface Answer {

        /**
         * @param utcOffset seconds that the clocks of the place are ahead by
         * @param days by local day of the place, what is forecast by measure
         */
        record Known(int utcOffset, Map<LocalDate, Map<String, BigDecimal>> days)
                implements Answer {}

        /**
         * @param failure in what way, as a word; {@code STATUS} has its number behind it
         */
        record Failed(String failure) implements Answer {}
    }
}
