package org.marronnier.web.demonstration;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** The demonstration's plan as a document, for tests of other packages. */
public final class DemonstrationText {

    private DemonstrationText() {}

    public static byte[] on(LocalDate today) {
        return DemonstrationPlan.yaml(today).getBytes(StandardCharsets.UTF_8);
    }
}
