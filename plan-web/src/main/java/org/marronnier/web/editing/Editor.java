package org.marronnier.web.editing;

import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.user.Role;
import org.marronnier.web.security.SignedIn;

/** Who edits, and as what. */
public record Editor(String name, Role role) {

    /**
     * The user of this request.
     *
     * @throws IllegalStateException where nobody is signed in
     */
    public static Editor current() {
        return SignedIn.current()
                .map(user -> new Editor(user.getUsername(), user.role()))
                .orElseThrow(() -> new IllegalStateException("Nobody is signed in."));
    }

    /** Whether items of this kind are this user's to edit. */
    public boolean mayEdit(ItemKind kind) {
        return role.includes(
                switch (kind) {
                    case PLAN, CONVENTIONS, PRESSURE_RULE, QUIET_PERIOD, CAPACITY -> Role.ADMIN;
                    case JOURNEY,
                            SEGMENT,
                            OBJECTIVE,
                            KPI,
                            TEMPLATE,
                            PROGRAMME,
                            SCENARIO,
                            CAMPAIGN,
                            CALENDAR_EVENT ->
                            Role.MARKETER;
                });
    }

    /** Whether this user approves what others submit. */
    public boolean mayApprove() {
        return role.includes(Role.CRM_MANAGER);
    }
}
