package org.marronnier.domain.document;

/** The kinds of items of a plan that are edited one by one. */
public enum ItemKind {
    /** The frame of the plan itself. */
    PLAN,
    CONVENTIONS,
    JOURNEY,
    SEGMENT,
    PRESSURE_RULE,
    QUIET_PERIOD,
    CAPACITY,
    OBJECTIVE,
    KPI,
    TEMPLATE,
    PROGRAMME,
    SCENARIO,
    CAMPAIGN,
    CALENDAR_EVENT;

    /** Whether items of this kind are submitted, approved and end. */
    public boolean isLiving() {
        return this == PROGRAMME || this == SCENARIO || this == CAMPAIGN;
    }

    /** Whether a plan has exactly one of them. */
    public boolean isSingle() {
        return this == PLAN || this == CONVENTIONS;
    }
}
