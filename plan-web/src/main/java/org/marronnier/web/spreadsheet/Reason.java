package org.marronnier.web.spreadsheet;

import java.util.List;

/**
 * Why a line is refused; its words are the message {@code spreadsheet.reason.<word>} with the
 * facts.
 */
record Reason(String word, List<Object> facts) {

    /** That the plan would not hold; the one fact is the telling of its reader. */
    static final String PLAN = "plan";

    Reason {
        facts = List.copyOf(facts);
    }

    static Reason of(String word, Object... facts) {
        return new Reason(word, List.of(facts));
    }
}
