package org.marronnier.domain.document;

import java.util.Locale;

/** What a key can name in a document. */
enum Kind {
    PURPOSE,
    STAGE,
    SENDER,
    DEPARTMENT,
    TOUCHPOINT,
    SEGMENT,
    OBJECTIVE,
    KPI,
    TEMPLATE,
    PROGRAMME,
    SCENARIO,
    CAMPAIGN;

    /** The word for it in a sentence. */
    String word() {
        return this == KPI ? "KPI" : name().toLowerCase(Locale.ROOT);
    }
}
