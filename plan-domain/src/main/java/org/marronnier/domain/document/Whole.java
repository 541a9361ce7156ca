package org.marronnier.domain.document;

import java.util.List;
import org.marronnier.domain.pressure.Capacity;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.QuietPeriod;

/** The whole document. */
final class Whole {

    private static final int MOST = 10_000;

    static final Shape<PlanDocument> DOCUMENT = document();

    private Whole() {}

    private record RuleSet(
            List<PressureRule> pressure, List<QuietPeriod> quiet, List<Capacity> capacity) {}

    private static Shape<RuleSet> rules() {
        var pressure =
                Field.optional(
                        "pressure",
                        ListShape.keyed(new Remembered<>(Rules.PRESSURE), 500),
                        RuleSet::pressure,
                        List.of());
        var quiet =
                Field.optional(
                        "quiet",
                        ListShape.keyed(new Remembered<>(Rules.QUIET), 500),
                        RuleSet::quiet,
                        List.of());
        var capacity =
                Field.optional(
                        "capacity",
                        ListShape.byChannel(new Remembered<>(Rules.CAPACITY), 20),
                        RuleSet::capacity,
                        List.of());
        return ObjectShape.of(
                "rules",
                in -> new RuleSet(in.get(pressure), in.get(quiet), in.get(capacity)),
                pressure,
                quiet,
                capacity);
    }

    private static Shape<PlanDocument> document() {
        var format =
                Field.required(
                        "marronnier",
                        Scalars.integer(PlanDocument.FORMAT, PlanDocument.FORMAT),
                        (PlanDocument _) -> PlanDocument.FORMAT);
        var plan = Field.required("plan", Frames.FRAME, PlanDocument::plan);
        var conventions =
                Field.optional(
                        "conventions",
                        new Remembered<>(Frames.CONVENTIONS),
                        PlanDocument::conventions,
                        PlanDocument.NO_CONVENTIONS);
        var journeys =
                Field.optional(
                        "journeys",
                        ListShape.keyed(new Remembered<>(Contents.JOURNEY), 500),
                        PlanDocument::journeys,
                        List.of());
        var segments =
                Field.optional(
                        "segments",
                        ListShape.declaring(
                                Kind.SEGMENT, new Remembered<>(Contents.SEGMENT), 5_000),
                        PlanDocument::segments,
                        List.of());
        var rules =
                Field.optional(
                        "rules",
                        rules(),
                        (PlanDocument document) ->
                                new RuleSet(
                                        document.pressure(), document.quiet(), document.capacity()),
                        new RuleSet(List.of(), List.of(), List.of()));
        var objectives =
                Field.optional(
                        "objectives",
                        ListShape.declaring(
                                Kind.OBJECTIVE, new Remembered<>(Contents.OBJECTIVE), 1_000),
                        PlanDocument::objectives,
                        List.of());
        var kpis =
                Field.optional(
                        "kpis",
                        ListShape.declaring(Kind.KPI, new Remembered<>(Contents.KPI), 1_000),
                        PlanDocument::kpis,
                        List.of());
        var templates =
                Field.optional(
                        "templates",
                        ListShape.declaring(
                                Kind.TEMPLATE, new Remembered<>(Contents.TEMPLATE), MOST),
                        PlanDocument::templates,
                        List.of());
        var programmes =
                Field.optional(
                        "programmes",
                        ListShape.declaring(
                                Kind.PROGRAMME, new Remembered<>(Contents.programme()), 2_000),
                        PlanDocument::programmes,
                        List.of());
        var campaigns =
                Field.optional(
                        "campaigns",
                        ListShape.declaring(
                                Kind.CAMPAIGN, new Remembered<>(Contents.CAMPAIGN), MOST),
                        PlanDocument::campaigns,
                        List.of());
        var calendar =
                Field.optional(
                        "calendar",
                        ListShape.keyed(new Remembered<>(Frames.CALENDAR_EVENT), MOST),
                        PlanDocument::calendar,
                        List.of());
        return ObjectShape.<PlanDocument>of(
                        "document",
                        in ->
                                new PlanDocument(
                                        in.get(plan),
                                        in.get(conventions),
                                        in.get(journeys),
                                        in.get(segments),
                                        in.get(rules).pressure(),
                                        in.get(rules).quiet(),
                                        in.get(rules).capacity(),
                                        in.get(objectives),
                                        in.get(kpis),
                                        in.get(templates),
                                        in.get(programmes),
                                        in.get(campaigns),
                                        in.get(calendar)),
                        List.of(
                                format,
                                plan,
                                conventions,
                                journeys,
                                segments,
                                rules,
                                objectives,
                                kpis,
                                templates,
                                programmes,
                                campaigns,
                                calendar))
                .checked((in, at) -> CrossChecks.run(at.journal(), in.find(conventions)));
    }
}
