package org.marronnier.web.plan;

import java.util.Arrays;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.kpi.BuiltInKpi;

/** How a KPI is written. */
public enum KpiUnit {
    /** Of one; written in per cent. */
    SHARE,
    NUMBER;

    /** How the KPI of a key is written; the plan's own are all shares. */
    public static KpiUnit of(PlanDocument plan, String key) {
        return plan.kpis().stream().anyMatch(own -> own.key().equals(key))
                ? SHARE
                : Arrays.stream(BuiltInKpi.values())
                        .filter(kpi -> kpi.key().equals(key))
                        .findFirst()
                        .map(KpiUnit::of)
                        .orElse(NUMBER);
    }

    private static KpiUnit of(BuiltInKpi kpi) {
        return switch (kpi) {
            case NPS, AVERAGE_BASKET, LIFETIME_VALUE -> NUMBER;
            case ACTIVATION_RATE,
                    REPEAT_RATE,
                    CHURN,
                    OPT_OUT_RATE,
                    OPEN_RATE,
                    CLICK_RATE,
                    COMPLAINT_RATE ->
                    SHARE;
        };
    }
}
