package org.marronnier.domain.user;

import java.util.Arrays;
import java.util.List;

/** What a user may do; each role may do all that the ones before it may. */
public enum Role {
    /** Edits drafts and submits them. */
    MARKETER,
    /** Also approves, sends back, fires and pauses. */
    CRM_MANAGER,
    /** Also changes rules, conventions, users and keys. */
    ADMIN;

    /** Whether a user of this role may do what asks for that one. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** This role and all that it includes. */
    public List<Role> included() {
        return Arrays.stream(values()).filter(this::includes).toList();
    }
}
