package org.marronnier.domain.document;

import org.marronnier.domain.kpi.Kpi;
import org.marronnier.domain.objective.Objective;
import org.marronnier.domain.segment.Segment;
import org.marronnier.domain.telling.Phrase;

/** Whom the plan means and what it aims at: segments, objectives and KPIs. */
final class AimShapes {

    static final Shape<Segment> SEGMENT = segment();
    static final Shape<Objective> OBJECTIVE = objective();
    static final Shape<Kpi.Ratio> RATIO = ratio();
    static final Shape<Kpi> KPI = kpi();

    private AimShapes() {}

    private static Shape<Segment> segment() {
        var key = Field.required("key", Scalars.KEY, Segment::key);
        var name = Field.required("name", Scalars.NAME, Segment::name);
        var when = Field.required("when", Conditions.CONDITION, Segment::when);
        return ObjectShape.of(
                        "segment",
                        in -> new Segment(in.get(key), in.get(name), in.get(when)),
                        key,
                        name,
                        when)
                .owning(Kind.SEGMENT);
    }

    private static Shape<Objective> objective() {
        var key = Field.required("key", Scalars.KEY, Objective::key);
        var name = Field.required("name", Scalars.NAME, Objective::name);
        var kpi = Field.required("kpi", Scalars.reference(Kind.KPI), Objective::kpi);
        var segment =
                Field.optional("segment", Scalars.reference(Kind.SEGMENT), Objective::segment);
        var stage = Field.optional("stage", Scalars.reference(Kind.STAGE), Objective::stage);
        var baseline = Field.optional("baseline", Scalars.DECIMAL, Objective::baseline);
        var target = Field.optional("target", Scalars.DECIMAL, Objective::target);
        var by = Field.optional("by", Scalars.DATE, Objective::by);
        return ObjectShape.of(
                        "objective",
                        in ->
                                new Objective(
                                        in.get(key),
                                        in.get(name),
                                        in.get(kpi),
                                        in.find(segment),
                                        in.find(stage),
                                        in.find(baseline),
                                        in.find(target),
                                        in.find(by)),
                        key,
                        name,
                        kpi,
                        segment,
                        stage,
                        baseline,
                        target,
                        by)
                .checked(
                        (in, at) -> {
                            if (!in.lacks(segment) && !in.lacks(stage)) {
                                at.mistake(Phrase.OBJECTIVE_OF_BOTH.with());
                            }
                        });
    }

    private static Shape<Kpi.Ratio> ratio() {
        var of = Field.required("of", Conditions.CONDITION, Kpi.Ratio::of);
        var over = Field.required("over", Conditions.CONDITION, Kpi.Ratio::over);
        return ObjectShape.of("ratio", in -> new Kpi.Ratio(in.get(of), in.get(over)), of, over);
    }

    private static Shape<Kpi> kpi() {
        var key = Field.required("key", Scalars.KEY, Kpi::key);
        var name = Field.required("name", Scalars.NAME, Kpi::name);
        var ratio = Field.required("ratio", RATIO, Kpi::ratio);
        var window = Field.optional("window", Scalars.POSITIVE_SPAN, Kpi::window);
        return ObjectShape.of(
                "kpi",
                in -> new Kpi(in.get(key), in.get(name), in.get(ratio), in.find(window)),
                key,
                name,
                ratio,
                window);
    }
}
