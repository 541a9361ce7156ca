package org.marronnier.domain.computing;

/** What something is computed for, within a plan. */
public interface Subject {

    /** The subject as one text, such as {@code campaign:soldes}. */
    String text();
}
