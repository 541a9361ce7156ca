package org.marronnier.domain.kpi;

import java.util.Locale;

/** The figures that every plan has. A plan's own KPI of the same key takes its place. */
public enum BuiltInKpi {
    NPS,
    AVERAGE_BASKET,
    ACTIVATION_RATE,
    REPEAT_RATE,
    CHURN,
    LIFETIME_VALUE,
    OPT_OUT_RATE,
    OPEN_RATE,
    CLICK_RATE,
    COMPLAINT_RATE;

    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
