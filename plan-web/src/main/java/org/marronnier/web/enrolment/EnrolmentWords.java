package org.marronnier.web.enrolment;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.run.Funnel;
import org.marronnier.store.enrolment.EnrolmentPaths.Enrolment;
import org.marronnier.web.condition.Names;
import org.marronnier.web.decision.Failures;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Saying;
import org.springframework.stereotype.Component;

/** How pages tell where a contact stands in a scenario, and why. */
@Component
final class EnrolmentWords {

    /** What the name of a call begins with that somebody made on a page. */
    static final String BY_HAND = "hand/";

    private static final String ERROR = "ERROR: ";

    private final Figures figures;
    private final Failures failures;

    EnrolmentWords(Figures figures, Failures failures) {
        this.figures = figures;
        this.failures = failures;
    }

    /** What a line of the messages is called. */
    String line(String line, Names names, Saying saying) {
        return line.startsWith(Funnel.PRESSURE)
                ? saying.say(
                        "run.line.pressure", names.rule(line.substring(Funnel.PRESSURE.length())))
                : saying.say("run.line." + line);
    }

    /** Why somebody was turned away. */
    String refusal(@Nullable String reason, Saying saying) {
        return saying.known("enrolment.refused." + reason)
                .orElseGet(() -> saying.say("enrolment.refused.other"));
    }

    /** Why somebody cannot go on. */
    String failure(@Nullable String reason, Saying saying) {
        return reason == null
                ? saying.say("enrolment.failed.other")
                : saying.known("enrolment.failed." + reason)
                        .orElseGet(
                                () ->
                                        reason.startsWith(ERROR)
                                                ? saying.say(
                                                        "enrolment.failed.error",
                                                        reason.substring(ERROR.length()))
                                                : failures.of(reason, saying.locale()));
    }

    /** What made a contact enter, by the name of the firing. */
    String fired(String firedBy, Saying saying) {
        var cut = firedBy.indexOf(':');
        var kind = cut < 0 ? firedBy : firedBy.substring(0, cut);
        var what = cut < 0 ? "" : firedBy.substring(cut + 1);
        if (kind.equals("call") && what.startsWith(BY_HAND)) {
            return saying.say("enrolment.by.hand");
        }
        var key = "enrolment.by." + kind + (cut < 0 || kind.equals("event") ? "" : ".of");
        return saying.known(key).map(_ -> saying.say(key, day(what))).orElse(firedBy);
    }

    private String day(String what) {
        try {
            return figures.date(LocalDate.parse(what));
        } catch (DateTimeParseException notADay) {
            return what;
        }
    }

    /**
     * The word of a state, as chips know it: running, paused, done, exited, stopped, failed,
     * refused.
     */
    String word(Enrolment one) {
        return one.state().equals("RUNNING") && one.scenarioState().equals("PAUSED")
                ? "paused"
                : one.state().toLowerCase(Locale.ROOT);
    }

    String tone(Enrolment one) {
        return switch (word(one)) {
            case "running" -> "slate";
            case "exited", "done" -> "ok";
            case "paused" -> "warn";
            case "failed" -> "bad";
            case "refused" -> "nut";
            default -> "";
        };
    }

    String chip(Enrolment one, Saying saying) {
        return saying.say("enrolment.state." + word(one));
    }

    /** Where somebody stands, in a sentence. */
    String stands(Enrolment one, String step, ZoneId zone, Saying saying) {
        var next = figures.dateTime(one.actAt(), zone);
        var ended = one.endedAt();
        var end = ended == null ? "" : figures.dateTime(ended, zone);
        return switch (word(one)) {
            case "running" ->
                    switch (one.waitsFor()) {
                        case "WAIT" -> saying.say("enrolment.waits", step, next);
                        case "DEFERRED" -> saying.say("enrolment.waits.deferred", step, next);
                        case "OUTCOME" -> saying.say("enrolment.waits.outcome", step, next);
                        case null, default -> saying.say("enrolment.before", step, next);
                    };
            case "paused" -> saying.say("enrolment.held", step);
            case "failed" -> saying.say("enrolment.failed", step, failure(one.reason(), saying));
            case "refused" -> saying.say("enrolment.refused", refusal(one.reason(), saying));
            case "exited" -> saying.say("enrolment.exited", step, end);
            case "stopped" -> saying.say("enrolment.stopped", step, end);
            default -> saying.say("enrolment.done", end);
        };
    }
}
