package org.marronnier.domain.scenario;

import org.marronnier.domain.time.Span;

/** Whether a contact who has been in a scenario may enter it again. */
public sealed interface Reentry {

    record Once() implements Reentry {}

    record Always() implements Reentry {}

    /** When at least this long has passed since the last entry. */
    record After(Span span) implements Reentry {}
}
