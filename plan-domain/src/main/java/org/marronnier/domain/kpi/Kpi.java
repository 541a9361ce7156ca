package org.marronnier.domain.kpi;

import org.jspecify.annotations.Nullable;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.time.Span;

/**
 * A figure of the plan's own: the share of the contacts that meet {@code over} who meet {@code of}
 * too.
 */
public record Kpi(String key, String name, Ratio ratio, @Nullable Span window) {

    /** A share of contacts, from 0 to 1. */
    public record Ratio(Condition of, Condition over) {}
}
