package org.marronnier.domain.document;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.marronnier.domain.calendar.CalendarEvent;
import org.marronnier.domain.journey.Journey;
import org.marronnier.domain.kpi.Kpi;
import org.marronnier.domain.objective.Objective;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.domain.segment.Segment;
import org.marronnier.domain.template.Template;

/** A list of a document: what is in it, under which key, and how one is written. */
record ItemList<T>(
        ItemKind kind,
        Function<PlanDocument, List<T>> items,
        Function<T, String> key,
        Shape<T> shape) {

    /** All lists of a document; scenarios stand in those of their programmes. */
    static final List<ItemList<?>> ALL =
            List.of(
                    new ItemList<>(
                            ItemKind.JOURNEY,
                            PlanDocument::journeys,
                            Journey::key,
                            JourneyShapes.JOURNEY),
                    new ItemList<>(
                            ItemKind.SEGMENT,
                            PlanDocument::segments,
                            Segment::key,
                            AimShapes.SEGMENT),
                    new ItemList<>(
                            ItemKind.PRESSURE_RULE,
                            PlanDocument::pressure,
                            PressureRule::key,
                            Rules.PRESSURE),
                    new ItemList<>(
                            ItemKind.QUIET_PERIOD,
                            PlanDocument::quiet,
                            QuietPeriod::key,
                            Rules.QUIET),
                    new ItemList<>(
                            ItemKind.CAPACITY,
                            PlanDocument::capacity,
                            it -> it.channel().name(),
                            Rules.CAPACITY),
                    new ItemList<>(
                            ItemKind.OBJECTIVE,
                            PlanDocument::objectives,
                            Objective::key,
                            AimShapes.OBJECTIVE),
                    new ItemList<>(ItemKind.KPI, PlanDocument::kpis, Kpi::key, AimShapes.KPI),
                    new ItemList<>(
                            ItemKind.TEMPLATE,
                            PlanDocument::templates,
                            Template::key,
                            TemplateShapes.TEMPLATE),
                    new ItemList<>(
                            ItemKind.PROGRAMME,
                            PlanDocument::programmes,
                            it -> it.brief().key(),
                            ProgrammeShapes.programme()),
                    new ItemList<>(
                            ItemKind.CAMPAIGN,
                            PlanDocument::campaigns,
                            it -> it.brief().key(),
                            CampaignShapes.CAMPAIGN),
                    new ItemList<>(
                            ItemKind.CALENDAR_EVENT,
                            PlanDocument::calendar,
                            CalendarEvent::key,
                            Frames.CALENDAR_EVENT));

    /** The scenarios of a programme. */
    static ItemList<PlanDocument.Scenario> scenarios(String programme) {
        return new ItemList<>(
                ItemKind.SCENARIO,
                document ->
                        document.programmes().stream()
                                .filter(it -> it.brief().key().equals(programme))
                                .findFirst()
                                .map(PlanDocument.Programme::scenarios)
                                .orElse(List.of()),
                it -> it.brief().key(),
                ProgrammeShapes.SCENARIO);
    }

    static ItemList<?> of(ItemPlace place) {
        return place.kind() == ItemKind.SCENARIO
                ? scenarios(String.valueOf(place.programme()))
                : ALL.stream()
                        .filter(list -> list.kind == place.kind())
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "%s is no list.".formatted(place.kind())));
    }

    /** The tree of the item of a key, where there is one. */
    Optional<Map<String, Object>> written(PlanDocument document, String named) {
        return items.apply(document).stream()
                .filter(item -> named.equals(key.apply(item)))
                .findFirst()
                .map(this::written);
    }

    @SuppressWarnings("unchecked") // an object is always written as a map by field name
    Map<String, Object> written(T item) {
        return (Map<String, Object>) shape.write(item);
    }
}
