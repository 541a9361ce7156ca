package org.marronnier.domain.document;

import java.util.List;
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
}
