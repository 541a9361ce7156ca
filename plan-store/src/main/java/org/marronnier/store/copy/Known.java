package org.marronnier.store.copy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The meanings of fields of which few sequences come again and again: each is read once, and shared
 * by all rows that have it.
 */
public final class Known<T> {

    private final int fields;
    private final Function<Words.Fields, T> reading;
    private final Words words = new Words();
    private final List<T> meanings = new ArrayList<>();

    /**
     * @param fields how many make up one meaning
     */
    public Known(int fields, Function<Words.Fields, T> reading) {
        this.fields = fields;
        this.reading = reading;
    }

    /** What the next fields of a row mean. */
    public T next(RowsOut row) {
        var number = row.getWord(words, fields);
        if (number == meanings.size()) {
            meanings.add(reading.apply(words.fields(number)));
        }
        return meanings.get(number);
    }
}
