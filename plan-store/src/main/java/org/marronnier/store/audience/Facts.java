package org.marronnier.store.audience;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a condition needs to know of a contact's events, messages or consents of one kind: one
 * grouped subquery, read and joined once however often, and for however many windows, the condition
 * asks.
 */
final class Facts {

    private record Column(String aggregate, String window) {}

    private final String alias;
    private final String source;
    private final Map<Column, String> columns = new LinkedHashMap<>();
    private final Set<String> windows = new LinkedHashSet<>();

    /**
     * @param source the from and where clause over the alias {@code f}
     */
    Facts(String alias, String source) {
        this.alias = alias;
        this.source = source;
    }

    /** A column of the subquery over the facts in a window, as seen from outside. */
    String column(String aggregate, String window) {
        windows.add(window);
        return alias
                + "."
                + columns.computeIfAbsent(
                        new Column(aggregate, window), any -> "v" + (columns.size() + 1));
    }

    /** Joined for all contacts: grouped once, then hashed. */
    String joinedForAll() {
        return "left join (select f.contact_id%s from %s group by f.contact_id) %s on %s.contact_id = c.id\n"
                .formatted(list(), rows(), alias, alias);
    }

    /** Joined for some contacts: looked up for each. */
    String joinedForSome() {
        return "left join lateral (select f.contact_id%s from %s and f.contact_id = c.id group by f.contact_id) %s on true\n"
                .formatted(list(), rows(), alias);
    }

    private String rows() {
        return source + " and (" + String.join(" or ", windows) + ")";
    }

    private String list() {
        var list = new StringBuilder();
        columns.forEach(
                (column, name) -> {
                    list.append(", ").append(column.aggregate());
                    if (windows.size() > 1) {
                        list.append(" filter (where ").append(column.window()).append(")");
                    }
                    list.append(" as ").append(name);
                });
        return list.toString();
    }
}
