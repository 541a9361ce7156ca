package org.marronnier.web.plan;

import java.util.List;
import org.marronnier.domain.document.PlanDocument;

/**
 * One of the first steps with a plan.
 *
 * @param done whether the plan has come so far
 */
public record Beginning(String word, String path, boolean done) {

    /** What comes first in a plan that speaks to nobody yet; nothing once it has a message. */
    static List<Beginning> of(PlanDocument plan) {
        if (!plan.programmes().isEmpty() || !plan.campaigns().isEmpty()) {
            return List.of();
        }
        var conventions = plan.conventions();
        return List.of(
                new Beginning("stages", "/conventions/stages", !conventions.stages().isEmpty()),
                new Beginning(
                        "purposes", "/conventions/purposes", !conventions.purposes().isEmpty()),
                new Beginning("segments", "/segments/new", !plan.segments().isEmpty()),
                new Beginning("objectives", "/objectives/new", !plan.objectives().isEmpty()),
                new Beginning("programmes", "/programmes/new", false),
                new Beginning("campaigns", "/campaigns/new", false),
                new Beginning("spreadsheet", "/plan/spreadsheet", false));
    }
}
