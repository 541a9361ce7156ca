package org.marronnier.engine.copy;

import java.time.LocalDate;

/**
 * A date of a plan and where it lies in the next year.
 *
 * @param key of the item that has it, @param name what it is called
 * @param before the day in the old plan
 * @param after the day in the new one
 */
public record MovedDate(
        What what, String key, String name, LocalDate before, LocalDate after, Why why) {

    /** What has the date. */
    public enum What {
        CAMPAIGN,
        RECURRENCE,
        EXCEPTION,
        EVENT,
        OBJECTIVE,
        QUIET
    }

    /** Why it lies there. */
    public sealed interface Why {

        /**
         * It keeps its distance to an event.
         *
         * @param event the key of the event
         * @param days how many days after the event's first; negative before it
         * @param was when the event was, @param is when it is
         */
        record Tied(String event, long days, LocalDate was, LocalDate is) implements Why {}

        /** It keeps the week and the day of the week (ISO 8601). */
        record SameWeekday(int week) implements Why {}

        /** It keeps the day of the month. */
        record SameDate() implements Why {}

        /** It moves as far as its campaign does. */
        record WithItsCampaign() implements Why {}

        /** It would lie outside the new plan, and lies on the nearest such weekday within. */
        record Inside() implements Why {}
    }
}
