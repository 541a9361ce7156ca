package org.marronnier.scheduler.trigger;

/** Failures in words that hold nothing of whom they happened to. */
final class Failures {

    private Failures() {}

    /** What kind of failure it is, and of what it came; messages may hold personal data. */
    static String named(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        var first = failure.getClass().getSimpleName();
        return cause == failure ? first : first + ", " + cause.getClass().getSimpleName();
    }
}
