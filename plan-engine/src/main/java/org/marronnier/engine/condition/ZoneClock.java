package org.marronnier.engine.condition;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.marronnier.domain.fact.Microseconds;
import org.marronnier.domain.time.Span;

/**
 * An instant on the clock of a zone, with the windows that end there. They are worked out anew only
 * when another instant is asked for.
 */
final class ZoneClock {

    private final ZoneId zone;
    private final List<Span> spans;
    private final Edge[] edges;
    private Instant instant = Instant.MIN;
    private long now;
    private long today;

    /**
     * @param spans of the windows, which are asked for by their places
     */
    ZoneClock(ZoneId zone, List<Span> spans) {
        this.zone = zone;
        this.spans = spans;
        this.edges = new Edge[spans.size()];
    }

    ZoneId zone() {
        return zone;
    }

    void set(Instant instant) {
        if (this.instant.equals(instant)) {
            return;
        }
        this.instant = instant;
        this.now = Microseconds.of(instant);
        this.today = Days.packed(LocalDate.ofInstant(instant, zone));
        for (var i = 0; i < edges.length; i++) {
            edges[i] = Edge.of(spans.get(i), zone, instant);
        }
    }

    /** The instant, in microseconds since 1970. */
    long now() {
        return now;
    }

    Edge edge(int span) {
        return edges[span];
    }

    Span span(int span) {
        return spans.get(span);
    }

    /** The day on the clock, packed. */
    long today() {
        return today;
    }
}
