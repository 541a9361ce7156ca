package org.marronnier.domain.document;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.marronnier.domain.telling.Phrase;
import org.marronnier.domain.telling.Telling;

/** Says what is wrong with a recurrence rule (RFC 5545 RRULE), if anything. */
@FunctionalInterface
public interface Recurrences {

    /** A sentence on what is wrong, or nothing. */
    Optional<Telling> mistake(String rule);

    /** A check of the syntax alone, part by part. */
    static Recurrences bySyntax() {
        return Recurrences::syntax;
    }

    private static Optional<Telling> syntax(String rule) {
        var seen = new HashSet<String>();
        for (var part : rule.split(";", -1)) {
            var at = part.indexOf('=');
            var name = at < 0 ? part : part.substring(0, at);
            var pattern = Parts.pattern(name);
            if (pattern == null) {
                return Optional.of(
                        Phrase.RECURRENCE_PART_UNKNOWN.with(name, List.copyOf(Parts.NAMES)));
            }
            if (!seen.add(name)) {
                return Optional.of(Phrase.RECURRENCE_PART_TWICE.with(name));
            }
            if (at < 0 || !pattern.matcher(part.substring(at + 1)).matches()) {
                return Optional.of(Phrase.RECURRENCE_PART_UNREADABLE.with(name));
            }
        }
        if (!seen.contains("FREQ")) {
            return Optional.of(Phrase.RECURRENCE_FREQUENCY_MISSING.with());
        }
        if (seen.contains("COUNT") && seen.contains("UNTIL")) {
            return Optional.of(Phrase.RECURRENCE_END_TWICE.with());
        }
        return Optional.empty();
    }

    /** What each part of a rule may hold. */
    final class Parts {
        static final Set<String> NAMES =
                new java.util.TreeSet<>(
                        Set.of(
                                "FREQ",
                                "UNTIL",
                                "COUNT",
                                "INTERVAL",
                                "BYHOUR",
                                "BYMINUTE",
                                "BYSECOND",
                                "BYDAY",
                                "BYMONTHDAY",
                                "BYYEARDAY",
                                "BYWEEKNO",
                                "BYMONTH",
                                "BYSETPOS",
                                "WKST"));

        private static final String DAY = "(MO|TU|WE|TH|FR|SA|SU)";

        private Parts() {}

        static @org.jspecify.annotations.Nullable Pattern pattern(String name) {
            return switch (name.toUpperCase(Locale.ROOT).equals(name) ? name : "") {
                case "FREQ" -> Pattern.compile("HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY");
                case "UNTIL" -> Pattern.compile("\\d{8}(T\\d{6}Z?)?");
                case "COUNT", "INTERVAL" -> Pattern.compile("[1-9]\\d{0,4}");
                case "BYDAY" -> list("([+-]?[1-9]\\d?)?" + DAY);
                case "WKST" -> Pattern.compile(DAY);
                case "BYHOUR" -> list("[01]?\\d|2[0-3]");
                case "BYMINUTE" -> list("[0-5]?\\d");
                case "BYSECOND" -> list("[0-5]?\\d|60");
                case "BYMONTH" -> list("0?[1-9]|1[0-2]");
                case "BYMONTHDAY" -> list("[+-]?(0?[1-9]|[12]\\d|3[01])");
                case "BYWEEKNO" -> list("[+-]?(0?[1-9]|[1-4]\\d|5[0-3])");
                case "BYYEARDAY", "BYSETPOS" ->
                        list("[+-]?(0{0,2}[1-9]|0?[1-9]\\d|[12]\\d\\d|3[0-5]\\d|36[0-6])");
                default -> null;
            };
        }

        private static Pattern list(String one) {
            return Pattern.compile("(%s)(,(%s)){0,400}".formatted(one, one));
        }
    }
}
