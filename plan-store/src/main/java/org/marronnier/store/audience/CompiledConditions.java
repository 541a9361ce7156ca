package org.marronnier.store.audience;

import java.util.List;
import java.util.Map;

/**
 * Several conditions as SQL over the alias {@code c} of the table contact: {@code from contact c
 * <joins>}, and a predicate each. The joins add columns and never rows; a predicate is true or
 * false, never null.
 *
 * @param parameters every value that the plan wrote, by name
 */
record CompiledConditions(String joins, List<String> predicates, Map<String, Object> parameters) {

    CompiledConditions {
        predicates = List.copyOf(predicates);
    }
}
