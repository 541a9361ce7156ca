package org.marronnier.web.shell;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A waterfall from who is targeted to who is left, as the fragment {@code part/funnel} draws it.
 *
 * @param scale the count that fills the whole width, at least 1
 */
public record Funnel(long scale, List<Line> lines) {

    /** One line; {@code kind} is first, loss or total, and the bar stands between from and to. */
    public record Line(
            String kind,
            String label,
            long count,
            long from,
            long to,
            String tone,
            @Nullable String href) {}

    /** Starts with all who are targeted. */
    public static Builder targeted(String label, long count) {
        return targeted(label, count, null);
    }

    /** Starts with all who are targeted, with a way to them. */
    public static Builder targeted(String label, long count, @Nullable String href) {
        return new Builder(label, count, href);
    }

    /** Takes losses one after the other. */
    public static final class Builder {

        private final long scale;
        private final List<Line> lines = new ArrayList<>();
        private long left;

        private Builder(String label, long count, @Nullable String href) {
            scale = Math.max(1, count);
            left = count;
            lines.add(new Line("first", label, count, 0, count, "", href));
        }

        /**
         * A loss; none at zero. Tones: grey for consent and address, nut-600, nut-400, nut-200 for
         * rules, slate for control.
         */
        public Builder loss(String label, long count, String tone, @Nullable String href) {
            return count > 0 ? always(label, count, tone, href) : this;
        }

        /** A loss that is told even at zero, as that of consent is. */
        public Builder always(String label, long count, String tone, @Nullable String href) {
            long to = left;
            left = Math.max(0, left - count);
            lines.add(new Line("loss", label, count, left, to, tone, href));
            return this;
        }

        /** Ends with who is left. */
        public Funnel total(String label, long count) {
            return total(label, count, null);
        }

        /** Ends with who is left, with a way to them. */
        public Funnel total(String label, long count, @Nullable String href) {
            lines.add(new Line("total", label, count, 0, count, "leaf", href));
            return new Funnel(scale, List.copyOf(lines));
        }
    }
}
