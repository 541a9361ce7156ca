package org.marronnier.domain.approval;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.marronnier.domain.document.ItemKind;

/** What is approved apart of an item: for whom, what, and when. */
public enum Aspect {
    TARGET,
    CONTENT,
    DATES;

    private static final Set<String> TARGETS =
            Set.of("target", "segment", "stage", "control", "exit", "reentry", "parallel");
    private static final Set<String> TIMES =
            Set.of("start", "recurrence", "exceptions", "overrides", "expiry", "event", "trigger");

    /** The aspects of items of a kind; a programme has no dates of its own. */
    public static Set<Aspect> of(ItemKind kind) {
        return switch (kind) {
            case CAMPAIGN, SCENARIO -> Collections.unmodifiableSet(EnumSet.allOf(Aspect.class));
            case PROGRAMME -> Set.of(TARGET, CONTENT);
            case PLAN,
                    CONVENTIONS,
                    JOURNEY,
                    SEGMENT,
                    PRESSURE_RULE,
                    QUIET_PERIOD,
                    CAPACITY,
                    OBJECTIVE,
                    KPI,
                    TEMPLATE,
                    CALENDAR_EVENT ->
                    Set.of(CONTENT);
        };
    }

    /** The aspect that a field of an item belongs to. */
    public static Aspect of(ItemKind kind, String field) {
        if (!kind.isLiving()) {
            return CONTENT;
        }
        if (TARGETS.contains(field)) {
            return TARGET;
        }
        return kind != ItemKind.PROGRAMME && TIMES.contains(field) ? DATES : CONTENT;
    }
}
