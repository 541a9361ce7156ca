package org.marronnier.scheduler.worker;

/** Work that threads of this process do again and again; each loop has threads of its own. */
public interface Loop {

    /** Does some of what waits; how much that was, nothing where nothing waits. */
    int drainOnce();

    /** How many threads do it at the same time. */
    default int hands() {
        return 1;
    }
}
