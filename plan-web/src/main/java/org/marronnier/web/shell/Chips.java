package org.marronnier.web.shell;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The tone and icon of each status and outcome: green goes out, chestnut holds back, red is an
 * error.
 */
@Component("chips")
public final class Chips {

    /** The tone of a lower-case status or outcome; empty for grey. */
    public String tone(String word) {
        return switch (word) {
            case "live", "send", "sent", "shown", "granted", "done" -> "ok";
            case "submitted", "defer", "deferred-sent", "running", "pending" -> "slate";
            case "approved", "control", "planned", "next" -> "line";
            case "paused", "uncertain" -> "warn";
            case "suppress", "withheld" -> "nut";
            case "failed", "bounced", "withdrawn", "denied" -> "bad";
            default -> "";
        };
    }

    /** The icon of a lower-case status or outcome, where it has a fixed one. */
    public @Nullable String icon(String word) {
        return switch (word) {
            case "send", "sent" -> "check";
            case "defer", "deferred-sent" -> "clock-pause";
            case "suppress", "withheld" -> "ban";
            case "control" -> "flask";
            case "paused" -> "player-pause";
            case "ended" -> "flag";
            case "failed", "bounced" -> "alert-circle";
            case "uncertain" -> "alert-triangle";
            default -> null;
        };
    }
}
