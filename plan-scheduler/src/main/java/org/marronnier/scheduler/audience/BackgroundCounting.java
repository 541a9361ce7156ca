package org.marronnier.scheduler.audience;

/** Something that is counted in the background, so that no page waits for it. */
public interface BackgroundCounting {

    /**
     * Computes everything that waits, one after the other. What cannot be computed fails and lets
     * the others pass; where the database is away, all wait.
     */
    void drainOnce();
}
