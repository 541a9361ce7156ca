package org.marronnier.web.mistake;

import java.util.Locale;
import java.util.Optional;

/** Says some facts of mistakes as people say them. */
public interface FactWords {

    /** Empty for a fact that is said as the document has it. */
    Optional<String> of(Object fact, Locale locale);
}
