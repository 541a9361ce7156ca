package org.marronnier.store.audience;

import java.util.Map;

/**
 * A condition as SQL over the alias {@code c} of the table contact: {@code from contact c <joins>
 * where <predicate>}.
 *
 * <p>The joins add columns and never rows. The predicate is true or false, never null.
 *
 * @param parameters every value that the plan wrote, by name
 */
record CompiledCondition(String joins, String predicate, Map<String, Object> parameters) {

    /** The contacts that match, as a from and a where clause. */
    String fromWhere() {
        return "from contact c\n" + joins + "where (" + predicate + ")";
    }
}
