package org.marronnier.web.campaign;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The message of a campaign as one contact gets it.
 *
 * @param contact the external id; null where nobody was found
 * @param found contacts of the audience to choose from
 * @param note why there is nothing to see, or what the search found
 */
record MessagePreview(
        String campaign,
        @Nullable String contact,
        @Nullable String name,
        String search,
        List<Found> found,
        @Nullable String note,
        @Nullable String subject,
        @Nullable String sender,
        @Nullable String language,
        boolean html,
        @Nullable String text) {

    /** A contact of the audience. */
    record Found(String externalId, String name) {}

    public boolean shown() {
        return text != null;
    }
}
