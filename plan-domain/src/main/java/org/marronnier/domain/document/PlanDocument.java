package org.marronnier.domain.document;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.calendar.CalendarEvent;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.consent.Typology;
import org.marronnier.domain.convention.Conventions;
import org.marronnier.domain.journey.Journey;
import org.marronnier.domain.kpi.Kpi;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.objective.Objective;
import org.marronnier.domain.plan.PlanFrame;
import org.marronnier.domain.pressure.Capacity;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.domain.programme.ProgrammeBrief;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.domain.segment.Segment;
import org.marronnier.domain.template.Template;

/** A whole plan as one value, in the order in which it was written. */
public record PlanDocument(
        PlanFrame plan,
        Conventions conventions,
        List<Journey> journeys,
        List<Segment> segments,
        List<PressureRule> pressure,
        List<QuietPeriod> quiet,
        List<Capacity> capacity,
        List<Objective> objectives,
        List<Kpi> kpis,
        List<Template> templates,
        List<Programme> programmes,
        List<Campaign> campaigns,
        List<CalendarEvent> calendar) {

    /** The version of the format that this product reads and writes. */
    public static final int FORMAT = 1;

    /** The conventions of a plan that has none of its own. */
    public static final Conventions NO_CONVENTIONS =
            new Conventions(
                    List.of(),
                    List.of(),
                    new Typology(List.of()),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of());

    /** A programme with its scenarios and where they stand. */
    public record Programme(ProgrammeBrief brief, Status status, List<Scenario> scenarios) {
        public Programme {
            scenarios = List.copyOf(scenarios);
        }
    }

    /**
     * A scenario and where it stands; without a status of its own it stands where its programme
     * does.
     */
    public record Scenario(ScenarioBrief brief, Status status) {}

    /** A campaign and where it stands. */
    public record Campaign(CampaignBrief brief, Status status) {}

    public PlanDocument {
        journeys = List.copyOf(journeys);
        segments = List.copyOf(segments);
        pressure = List.copyOf(pressure);
        quiet = List.copyOf(quiet);
        capacity = List.copyOf(capacity);
        objectives = List.copyOf(objectives);
        kpis = List.copyOf(kpis);
        templates = List.copyOf(templates);
        programmes = List.copyOf(programmes);
        campaigns = List.copyOf(campaigns);
        calendar = List.copyOf(calendar);
    }

    /** The pressure rules that hold: those that are not switched off. */
    public List<PressureRule> pressureInForce() {
        return pressure.stream().filter(rule -> !rule.paused()).toList();
    }

    /** The quiet periods that hold: those that are not switched off. */
    public List<QuietPeriod> quietInForce() {
        return quiet.stream().filter(period -> !period.paused()).toList();
    }

    /** The keys of all items of a kind, in their order; those of scenarios within a programme. */
    public List<String> keys(ItemKind kind, @Nullable String programme) {
        return switch (kind) {
            case PLAN, CONVENTIONS -> List.of(plan.key());
            case JOURNEY -> journeys.stream().map(Journey::key).toList();
            case SEGMENT -> segments.stream().map(Segment::key).toList();
            case PRESSURE_RULE -> pressure.stream().map(PressureRule::key).toList();
            case QUIET_PERIOD -> quiet.stream().map(QuietPeriod::key).toList();
            case CAPACITY -> capacity.stream().map(one -> one.channel().name()).toList();
            case OBJECTIVE -> objectives.stream().map(Objective::key).toList();
            case KPI -> kpis.stream().map(Kpi::key).toList();
            case TEMPLATE -> templates.stream().map(Template::key).toList();
            case PROGRAMME -> programmes.stream().map(one -> one.brief().key()).toList();
            case SCENARIO ->
                    programmes.stream()
                            .filter(one -> one.brief().key().equals(programme))
                            .flatMap(one -> one.scenarios().stream())
                            .map(one -> one.brief().key())
                            .toList();
            case CAMPAIGN -> campaigns.stream().map(one -> one.brief().key()).toList();
            case CALENDAR_EVENT -> calendar.stream().map(CalendarEvent::key).toList();
        };
    }

    /**
     * Where an item stands in its life; empty where it has none, or where there is no such item.
     */
    public Optional<Status> status(ItemPlace place) {
        return switch (place.kind()) {
            case PROGRAMME ->
                    programmes.stream()
                            .filter(one -> one.brief().key().equals(place.key()))
                            .map(Programme::status)
                            .findFirst();
            case SCENARIO ->
                    programmes.stream()
                            .filter(one -> one.brief().key().equals(place.programme()))
                            .flatMap(one -> one.scenarios().stream())
                            .filter(one -> one.brief().key().equals(place.key()))
                            .map(Scenario::status)
                            .findFirst();
            case CAMPAIGN ->
                    campaigns.stream()
                            .filter(one -> one.brief().key().equals(place.key()))
                            .map(Campaign::status)
                            .findFirst();
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
                    Optional.empty();
        };
    }

    /** The same plan with an item standing elsewhere in its life. */
    public PlanDocument with(ItemPlace place, Status status) {
        return new PlanDocument(
                plan,
                conventions,
                journeys,
                segments,
                pressure,
                quiet,
                capacity,
                objectives,
                kpis,
                templates,
                programmes.stream().map(one -> standing(one, place, status)).toList(),
                campaigns.stream()
                        .map(
                                one ->
                                        place.equals(
                                                        ItemPlace.of(
                                                                ItemKind.CAMPAIGN,
                                                                one.brief().key()))
                                                ? new Campaign(one.brief(), status)
                                                : one)
                        .toList(),
                calendar);
    }

    private static Programme standing(Programme programme, ItemPlace place, Status status) {
        var key = programme.brief().key();
        if (place.equals(ItemPlace.of(ItemKind.PROGRAMME, key))) {
            return new Programme(programme.brief(), status, programme.scenarios());
        }
        return key.equals(place.programme())
                ? new Programme(
                        programme.brief(),
                        programme.status(),
                        programme.scenarios().stream()
                                .map(
                                        one ->
                                                one.brief().key().equals(place.key())
                                                        ? new Scenario(one.brief(), status)
                                                        : one)
                                .toList())
                : programme;
    }
}
