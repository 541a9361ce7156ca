package org.marronnier.domain.audience;

import java.time.ZoneId;
import java.util.List;
import org.marronnier.domain.convention.Conventions.Stage;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.segment.Segment;

/**
 * What the conditions of a plan may lean on: its segments, its stages in order, its zone and its
 * sale event.
 *
 * @param plan the key of the plan
 * @param zone the zone of contacts that have none, or an unknown one
 */
public record Vocabulary(
        String plan, ZoneId zone, String saleEvent, List<Segment> segments, List<Stage> stages) {

    public Vocabulary {
        segments = List.copyOf(segments);
        stages = List.copyOf(stages);
    }

    /** The vocabulary of a plan as it was written. */
    public static Vocabulary of(PlanDocument document) {
        var frame = document.plan();
        return new Vocabulary(
                frame.key(),
                frame.zone(),
                frame.saleEvent(),
                document.segments(),
                document.conventions().stages());
    }
}
