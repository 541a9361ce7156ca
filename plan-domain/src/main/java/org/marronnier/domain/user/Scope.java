package org.marronnier.domain.user;

import java.util.Arrays;
import java.util.Optional;

/** What an API key may do. No scope includes another. */
public enum Scope {
    PLANS_READ("plans:read"),
    PLANS_WRITE("plans:write"),
    PLANS_APPROVE("plans:approve"),
    CONTACTS_READ("contacts:read"),
    CONTACTS_WRITE("contacts:write"),
    RUNS_READ("runs:read"),
    RUNS_FIRE("runs:fire"),
    ADMIN("admin");

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    /** The scope as keys and documents write it, such as {@code plans:read}. */
    public String text() {
        return text;
    }

    public static Optional<Scope> of(String text) {
        return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
    }
}
