package org.marronnier.web.convention;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One part of the conventions, which is shown and kept on its own. */
enum Tab {
    STAGES,
    PURPOSES,
    TYPOLOGY,
    SENDERS,
    DEPARTMENTS,
    TOUCHPOINTS,
    COSTS,
    DEDUPLICATION;

    /** The field of the document, which is also its name in addresses. */
    String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Tab> of(String field) {
        return Arrays.stream(values()).filter(tab -> tab.field().equals(field)).findFirst();
    }
}
