package org.marronnier.web.shell;

import java.util.Locale;

/** A plan as the plan switcher names it. */
public record PlanName(String key, String name, String brand) {

    /** The letter on the mark beside it. */
    public String initial() {
        return brand.isBlank() ? "·" : brand.strip().substring(0, 1).toUpperCase(Locale.ROOT);
    }
}
