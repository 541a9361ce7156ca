package org.marronnier.store.audience;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The values of a statement; SQL text only ever holds their names. */
final class Parameters {

    private final String prefix;
    private final Map<String, Object> values = new LinkedHashMap<>();

    Parameters() {
        this("a");
    }

    /**
     * @param prefix of the names, so that two sets may stand in one statement
     */
    Parameters(String prefix) {
        this.prefix = prefix;
    }

    String text(String value) {
        return "cast(" + name(value) + " as text)";
    }

    String number(BigDecimal value) {
        return "cast(" + name(value) + " as numeric)";
    }

    String date(LocalDate value) {
        return "cast(" + name(value) + " as date)";
    }

    String instant(Instant value) {
        return "cast(" + name(value.atOffset(ZoneOffset.UTC)) + " as timestamptz)";
    }

    String interval(String iso) {
        return "cast(" + name(iso) + " as interval)";
    }

    String texts(Collection<String> value) {
        return "cast(" + name(value.toArray(String[]::new)) + " as text[])";
    }

    String numbers(Collection<BigDecimal> value) {
        var plain = value.stream().map(BigDecimal::toPlainString).toArray(String[]::new);
        return "cast(cast(" + name(plain) + " as text[]) as numeric[])";
    }

    Map<String, Object> values() {
        return Map.copyOf(values);
    }

    private String name(Object value) {
        var name = prefix + (values.size() + 1);
        values.put(name, value);
        return ":" + name;
    }
}
