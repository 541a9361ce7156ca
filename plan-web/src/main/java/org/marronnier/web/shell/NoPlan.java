package org.marronnier.web.shell;

/** A page of a plan was asked for where there is no plan yet. */
public final class NoPlan extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoPlan() {
        super("There is no plan yet.");
    }
}
