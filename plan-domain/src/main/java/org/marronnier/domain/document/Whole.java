package org.marronnier.domain.document;

import java.util.List;
import org.marronnier.domain.pressure.Capacity;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.domain.telling.Phrase;

/** The whole document. */
final class Whole {

    private static final int MOST = 10_000;

    static final Shape<PlanDocument> DOCUMENT = document();

    private Whole() {}

    private record RuleSet(
            List<PressureRule> pressure, List<QuietPeriod> quiet, List<Capacity> capacity) {}

    private static Shape<RuleSet> rules() {
        var pressure =
                items(
                        "pressure",
                        ListShape.keyed(new Remembered<>(Rules.PRESSURE), 500),
                        RuleSet::pressure);
        var quiet =
                items("quiet", ListShape.keyed(new Remembered<>(Rules.QUIET), 500), RuleSet::quiet);
        var capacity =
                items(
                        "capacity",
                        ListShape.byChannel(new Remembered<>(Rules.CAPACITY), 20),
                        RuleSet::capacity);
        return ObjectShape.of(
                        "rules",
                        in -> new RuleSet(in.get(pressure), in.get(quiet), in.get(capacity)),
                        pressure,
                        quiet,
                        capacity)
                .checked(
                        (in, _) -> {
                            var rules = in.find(pressure);
                            var inForce =
                                    rules == null
                                            ? 0
                                            : rules.stream().filter(rule -> !rule.paused()).count();
                            if (inForce > PressureRule.MOST) {
                                in.at(pressure)
                                        .mistake(
                                                Phrase.TOO_MANY_RULES.with(
                                                        PressureRule.MOST, inForce));
                            }
                        });
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
                        new Remembered<>(ConventionShapes.CONVENTIONS),
                        PlanDocument::conventions,
                        PlanDocument.NO_CONVENTIONS);
        var journeys =
                items(
                        "journeys",
                        ListShape.keyed(new Remembered<>(JourneyShapes.JOURNEY), 500),
                        PlanDocument::journeys);
        var segments =
                items(
                        "segments",
                        ListShape.declaring(
                                Kind.SEGMENT, new Remembered<>(AimShapes.SEGMENT), 5_000),
                        PlanDocument::segments);
        var rules =
                Field.optional(
                        "rules",
                        rules(),
                        (PlanDocument document) ->
                                new RuleSet(
                                        document.pressure(), document.quiet(), document.capacity()),
                        new RuleSet(List.of(), List.of(), List.of()));
        var objectives =
                items(
                        "objectives",
                        ListShape.declaring(
                                Kind.OBJECTIVE, new Remembered<>(AimShapes.OBJECTIVE), 1_000),
                        PlanDocument::objectives);
        var kpis =
                items(
                        "kpis",
                        ListShape.declaring(Kind.KPI, new Remembered<>(AimShapes.KPI), 1_000),
                        PlanDocument::kpis);
        var templates =
                items(
                        "templates",
                        ListShape.declaring(
                                Kind.TEMPLATE, new Remembered<>(TemplateShapes.TEMPLATE), MOST),
                        PlanDocument::templates);
        var programmes =
                items(
                        "programmes",
                        ListShape.declaring(
                                Kind.PROGRAMME,
                                new Remembered<>(ProgrammeShapes.programme()),
                                2_000),
                        PlanDocument::programmes);
        var campaigns =
                items(
                        "campaigns",
                        ListShape.declaring(
                                Kind.CAMPAIGN, new Remembered<>(CampaignShapes.CAMPAIGN), MOST),
                        PlanDocument::campaigns);
        var calendar =
                items(
                        "calendar",
                        ListShape.keyed(new Remembered<>(Frames.CALENDAR_EVENT), MOST),
                        PlanDocument::calendar);
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

    private static <D, T> Field<D, List<T>> items(
            String name, Shape<List<T>> shape, Field.Getter<D, List<T>> written) {
        return Field.optional(name, shape, written, List.of());
    }
}
