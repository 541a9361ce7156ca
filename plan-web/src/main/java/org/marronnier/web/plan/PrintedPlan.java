package org.marronnier.web.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.lifecycle.Status;

/** A plan on A4 sheets, to sign and to share. */
record PrintedPlan(List<Sheet> sheets) {

    /** A part of the document, which starts on a sheet of its own. */
    enum Part {
        COVER,
        PROGRAMMES,
        CALENDAR,
        DIAGNOSTIC;

        /** The word of its parameter in the address. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The parts that an address names: all where it names none, and always the cover. */
        static Set<Part> named(Collection<String> words) {
            var named = EnumSet.of(COVER);
            Arrays.stream(values())
                    .filter(part -> words.isEmpty() || words.contains(part.word()))
                    .forEach(named::add);
            return named;
        }
    }

    /**
     * A sheet.
     *
     * @param lines of a table of the part; none on the cover
     * @param first whether it is the first of its part
     */
    record Sheet(Part part, List<?> lines, boolean first) {}

    /**
     * A scenario of a programme, or a programme without one.
     *
     * @param stage the name of the stage or segment it speaks to
     */
    record ProgrammeLine(
            String programme,
            @Nullable String scenario,
            String touchpoint,
            String stage,
            String trigger,
            String messages,
            String intent,
            Status status) {}

    /**
     * A campaign.
     *
     * @param month the heading above it; null where it stands under the one before
     */
    record CalendarLine(
            @Nullable String month,
            String when,
            String name,
            String message,
            String target,
            Status status) {}

    PrintedPlan {
        sheets = List.copyOf(sheets);
    }

    /** Sheets of a part with so many lines each; one empty sheet where there is no line. */
    static List<Sheet> spread(Part part, List<?> lines, int each) {
        var sheets = new ArrayList<Sheet>();
        for (int from = 0; from == 0 || from < lines.size(); from += each) {
            var some = lines.subList(from, Math.min(from + each, lines.size()));
            sheets.add(new Sheet(part, List.copyOf(some), from == 0));
        }
        return sheets;
    }
}
