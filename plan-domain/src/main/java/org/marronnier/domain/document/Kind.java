package org.marronnier.domain.document;

import org.marronnier.domain.telling.Phrase;

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
    Phrase word() {
        return Phrase.valueOf(name());
    }
}
