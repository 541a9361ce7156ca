package org.marronnier.web.condition;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A duration as it is typed: a number and its unit. One of several units is typed in ISO 8601.
 *
 * @param number what was typed, whatever it is
 * @param unit MINUTE, HOUR, DAY, WEEK, MONTH, YEAR or ISO
 */
public record SpanField(String number, String unit) {

    private static final Pattern DATE = Pattern.compile("P([^T]*?)([DWMY])");
    private static final Pattern TIME = Pattern.compile("PT(.*?)([HM])");
    private static final Pattern PLAIN = Pattern.compile("\\d*");
    private static final Pattern WRONG =
            Pattern.compile("(?s)(.*) (MINUTE|HOUR|DAY|WEEK|MONTH|YEAR)");
    private static final Map<String, String> UNITS =
            Map.of("D", "DAY", "W", "WEEK", "M", "MONTH", "Y", "YEAR");

    /** Reads a duration; what is none is kept as it was typed. */
    public static SpanField of(String span) {
        var wrong = WRONG.matcher(span);
        return wrong.matches()
                ? new SpanField(wrong.group(1), wrong.group(2))
                : simple(span).orElseGet(() -> new SpanField(span, "ISO"));
    }

    private static Optional<SpanField> simple(String span) {
        var time = TIME.matcher(span);
        if (time.matches() && PLAIN.matcher(time.group(1)).matches()) {
            return Optional.of(
                    new SpanField(time.group(1), time.group(2).equals("H") ? "HOUR" : "MINUTE"));
        }
        var date = DATE.matcher(span);
        return date.matches() && PLAIN.matcher(date.group(1)).matches()
                ? Optional.of(
                        new SpanField(date.group(1), UNITS.getOrDefault(date.group(2), "DAY")))
                : Optional.empty();
    }

    /** The duration in ISO 8601; what is no number stays as it was typed, with its unit. */
    public static String written(String number, String unit) {
        if (!unit.equals("ISO") && !PLAIN.matcher(number).matches()) {
            return number + " " + unit;
        }
        return switch (unit) {
            case "MINUTE" -> "PT" + number + "M";
            case "HOUR" -> "PT" + number + "H";
            case "WEEK" -> "P" + number + "W";
            case "MONTH" -> "P" + number + "M";
            case "YEAR" -> "P" + number + "Y";
            case "ISO" -> number;
            default -> "P" + number + "D";
        };
    }
}
