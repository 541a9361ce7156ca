package org.marronnier.domain.scenario;

/** Why a contact for whom a scenario fired did not enter it. */
public enum EntryRefusal {
    /** The contact is erased. */
    ERASED,
    /** What fired came later than the plan tolerates. */
    LATE,
    /** The plan has not begun on that day, or is over. */
    OUTSIDE_PLAN,
    /** The contact is none of those whom the scenario means. */
    NOT_TARGETED,
    /** The contact is in the scenario, which has nobody twice at a time. */
    INSIDE,
    /** The contact was in the scenario already, or too short a while ago. */
    REENTRY
}
