package org.marronnier.web.campaign;

import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.AudienceCount;

/**
 * An audience count as a page shows it.
 *
 * @param figures the last that are known; null where there are none
 * @param text when they were computed, or what they wait for
 */
record AudienceView(AudienceCount.@Nullable Figures figures, boolean waiting, String text) {

    public boolean known() {
        return figures != null;
    }

    /** How many contacts match; 0 where that is not known. */
    public long contacts() {
        return figures == null ? 0 : figures.contacts();
    }
}
