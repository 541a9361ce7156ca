package org.marronnier.web.condition;

import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Durations in forms: a number and a unit for each, {@code _number:<path>} and {@code
 * _unit:<path>}, which together are one field of the document.
 */
@Component("spanFields")
public final class SpanFields {

    private static final String NUMBER = "_number:";
    private static final String UNIT = "_unit:";

    /** The number of a duration; the whole duration where it is of several units. */
    public String number(String span) {
        return span.isEmpty() ? "" : SpanField.of(span).number();
    }

    /** The unit of a duration. */
    public String unit(String span) {
        return span.isEmpty() ? "DAY" : SpanField.of(span).unit();
    }

    /**
     * The fields of a form with its durations as the document writes them; blank ones stay blank.
     */
    public static MultiValueMap<String, String> written(MultiValueMap<String, String> fields) {
        var written = new LinkedMultiValueMap<>(fields);
        fields.forEach(
                (name, values) -> {
                    if (name.startsWith(NUMBER)) {
                        var path = name.substring(NUMBER.length());
                        var number = values.getLast().strip();
                        var unit = fields.getFirst(UNIT + path);
                        written.set(
                                path,
                                number.isEmpty()
                                        ? ""
                                        : SpanField.written(number, unit == null ? "DAY" : unit));
                    }
                });
        return written;
    }
}
