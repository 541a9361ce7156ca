package org.marronnier.scheduler.enrolment;

import java.util.regex.Pattern;

/** Why an enrolment cannot go on, in a word that tells nothing of the contact. */
final class Failure {

    private static final Pattern WORD = Pattern.compile("[A-Z][A-Z_]+");

    private Failure() {}

    /** What the exception says where that is a word of ours, else what kind of exception it is. */
    static String of(RuntimeException e) {
        var said = e.getMessage();
        return said != null && WORD.matcher(said).matches()
                ? said
                : "ERROR: " + e.getClass().getSimpleName();
    }
}
