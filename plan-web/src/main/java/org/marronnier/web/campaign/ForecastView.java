package org.marronnier.web.campaign;

import org.jspecify.annotations.Nullable;
import org.marronnier.web.shell.Funnel;

/**
 * The forecast of a campaign as its page shows it.
 *
 * @param waiting whether it is being computed; an older one is shown meanwhile
 * @param told for which occurrence, and when it was computed
 * @param funnel null until it was computed once
 * @param margin how far the total may be off; null where all were judged
 * @param beside what else shares the capacity of the day, and is not counted; null where nothing
 *     does
 */
record ForecastView(
        String campaign,
        boolean waiting,
        String told,
        @Nullable Funnel funnel,
        @Nullable String margin,
        @Nullable String beside) {}
