package org.marronnier.web.spreadsheet;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.message.MessageType;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a sheet is read.
 *
 * @param sheet its place in the file, from 0
 * @param header the line that the headers stand on; what is above is left alone
 * @param columns what each column says; null for one that is left alone
 * @param type what a new campaign is where no column says it
 * @param time when a new campaign starts where no cell says it
 * @param values what texts that nothing answers to stand for: how the plan writes it, or empty for
 *     nothing
 */
record Mapping(
        int sheet,
        int header,
        List<@Nullable Column> columns,
        MessageType type,
        LocalTime time,
        Map<Column, Map<String, String>> values) {

    static final LocalTime USUAL_TIME = LocalTime.of(10, 0);

    private static final JsonMapper JSON = JsonMapper.shared();

    Mapping {
        columns = Collections.unmodifiableList(new ArrayList<>(columns));
        var copy = new EnumMap<Column, Map<String, String>>(Column.class);
        values.forEach((column, texts) -> copy.put(column, Map.copyOf(texts)));
        values = Collections.unmodifiableMap(copy);
    }

    Mapping withValues(Map<Column, Map<String, String>> others) {
        return new Mapping(sheet, header, columns, type, time, others);
    }

    boolean has(Column column) {
        return columns.contains(column);
    }

    /** Reads what {@link #tree} wrote. */
    static Mapping of(Object tree) {
        return JSON.convertValue(tree, Mapping.class);
    }

    /** As a tree, to be kept. */
    Object tree() {
        return JSON.convertValue(this, Object.class);
    }

    /** The place of a column in the sheet, or -1. */
    int place(Column column) {
        return columns.indexOf(column);
    }
}
