package org.marronnier.store.audience;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a condition needs to know of a contact's events, messages or consents: one grouped subquery,
 * joined once however often the condition asks.
 */
final class Facts {

    private final String alias;
    private final String source;
    private final Map<String, String> columns = new LinkedHashMap<>();

    /**
     * @param source the from and where clause over the alias {@code f}
     */
    Facts(String alias, String source) {
        this.alias = alias;
        this.source = source;
    }

    /** A column of the subquery, as seen from outside. */
    String column(String expression) {
        return alias + "." + columns.computeIfAbsent(expression, any -> "v" + (columns.size() + 1));
    }

    /** Joined for all contacts: grouped once, then hashed. */
    String joinedForAll() {
        return "left join (select f.contact_id%s from %s group by f.contact_id) %s on %s.contact_id = c.id\n"
                .formatted(list(), source, alias, alias);
    }

    /** Joined for some contacts: looked up for each. */
    String joinedForSome() {
        return "left join lateral (select f.contact_id%s from %s and f.contact_id = c.id group by f.contact_id) %s on true\n"
                .formatted(list(), source, alias);
    }

    private String list() {
        var list = new StringBuilder();
        columns.forEach(
                (expression, name) ->
                        list.append(", ").append(expression).append(" as ").append(name));
        return list.toString();
    }
}
