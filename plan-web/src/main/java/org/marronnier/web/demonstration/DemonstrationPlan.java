package org.marronnier.web.demonstration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.PlanReader;
import org.marronnier.domain.document.Reading;
import org.marronnier.domain.document.Recurrences;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The plan of the demonstration, on the dates of a day. */
final class DemonstrationPlan {

    private DemonstrationPlan() {}

    /** The document as text, its dates moved. */
    static String yaml(LocalDate today) {
        try (var in = DemonstrationPlan.class.getResourceAsStream("/demonstration/plan.yaml")) {
            if (in == null) {
                throw new IllegalStateException(
                        "The resource demonstration/plan.yaml is missing from the build.");
            }
            return new MovingDates(today).in(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The document as the plan's own reader understands it.
     *
     * @throws IllegalStateException with every mistake, when the document of this build has some
     */
    static PlanDocument on(LocalDate today) {
        var tree = YAMLMapper.shared().readValue(yaml(today), Object.class);
        return switch (new PlanReader(Recurrences.bySyntax()).read(tree)) {
            case Reading.Accepted(var document) -> document;
            case Reading.Refused(var mistakes) ->
                    throw new IllegalStateException(
                            "The demonstration's plan has mistakes: " + mistakes);
        };
    }
}
