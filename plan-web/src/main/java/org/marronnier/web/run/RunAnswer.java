package org.marronnier.web.run;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.run.Funnel;
import org.marronnier.domain.run.Run;

/**
 * A run as programs see it.
 *
 * @param reason why it is paused or failed
 * @param funnel of the contacts that matched the target, each stands in exactly one line after the
 *     first
 */
record RunAnswer(
        long id,
        String plan,
        String campaign,
        Instant firedFor,
        @Nullable String firedBy,
        String state,
        @Nullable String reason,
        @Nullable String detail,
        Instant startedAt,
        @Nullable Instant endedAt,
        Map<String, Object> funnel) {

    static RunAnswer of(Run run, Funnel funnel) {
        var reason = run.reason();
        return new RunAnswer(
                run.id(),
                run.plan(),
                run.campaign(),
                run.firedFor(),
                run.firedBy(),
                run.state().name().toLowerCase(Locale.ROOT),
                reason == null ? null : reason.name(),
                run.detail(),
                run.startedAt(),
                run.endedAt(),
                lines(funnel));
    }

    /** A funnel as programs see it. */
    static Map<String, Object> lines(Funnel funnel) {
        var lines = new LinkedHashMap<String, Object>();
        for (var line :
                new String[] {
                    Funnel.TARGETED,
                    Funnel.NO_LONGER_TARGETED,
                    Funnel.BLOCKED,
                    Funnel.NO_ADDRESS,
                    Funnel.NO_CONSENT,
                    Funnel.DUPLICATE,
                    Funnel.CONTROL,
                    Funnel.EXPIRED,
                    Funnel.QUIET
                }) {
            lines.put(line, funnel.line(line));
        }
        lines.put("pressure", funnel.pressure());
        for (var line :
                new String[] {
                    Funnel.CAPACITY,
                    Funnel.DEFERRED,
                    Funnel.QUEUED,
                    Funnel.SENT,
                    Funnel.UNCERTAIN,
                    Funnel.FAILED,
                    Funnel.CANCELLED
                }) {
            lines.put(line, funnel.line(line));
        }
        return lines;
    }
}
