package org.marronnier.web.campaign;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * How often something comes back, as a form builds it out of an RFC 5545 recurrence rule. What was
 * typed is kept, right or wrong; what the form cannot build is a rule written out.
 *
 * @param every how many days, weeks, months or years apart
 * @param days the days of the week, as rules write them
 * @param monthly on which day of the month
 * @param nth which of its weekdays, from the end where it is negative
 * @param nthDay the weekday of that
 * @param until the last day, as 2027-06-30
 */
record Repetition(
        Frequency frequency,
        String every,
        List<String> days,
        Monthly monthly,
        String nth,
        String nthDay,
        End end,
        String until,
        String count) {

    /** The days of the week, as rules write them, Monday first. */
    static final List<String> WEEK = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");

    static final Repetition NONE =
            new Repetition(
                    Frequency.NONE, "1", List.of(), Monthly.SAME, "1", "MO", End.NEVER, "", "");

    /** Which weekday of a month, as rules write it. */
    private static final List<String> NTH = List.of("1", "2", "3", "4", "-1");

    private static final Set<String> BUILT =
            Set.of("FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "UNTIL", "COUNT");
    private static final Pattern NTH_DAY = Pattern.compile("([1-4]|-1)(MO|TU|WE|TH|FR|SA|SU)");
    private static final Pattern UNTIL = Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)(T235959)?");

    Repetition {
        days = List.copyOf(days);
    }

    /** What it comes back by. */
    enum Frequency {
        NONE,
        DAILY,
        WEEKLY,
        MONTHLY,
        YEARLY,
        /** A rule written out. */
        RULE
    }

    /** The day of a month: that of the start, the last one, or such as the second Tuesday. */
    enum Monthly {
        SAME,
        LAST,
        NTH
    }

    /** When it ends. */
    enum End {
        NEVER,
        UNTIL,
        COUNT
    }

    public List<Frequency> frequencies() {
        return List.of(Frequency.values());
    }

    public List<Monthly> monthlies() {
        return List.of(Monthly.values());
    }

    public List<End> ends() {
        return List.of(End.values());
    }

    public List<String> week() {
        return WEEK;
    }

    public List<String> nths() {
        return NTH;
    }

    /** Reads a rule; nothing is no repetition. */
    static Repetition of(@Nullable String rule) {
        if (rule == null || rule.isBlank()) {
            return NONE;
        }
        var parts = new HashMap<String, String>();
        for (var part : rule.split(";", -1)) {
            var at = part.indexOf('=');
            if (at < 0 || parts.put(part.substring(0, at), part.substring(at + 1)) != null) {
                return written();
            }
        }
        var read = BUILT.containsAll(parts.keySet()) ? built(parts) : written();
        return read.frequency != Frequency.RULE && read.parts().equals(parts) ? read : written();
    }

    /** Reads the fields of a form. */
    static Repetition of(MultiValueMap<String, String> fields) {
        return new Repetition(
                value(Frequency.values(), fields.getFirst("_repeat"), Frequency.NONE),
                text(fields, "_every"),
                WEEK.stream()
                        .filter(day -> fields.getOrDefault("_days", List.of()).contains(day))
                        .toList(),
                value(Monthly.values(), fields.getFirst("_monthly"), Monthly.SAME),
                text(fields, "_nth"),
                text(fields, "_nthDay"),
                value(End.values(), fields.getFirst("_end"), End.NEVER),
                text(fields, "_until"),
                text(fields, "_count"));
    }

    /** The rule; empty where there is none, or where it is written out. */
    String rule() {
        var rule = new StringBuilder();
        parts().forEach((name, value) -> rule.append(';').append(name).append('=').append(value));
        return rule.isEmpty() ? "" : rule.substring(1);
    }

    private Map<String, String> parts() {
        var parts = new LinkedHashMap<String, String>();
        if (frequency == Frequency.NONE || frequency == Frequency.RULE) {
            return parts;
        }
        parts.put("FREQ", frequency.name());
        if (!every.isEmpty() && !every.equals("1")) {
            parts.put("INTERVAL", every);
        }
        if (frequency == Frequency.WEEKLY && !days.isEmpty()) {
            parts.put("BYDAY", String.join(",", days));
        }
        if (frequency == Frequency.MONTHLY) {
            switch (monthly) {
                case SAME -> {}
                case LAST -> parts.put("BYMONTHDAY", "-1");
                case NTH -> parts.put("BYDAY", nth + nthDay);
            }
        }
        switch (end) {
            case NEVER -> {}
            case UNTIL -> parts.put("UNTIL", until.replace("-", ""));
            case COUNT -> parts.put("COUNT", count);
        }
        return parts;
    }

    private static Repetition built(Map<String, String> parts) {
        var frequency = value(Frequency.values(), parts.getOrDefault("FREQ", ""), Frequency.RULE);
        var byDay = parts.getOrDefault("BYDAY", "");
        var nth = NTH_DAY.matcher(byDay);
        var isNth = frequency == Frequency.MONTHLY && nth.matches();
        var days = new ArrayList<String>();
        if (frequency == Frequency.WEEKLY && !byDay.isEmpty()) {
            days.addAll(List.of(byDay.split(",", -1)));
        }
        var until = UNTIL.matcher(parts.getOrDefault("UNTIL", ""));
        var hasUntil = until.matches() && until.group(4) == null;
        return new Repetition(
                frequency,
                parts.getOrDefault("INTERVAL", "1"),
                WEEK.stream().filter(days::contains).toList(),
                isNth ? Monthly.NTH : parts.containsKey("BYMONTHDAY") ? Monthly.LAST : Monthly.SAME,
                isNth ? nth.group(1) : "1",
                isNth ? nth.group(2) : "MO",
                hasUntil ? End.UNTIL : parts.containsKey("COUNT") ? End.COUNT : End.NEVER,
                hasUntil ? until.group(1) + "-" + until.group(2) + "-" + until.group(3) : "",
                parts.getOrDefault("COUNT", ""));
    }

    private static Repetition written() {
        return new Repetition(
                Frequency.RULE, "1", List.of(), Monthly.SAME, "1", "MO", End.NEVER, "", "");
    }

    private static String text(MultiValueMap<String, String> fields, String name) {
        var text = fields.getFirst(name);
        return text == null ? "" : text.strip();
    }

    private static <E extends Enum<E>> E value(E[] values, @Nullable String name, E otherwise) {
        for (var value : values) {
            if (value.name().equals(name)) {
                return value;
            }
        }
        return otherwise;
    }
}
