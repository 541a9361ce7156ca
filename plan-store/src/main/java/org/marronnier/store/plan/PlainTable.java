package org.marronnier.store.plan;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.marronnier.domain.calendar.CalendarEventItem;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.item.PlanItem;
import org.marronnier.domain.journey.JourneyItem;
import org.marronnier.domain.kpi.KpiItem;
import org.marronnier.domain.objective.ObjectiveItem;
import org.marronnier.domain.pressure.CapacityItem;
import org.marronnier.domain.pressure.PressureRuleItem;
import org.marronnier.domain.pressure.QuietPeriodItem;
import org.marronnier.domain.segment.SegmentItem;
import org.marronnier.domain.template.TemplateItem;

/**
 * How the items of a kind without a life of their own stand in a plan document and in the database.
 */
record PlainTable<V, E extends PlanItem<V>>(
        ItemKind kind, Class<E> type, Function<PlanDocument, List<V>> values, Birth<V, E> birth) {

    /** Makes the row of a value that is new. */
    interface Birth<V, E> {
        E of(long plan, int position, V value, Instant now);
    }

    static final List<PlainTable<?, ?>> ALL =
            List.of(
                    new PlainTable<>(
                            ItemKind.SEGMENT,
                            SegmentItem.class,
                            PlanDocument::segments,
                            SegmentItem::new),
                    new PlainTable<>(
                            ItemKind.PRESSURE_RULE,
                            PressureRuleItem.class,
                            PlanDocument::pressure,
                            PressureRuleItem::new),
                    new PlainTable<>(
                            ItemKind.QUIET_PERIOD,
                            QuietPeriodItem.class,
                            PlanDocument::quiet,
                            QuietPeriodItem::new),
                    new PlainTable<>(
                            ItemKind.CAPACITY,
                            CapacityItem.class,
                            PlanDocument::capacity,
                            CapacityItem::new),
                    new PlainTable<>(
                            ItemKind.OBJECTIVE,
                            ObjectiveItem.class,
                            PlanDocument::objectives,
                            ObjectiveItem::new),
                    new PlainTable<>(ItemKind.KPI, KpiItem.class, PlanDocument::kpis, KpiItem::new),
                    new PlainTable<>(
                            ItemKind.TEMPLATE,
                            TemplateItem.class,
                            PlanDocument::templates,
                            TemplateItem::new),
                    new PlainTable<>(
                            ItemKind.CALENDAR_EVENT,
                            CalendarEventItem.class,
                            PlanDocument::calendar,
                            CalendarEventItem::new),
                    new PlainTable<>(
                            ItemKind.JOURNEY,
                            JourneyItem.class,
                            PlanDocument::journeys,
                            JourneyItem::new));
}
