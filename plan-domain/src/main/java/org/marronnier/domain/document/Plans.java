package org.marronnier.domain.document;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Whole plans, kept. */
public interface Plans {

    /** A plan as it stands, whole; what has left it is not in it. */
    Optional<PlanDocument> load(String key);

    /** Makes others who keep the plan of this key wait until the caller's transaction ends. */
    void lock(String key);

    /**
     * Keeps a plan whole: what is new is added, what differs is changed, what is no longer in it is
     * removed (or archived, where messages may have left because of it). Keeping the same again
     * changes nothing. Runs within the caller's transaction.
     */
    Kept store(PlanDocument document, String who, Instant now);

    /**
     * Keeps one item of a plan, and the order of its kind, as a document that holds says: what
     * stands at the place is added or changed, what does not stand there any more is removed (or
     * archived). All else is expected to stand as the document says already. Runs within the
     * caller's transaction, which has locked the plan.
     */
    void keep(PlanDocument document, ItemPlace place, String who, Instant now);

    /**
     * Says that an item was moved on in its life by itself, and what the plan says since. Runs
     * within the caller's transaction.
     */
    void moved(PlanDocument document);

    /** The plans there are, by key. */
    List<Summary> list();

    /** The keys of the plans there are, in order. */
    List<String> keys();

    /**
     * What keeping a plan did: whether it is new, how many rows changed, and whether any of its
     * campaigns did.
     */
    record Kept(boolean created, int changes, boolean campaigns) {}

    /** A plan in one line. */
    record Summary(
            String key,
            String name,
            String brand,
            LocalDate from,
            LocalDate to,
            Instant updatedAt) {}
}
